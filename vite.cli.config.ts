import { defineConfig } from 'vite'

/** The command line and the library, each one file with everything in it, so that they start at once. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  ssr: { noExternal: true },
  // The codecs are CommonJS and look at it when they start.
  define: { __dirname: 'import.meta.dirname' },
  build: {
    ssr: true,
    outDir: 'dist/node',
    target: 'node20',
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
      // Beside the entries: `../../wasm/dist` is right from src/cli/ and from here.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
