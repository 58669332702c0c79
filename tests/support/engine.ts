import { readFile } from 'node:fs/promises'
import type { Cruncher } from '../../src/core/field/index.js'
import { createEngine } from '../../src/engine/index.js'

/** The bytes of the committed module. */
export const loadModule = (): Promise<Uint8Array> =>
  readFile(new URL('../../wasm/dist/postop-ctv.wasm', import.meta.url))

let shared: Promise<Cruncher> | undefined

/** The real engine, one a test process. */
export const testEngine = (): Promise<Cruncher> => {
  shared ??= createEngine(loadModule)
  return shared
}
