import type { FrameForm } from './types.js'

/** What the beginning of a codestream says of its image. */
export type CodestreamHeader = {
  readonly columns: number
  readonly rows: number
  readonly components: number
  /** Bits a sample. */
  readonly precision: number
}

const word = (b: Uint8Array, at: number): number => ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0)
const long = (b: Uint8Array, at: number): number => word(b, at) * 65536 + word(b, at + 2)

/** Frame headers: SOF0 to SOF15 but DHT, JPG and DAC (ITU-T T.81 table B.1), and that of JPEG-LS (ITU-T T.87). */
const isFrameHeader = (marker: number): boolean =>
  (marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc) ||
  marker === 0xfff7

/** The frame header of a JPEG or JPEG-LS codestream. */
export const jpegHeader = (b: Uint8Array): CodestreamHeader => {
  if (word(b, 0) !== 0xffd8) throw new Error('it does not begin as JPEG')
  for (let at = 2; at + 9 < b.length; ) {
    const marker = word(b, at)
    if (marker < 0xff01) throw new Error('its header is damaged')
    if (marker === 0xffff) at++
    else if (isFrameHeader(marker))
      return {
        precision: b[at + 4] as number,
        rows: word(b, at + 5),
        columns: word(b, at + 7),
        components: b[at + 9] as number,
      }
    else at += 2 + Math.max(2, word(b, at + 2))
  }
  throw new Error('it has no frame header')
}

const SOT = 0xff90
const EOC = 0xffd9

/** Follows the tile parts by their lengths (T.800 A.4.2) to the end: what was cut out of one is not always complained of. */
const requireTileParts = (b: Uint8Array): void => {
  let at = 2
  while (word(b, at) !== SOT) {
    if (word(b, at) < 0xff01 || at + 4 > b.length) throw new Error('its header is damaged')
    at += 2 + Math.max(2, word(b, at + 2))
  }
  let parts = 0
  let last = false
  while (word(b, at) === SOT && !last) {
    const length = long(b, at + 6)
    parts++
    // 0: the last one, as long as it is.
    last = length === 0
    at += Math.max(14, length)
  }
  if (!last && word(b, at) !== EOC) throw new Error('it ends early')
  const across = (size: number, tile: number): number => Math.ceil((long(b, size) - long(b, tile + 8)) / long(b, tile))
  if (!(across(8, 24) * across(12, 28) <= parts)) throw new Error('it has fewer tiles than its header says')
}

/** The SIZ segment of a JPEG 2000 codestream (ITU-T T.800 A.5.1), high-throughput ones too. */
export const jpeg2000Header = (b: Uint8Array): CodestreamHeader => {
  if (word(b, 0) !== 0xff4f || word(b, 2) !== 0xff51) throw new Error('it does not begin as JPEG 2000')
  requireTileParts(b)
  return {
    columns: long(b, 8) - long(b, 16),
    rows: long(b, 12) - long(b, 20),
    components: word(b, 40),
    precision: ((b[42] ?? 0) & 0x7f) + 1,
  }
}

/** Every codestream of JPEG and JPEG 2000 ends with this marker, but for the padding of its fragment. */
const upToEnd = (b: Uint8Array): Uint8Array => {
  let end = b.length
  while (end > 2 && b[end - 1] === 0) end--
  if (word(b, end - 2) !== EOC) throw new Error('it ends early')
  return b.subarray(0, end)
}

/**
 * The codestream without the padding of its fragment; refused where it is of another size than its image, before anything of
 * that size is allocated, and where it is cut short.
 */
export const requireForm = (header: CodestreamHeader, encoded: Uint8Array, form: FrameForm): Uint8Array => {
  if (header.columns !== form.columns || header.rows !== form.rows)
    throw new Error(`it is of ${header.columns} x ${header.rows} pixels, the image of ${form.columns} x ${form.rows}`)
  if (header.components !== 1) throw new Error(`it has ${header.components} samples a pixel, the image one`)
  if (header.precision > form.bitsAllocated)
    throw new Error(`it has ${header.precision} bits a sample, the image ${form.bitsAllocated}`)
  return upToEnd(encoded)
}
