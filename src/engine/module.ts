import createPostopCtv, { type PostopCtvModule } from '../../wasm/dist/postop-ctv.js'
import { PostopError } from '../core/problem/index.js'

/** Gives the bytes of wasm/dist/postop-ctv.wasm: read with Node, or fetched in a browser. Asked once an engine. */
export type ModuleLoader = () => Promise<Uint8Array>

/**
 * Loads and compiles the module's code.
 * @throws engine/unavailable where WebAssembly, its SIMD or its exceptions are missing, or the bytes are not the module
 */
export const compileModule = async (load: ModuleLoader): Promise<WebAssembly.Module> => {
  let bytes: Uint8Array
  try {
    bytes = await load()
  } catch (cause) {
    throw unavailable('The computing engine (postop-ctv.wasm) could not be loaded', cause)
  }
  try {
    // A view of a plain buffer: the compiler takes no shared one.
    return await WebAssembly.compile(bytes.buffer instanceof ArrayBuffer ? (bytes as BufferSource) : bytes.slice())
  } catch (cause) {
    throw unavailable('The computing engine needs WebAssembly with SIMD and exceptions', cause)
  }
}

/** A fresh instance with a memory of its own. @throws engine/unavailable */
export const instantiateModule = async (code: WebAssembly.Module): Promise<PostopCtvModule> => {
  try {
    return await new Promise((resolve, reject) => {
      createPostopCtv({
        instantiateWasm: (imports, receive) => {
          WebAssembly.instantiate(code, imports).then(receive).catch(reject)
          return {}
        },
      }).then(resolve, reject)
    })
  } catch (cause) {
    throw unavailable('The computing engine could not be started', cause)
  }
}

const unavailable = (what: string, cause: unknown): PostopError =>
  new PostopError('engine/unavailable', {
    message: `${what}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    remedy:
      'Use Node 20 or a browser of 2022 or later (Chrome or Edge 95, Firefox 100, Safari 16.4); if it is one, load the page again.',
    cause,
  })
