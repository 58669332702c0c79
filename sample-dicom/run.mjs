// Runs generate.ts, which Node 20 cannot read by itself: npm run sample [FOLDER [small|standard|512x512x200 [TARGET_SCALE]]]
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

await runnerImport(fileURLToPath(new URL('generate.ts', import.meta.url)), { configFile: false, logLevel: 'error' })
