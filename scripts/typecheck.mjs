// Type-checks every project that tsconfig.json refers to: TypeScript 7 has no build mode that leaves no files behind.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { references } = JSON.parse(readFileSync(`${root}/tsconfig.json`, 'utf8'))

let failed = 0
for (const { path } of references) {
  const run = spawnSync('npx', ['--no-install', 'tsc', '-p', path], { cwd: root, stdio: 'inherit' })
  if (run.status !== 0) {
    failed++
    console.error(`typecheck: ${path} has errors`)
  }
}
process.exit(failed === 0 ? 0 : 1)
