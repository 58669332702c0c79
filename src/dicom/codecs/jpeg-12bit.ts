import { jpegHeader, requireForm } from './codestream.js'
import { BitReader, type HuffmanTable, readTables } from './huffman.js'
import { inverseCosine } from './idct.js'
import type { FrameForm } from './types.js'

/** Place in an 8 x 8 block of the n-th coefficient (T.81 figure A.6). */
const ZIGZAG = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
])

const CENTRE = 2048
const HIGHEST = 4095

type Scan = {
  readonly quantization: Uint16Array
  readonly dc: HuffmanTable
  readonly ac: HuffmanTable
  readonly restartInterval: number
  /** Where the entropy-coded bytes begin. */
  readonly from: number
}

const readQuantization = (body: Uint8Array, tables: Map<number, Uint16Array>): void => {
  for (let at = 0; at < body.length; ) {
    const wide = (body[at] as number) >> 4 > 0
    const table = new Uint16Array(64)
    for (let i = 0; i < 64; i++) {
      const from = at + 1 + (wide ? 2 * i : i)
      table[i] = wide ? ((body[from] ?? 0) << 8) | (body[from + 1] ?? 0) : (body[from] ?? 0)
    }
    tables.set((body[at] as number) & 15, table)
    at += wide ? 129 : 65
  }
}

/** Everything before the entropy-coded bytes of the one scan. */
const readScan = (b: Uint8Array): Scan => {
  const quantizations = new Map<number, Uint16Array>()
  const huffman = new Map<number, HuffmanTable>()
  let restartInterval = 0
  let quantization = 0
  for (let at = 2; at + 4 <= b.length; ) {
    const marker = b[at + 1] as number
    if (b[at] !== 0xff) throw new Error('its header is damaged')
    if (marker === 0xff) {
      at++
      continue
    }
    const length = ((b[at + 2] as number) << 8) | (b[at + 3] as number)
    const body = b.subarray(at + 4, at + 2 + length)
    at += 2 + Math.max(2, length)
    if (marker === 0xdb) readQuantization(body, quantizations)
    else if (marker === 0xc4) readTables(body, huffman)
    else if (marker === 0xdd) restartInterval = ((body[0] ?? 0) << 8) | (body[1] ?? 0)
    else if (marker === 0xc0 || marker === 0xc1) quantization = body[8] ?? 0
    else if (marker >= 0xc2 && marker <= 0xcf) throw new Error('it is not sequential with Huffman codes')
    else if (marker === 0xda) {
      const places = body[2] ?? 0
      const dc = huffman.get(places >> 4)
      const ac = huffman.get(0x10 | (places & 15))
      const table = quantizations.get(quantization)
      if (dc === undefined || ac === undefined || table === undefined) throw new Error('its tables are missing')
      return { quantization: table, dc, ac, restartInterval, from: at }
    }
  }
  throw new Error('it has no scan')
}

/** Fills `block` with the next dequantised coefficients; gives its DC value before that. */
const readBlock = (bits: BitReader, scan: Scan, dcBefore: number, block: Int32Array): number => {
  block.fill(0)
  const dc = dcBefore + bits.signed(bits.symbol(scan.dc) & 15)
  block[0] = dc * (scan.quantization[0] as number)
  for (let k = 1; k < 64; k++) {
    const symbol = bits.symbol(scan.ac)
    const size = symbol & 15
    if (size === 0 && symbol !== 0xf0) break
    k += symbol >> 4
    if (k > 63) throw new Error('a block holds too many coefficients')
    if (size > 0) block[ZIGZAG[k] as number] = bits.signed(size) * (scan.quantization[k] as number)
  }
  return dc
}

/**
 * Decodes a JPEG extended frame of 12 bits and one component (ISO/IEC 10918-1, process 4): sequential, Huffman codes.
 * No codec that is published does: libjpeg-turbo, as Cornerstone builds it, takes 8 bits.
 */
export const decodeJpeg12 = (encoded: Uint8Array, form: FrameForm): Uint16Array => {
  requireForm(jpegHeader(encoded), encoded, form)
  const scan = readScan(encoded)
  const bits = new BitReader(encoded, scan.from)
  const out = new Uint16Array(form.columns * form.rows)
  const block = new Int32Array(64)
  const across = Math.ceil(form.columns / 8)
  const blocks = across * Math.ceil(form.rows / 8)
  let dc = 0
  for (let n = 0; n < blocks; n++) {
    if (scan.restartInterval > 0 && n > 0 && n % scan.restartInterval === 0) {
      bits.restart()
      dc = 0
    }
    dc = readBlock(bits, scan, dc, block)
    inverseCosine(block)
    const left = 8 * (n % across)
    const top = 8 * Math.floor(n / across)
    for (let r = 0; r < 8 && top + r < form.rows; r++)
      for (let c = 0; c < 8 && left + c < form.columns; c++)
        out[(top + r) * form.columns + left + c] = Math.min(HIGHEST, Math.max(0, (block[8 * r + c] as number) + CENTRE))
  }
  return out
}
