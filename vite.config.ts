import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contentPolicy } from './scripts/vite-content-policy.js'
import { sampleCase } from './scripts/vite-sample-case.js'

const ROOT = import.meta.dirname

/** The page: static files that any web server can serve from any folder. */
export default defineConfig({
  root: ROOT,
  base: './',
  plugins: [react(), contentPolicy(), sampleCase(resolve(ROOT, 'sample-dicom/case'))],
  worker: { format: 'es' },
  build: {
    outDir: 'dist/app',
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
  },
})
