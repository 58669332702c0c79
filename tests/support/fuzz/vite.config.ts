import { dirname } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/** Bundled code still finds the files that lay beside its source. */
const sourcePlaces: Plugin = {
  name: 'source-places',
  transform: (code, id) => code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))),
}

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [sourcePlaces],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: '../../../dist/fuzz',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { input: { main: 'main.ts', child: 'child.ts' } },
  },
})
