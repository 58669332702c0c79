import code from '@cornerstonejs/codec-openjpeg/decodewasm?url&inline'
import factory from '@cornerstonejs/codec-openjpeg/decodewasmjs'
import { jpeg2000Header } from './codestream.js'
import { wasmDecoder } from './wasm.js'

/** JPEG 2000 (ISO/IEC 15444-1), by OpenJPEG. */
export const start = () => wasmDecoder(factory, code, (m) => m.J2KDecoder, jpeg2000Header)
