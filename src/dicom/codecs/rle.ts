import type { FrameDecoder } from './types.js'

const HEADER_BYTES = 64

/** Unpacks one segment (PS3.5 G.3.2) into every `step`-th byte of the samples. */
const unpack = (segment: Uint8Array, into: Uint8Array, start: number, step: number): void => {
  let at = start
  let i = 0
  while (i + 1 < segment.length && at < into.length) {
    const control = segment[i++] as number
    if (control === 128) continue
    const count = control < 128 ? control + 1 : 257 - control
    if (control < 128 && i + count > segment.length) break
    for (let n = 0; n < count && at < into.length; n++, at += step)
      into[at] = segment[control < 128 ? i + n : i] as number
    i += control < 128 ? count : 1
  }
  if (at < into.length) throw new Error('it ends early')
}

/** RLE (PS3.5 annex G): a segment for each byte of a sample, the most significant first. */
export const start = async (): Promise<FrameDecoder> => (encoded, form) => {
  const header = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength)
  const perSample = form.bitsAllocated / 8
  if (encoded.length < HEADER_BYTES) throw new Error('it has no header')
  const segments = header.getUint32(0, true)
  if (segments !== perSample) throw new Error(`it has ${segments} segments, the image ${perSample} bytes a sample`)
  const out = new Uint8Array(form.columns * form.rows * perSample)
  for (let s = 0; s < segments; s++) {
    const from = header.getUint32(4 + 4 * s, true)
    const to = s + 1 < segments ? header.getUint32(8 + 4 * s, true) : encoded.length
    if (from < HEADER_BYTES || to < from || to > encoded.length) throw new Error('its header is damaged')
    unpack(encoded.subarray(from, to), out, perSample - 1 - s, perSample)
  }
  if (perSample === 4) return new Uint32Array(out.buffer)
  return perSample === 2 ? new Uint16Array(out.buffer) : out
}
