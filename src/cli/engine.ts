import { readFile } from 'node:fs/promises'
import type { Cruncher } from '../core/field/index.js'
import { createEngine } from '../engine/index.js'

/** From src/cli/ and, bundled, from dist/node/ alike. */
const MODULE = new URL('../../wasm/dist/postop-ctv.wasm', import.meta.url)

let engine: Promise<Cruncher> | undefined

/**
 * The one engine of this process, loaded at the first call.
 * @throws engine/unavailable where this Node cannot run the module
 */
export const nodeEngine = (): Promise<Cruncher> => {
  engine ??= createEngine(async () => new Uint8Array(await readFile(MODULE)))
  return engine
}
