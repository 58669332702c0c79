import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'

const PLACE = '__THIS_BUILD__'

/** Lies beside the page, since a service worker serves its own folder and what is under it. */
export const SERVICE_WORKER = 'service-worker.js'

type File = { readonly name: string; readonly content: string | Uint8Array }

/**
 * Tells the service worker which files it keeps: everything that the build wrote, the sample case too. Any change among them
 * changes the worker's own bytes, which is how a browser notices a new version.
 */
export const offline = (): Plugin => {
  let publicFolder = ''
  return {
    name: 'postop-ctv:offline',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      publicFolder = config.publicDir
    },
    generateBundle: {
      order: 'post',
      handler: (_options, bundle) => {
        const worker = bundle[SERVICE_WORKER]
        if (worker?.type !== 'chunk') throw new Error(`the build has no ${SERVICE_WORKER}`)
        const built = Object.values(bundle)
          .filter((one) => one !== worker)
          .map((one): File => ({ name: one.fileName, content: one.type === 'chunk' ? one.code : one.source }))
        const copied = readdirSync(publicFolder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map(
            (path): File => ({ name: relative(publicFolder, path).split(sep).join('/'), content: readFileSync(path) }),
          )
        const files = [...built, ...copied].sort((a, b) => (a.name < b.name ? -1 : 1))
        const hash = createHash('sha256')
        for (const { name, content } of files) hash.update(`${name}\n`).update(content)
        const build = { version: hash.digest('hex').slice(0, 16), files: files.map(({ name }) => name) }
        if (!worker.code.includes(PLACE)) throw new Error(`${SERVICE_WORKER} has no place for its list of files`)
        worker.code = worker.code.replace(PLACE, JSON.stringify(build))
      },
    },
  }
}
