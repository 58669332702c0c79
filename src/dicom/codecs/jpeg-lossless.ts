import { Decoder } from '@cornerstonejs/jpeg-lossless-decoder-js'
import { jpegHeader, requireForm } from './codestream.js'
import type { FrameDecoder } from './types.js'

/** JPEG lossless with any of its seven predictors (ISO/IEC 10918-1 process 14). */
export const start = async (): Promise<FrameDecoder> => (encoded, form) => {
  const header = jpegHeader(encoded)
  const bytes = new Uint8Array(requireForm(header, encoded, form))
  const decoder = new Decoder()
  const samples = decoder.decode(bytes.buffer, 0, bytes.length, header.precision > 8 ? 2 : 1)
  // A scan that is cut short is left unfinished, or filled up from past its end, and not complained of.
  if (decoder.yLoc < form.rows || (decoder.stream?.index ?? 0) > bytes.length) throw new Error('it ends early')
  return samples
}
