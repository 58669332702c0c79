import code from '@cornerstonejs/codec-charls/decodewasm?url&inline'
import factory from '@cornerstonejs/codec-charls/decodewasmjs'
import { jpegHeader } from './codestream.js'
import { wasmDecoder } from './wasm.js'

/** JPEG-LS, lossless and near-lossless (ISO/IEC 14495-1), by CharLS. */
export const start = () => wasmDecoder(factory, code, (m) => m.JpegLSDecoder, jpegHeader)
