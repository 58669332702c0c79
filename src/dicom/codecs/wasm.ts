/// <reference path="./wasm-codecs.d.ts" />
import { type CodestreamHeader, requireForm } from './codestream.js'
import type { FrameDecoder } from './types.js'

const bytesOf = (dataUrl: string): Uint8Array =>
  Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (c) => c.charCodeAt(0))

/** What libjpeg-turbo and OpenJPEG print where they go on with what is left of a damaged frame. */
const COMPLAINT = /error|corrupt|premature|truncat|invalid|fail/i

/**
 * A decoder in WebAssembly. Its code is inlined as a data URL: the same in Node and in a worker, under a content policy
 * that allows no request, and offline. A module that trapped is started anew.
 */
export const wasmDecoder = async <Exports>(
  factory: CodecFactory<Exports>,
  dataUrl: string,
  decoderIn: (exports: Exports) => DecoderClass,
  headerOf: (encoded: Uint8Array) => CodestreamHeader,
): Promise<FrameDecoder> => {
  const complaints: string[] = []
  const print = (line: string): void => {
    if (COMPLAINT.test(line)) complaints.push(line)
  }
  const module = await factory({ wasmBinary: bytesOf(dataUrl), print, printErr: print })
  const Decoder = decoderIn(module)
  const decode = (encoded: Uint8Array, wide: boolean): Uint8Array | Uint16Array => {
    const decoder = new Decoder()
    try {
      decoder.getEncodedBuffer(encoded.length).set(encoded)
      decoder.decode()
      const samples = decoder.getDecodedBuffer().slice()
      return wide ? new Uint16Array(samples.buffer) : samples
    } catch (e) {
      if (e instanceof Error) throw e
      throw new Error([module.getExceptionMessage?.(Number(e)) ?? 'it is damaged'].flat().join(' '))
    } finally {
      decoder.delete()
    }
  }
  return (encoded, form) => {
    const header = headerOf(encoded)
    requireForm(header, encoded, form)
    complaints.length = 0
    const samples = decode(encoded, header.precision > 8)
    if (complaints[0] !== undefined) throw new Error(complaints[0])
    return samples
  }
}
