import wasmUrl from '../../../wasm/dist/postop-ctv.wasm?url'
import type { Cruncher } from '../../core/field/index.js'
import { createEngine } from '../../engine/index.js'

const moduleBytes = async (): Promise<Uint8Array> => {
  const response = await fetch(wasmUrl)
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** The engine with its module from the page's own origin. @throws engine/unavailable */
export const startEngine = (): Promise<Cruncher> => createEngine(moduleBytes)
