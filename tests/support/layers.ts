/** What a layer of the source may import: other layers through their doors, and packages of its own. */
export type Layer = { readonly layers: readonly string[]; readonly packages: readonly string[] }

/** The one table of who may import whom; a package that ends in `/*` stands for everything under it. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  core: { layers: [], packages: [] },
  dicom: {
    layers: ['core'],
    packages: [
      'dcmjs',
      'dcmjs/*',
      'dicom-parser',
      'pako',
      '@zip.js/zip.js/*',
      '@cornerstonejs/codec-*',
      '@cornerstonejs/jpeg-lossless-decoder-js',
    ],
  },
  engine: { layers: ['core', 'wasm'], packages: ['itk-wasm', 'itk-wasm/*'] },
  viewer: { layers: ['core'], packages: ['@cornerstonejs/core', '@kitware/vtk.js/*'] },
  jobs: { layers: ['core', 'dicom', 'engine', 'wasm'], packages: [] },
  case: { layers: ['core'], packages: ['zustand', 'zustand/*'] },
  ui: {
    layers: ['core', 'case', 'viewer'],
    packages: [
      'react',
      'react-dom',
      'react-dom/*',
      'zustand',
      'zustand/*',
      'radix-ui',
      'lucide-react',
      '@fontsource-variable/*',
    ],
  },
  storage: { layers: [], packages: ['idb'] },
  offline: { layers: [], packages: [] },
  cli: { layers: ['core', 'dicom', 'engine', 'sample-dicom', 'wasm'], packages: ['node:*'] },
  'index.ts': { layers: ['core', 'dicom', 'engine', 'cli'], packages: ['node:*'] },
  'main.tsx': { layers: ['core', 'case', 'jobs', 'storage', 'viewer', 'ui'], packages: ['react', 'react-dom/*'] },
  'sample-dicom': { layers: ['core', 'dicom'], packages: [] },
}
