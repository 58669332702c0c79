import { Decoder } from '@cornerstonejs/jpeg-lossless-decoder-js'
import { jpegHeader, requireForm } from './codestream.js'
import type { FrameDecoder } from './types.js'

/** JPEG lossless with any of its seven predictors (ISO/IEC 10918-1 process 14). */
export const start = async (): Promise<FrameDecoder> => (encoded, form) => {
  const header = jpegHeader(encoded)
  requireForm(header, encoded, form)
  const bytes = new Uint8Array(encoded)
  return new Decoder().decode(bytes.buffer, 0, bytes.length, header.precision > 8 ? 2 : 1)
}
