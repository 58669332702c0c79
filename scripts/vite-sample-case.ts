import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'

/** Where the page finds the sample case: a list of its files, and the files beside it. */
const FOLDER = 'sample'
const LIST = `${FOLDER}/files.json`

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.dcm') && statSync(join(folder, name)).isFile())
    .map((name) => relative(folder, join(folder, name)).split(sep).join('/'))
    .sort()

/** Serves the committed sample case with the page, and copies it into the build. */
export const sampleCase = (folder: string): Plugin => ({
  name: 'postop-ctv:sample-case',
  configureServer: (server) => {
    server.middlewares.use((request, response, next) => {
      const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '').replace(/^\//, '')
      if (path === LIST) {
        response.setHeader('Content-Type', 'application/json')
        response.end(JSON.stringify(filesUnder(folder)))
        return
      }
      const name = path.startsWith(`${FOLDER}/`) ? path.slice(FOLDER.length + 1) : null
      if (name === null || !filesUnder(folder).includes(name)) {
        next()
        return
      }
      response.setHeader('Content-Type', 'application/dicom')
      response.end(readFileSync(join(folder, name)))
    })
  },
  generateBundle() {
    const names = filesUnder(folder)
    this.emitFile({ type: 'asset', fileName: LIST, source: JSON.stringify(names) })
    for (const name of names)
      this.emitFile({ type: 'asset', fileName: `${FOLDER}/${name}`, source: readFileSync(join(folder, name)) })
  },
})
