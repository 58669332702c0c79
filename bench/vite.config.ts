import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

/** Bundled code still finds the files that lay beside its source. */
const sourcePlaces: Plugin = {
  name: 'source-places',
  transform: (code, id) =>
    code
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
}

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [sourcePlaces],
  ssr: { noExternal: true, external: ['playwright-core'] },
  build: {
    ssr: true,
    outDir: '../dist/bench',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { input: { main: 'main.ts' } },
  },
})
