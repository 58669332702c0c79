import code from '@cornerstonejs/codec-openjph/wasm?url&inline'
import factory from '@cornerstonejs/codec-openjph/wasmjs'
import { jpeg2000Header } from './codestream.js'
import { wasmDecoder } from './wasm.js'

/** High-throughput JPEG 2000 (ISO/IEC 15444-15), by OpenJPH. */
export const start = () => wasmDecoder(factory, code, (m) => m.HTJ2KDecoder, jpeg2000Header)
