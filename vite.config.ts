import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contentPolicy } from './scripts/vite-content-policy.js'
import { offline, SERVICE_WORKER } from './scripts/vite-offline.js'
import { sampleCase } from './scripts/vite-sample-case.js'

const ROOT = import.meta.dirname

/** The page: static files that any web server can serve from any folder. */
export default defineConfig({
  root: ROOT,
  base: './',
  plugins: [react(), contentPolicy(), sampleCase(resolve(ROOT, 'sample-dicom/case')), offline()],
  worker: { format: 'es' },
  // Only the workers import these: found late, they would make the development server load the page again.
  optimizeDeps: { include: ['dcmjs/dictionary', 'dicom-parser', 'pako', '@zip.js/zip.js/lib/zip-core-reader.js'] },
  build: {
    outDir: 'dist/app',
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { page: resolve(ROOT, 'index.html'), worker: resolve(ROOT, 'src/offline/service-worker.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js'),
        // A file of its own: it changes rarely, and measurements tell its work from ours by the file's name.
        codeSplitting: { groups: [{ name: 'cornerstone', test: /node_modules.(@cornerstonejs|@kitware|gl-matrix)/ }] },
      },
    },
  },
})
