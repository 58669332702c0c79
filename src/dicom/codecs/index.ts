import type { FrameDecoder, FrameForm, Samples } from './types.js'

export type { FrameForm, Samples } from './types.js'

type Codec = { readonly start: () => Promise<FrameDecoder> }

const jpeg = (): Promise<Codec> => import('./jpeg.js')
const jpegLossless = (): Promise<Codec> => import('./jpeg-lossless.js')
const jpegLs = (): Promise<Codec> => import('./jpeg-ls.js')
const jpeg2000 = (): Promise<Codec> => import('./jpeg-2000.js')
const htj2k = (): Promise<Codec> => import('./htj2k.js')

/** The codec of each compressed transfer syntax that is read (PS3.6 table A-1), fetched when its first frame comes. */
const CODECS: Readonly<Record<string, () => Promise<Codec>>> = {
  '1.2.840.10008.1.2.4.50': jpeg,
  '1.2.840.10008.1.2.4.51': jpeg,
  '1.2.840.10008.1.2.4.57': jpegLossless,
  '1.2.840.10008.1.2.4.70': jpegLossless,
  '1.2.840.10008.1.2.4.80': jpegLs,
  '1.2.840.10008.1.2.4.81': jpegLs,
  '1.2.840.10008.1.2.4.90': jpeg2000,
  '1.2.840.10008.1.2.4.91': jpeg2000,
  '1.2.840.10008.1.2.4.201': htj2k,
  '1.2.840.10008.1.2.4.202': htj2k,
  '1.2.840.10008.1.2.4.203': htj2k,
  '1.2.840.10008.1.2.5': () => import('./rle.js'),
}

const started = new Map<() => Promise<Codec>, Promise<FrameDecoder>>()

/** Whether frames in this transfer syntax can be decoded. */
export const isDecodable = (transferSyntaxUid: string): boolean => CODECS[transferSyntaxUid] !== undefined

/**
 * Decodes one frame.
 * @throws Error with the reason, where the frame is damaged or not of the form that its file states
 */
export const decodeFrame = async (
  transferSyntaxUid: string,
  encoded: Uint8Array,
  form: FrameForm,
): Promise<Samples> => {
  const codec = CODECS[transferSyntaxUid]
  if (codec === undefined) throw new TypeError(`No codec for ${transferSyntaxUid}.`)
  const decoder = started.get(codec) ?? codec().then((c) => c.start())
  started.set(codec, decoder)
  let decode: FrameDecoder
  try {
    decode = await decoder
    const samples = decode(encoded, form)
    if (samples.length !== form.columns * form.rows) throw new Error(`it holds ${samples.length} pixels`)
    return samples
  } catch (e) {
    // A module that trapped, or whose code did not come, is not used again.
    started.delete(codec)
    throw e
  }
}
