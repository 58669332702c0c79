import code from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url&inline'
import factory from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'
import { jpegHeader } from './codestream.js'
import { decodeJpeg12 } from './jpeg-12bit.js'
import type { FrameDecoder } from './types.js'
import { wasmDecoder } from './wasm.js'

/** JPEG baseline and extended (ISO/IEC 10918-1 processes 1, 2, 4): 8 bits by libjpeg-turbo, 12 bits by our own decoder. */
export const start = async (): Promise<FrameDecoder> => {
  const decode8 = await wasmDecoder(factory, code, (m) => m.JPEGDecoder, jpegHeader)
  return (encoded, form) =>
    jpegHeader(encoded).precision === 12 ? decodeJpeg12(encoded, form) : decode8(encoded, form)
}
