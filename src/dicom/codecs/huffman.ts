/** A Huffman table: for each code length the first code, and its values in order (ITU-T T.81 annex C). */
type Table = { readonly counts: readonly number[]; readonly values: Uint8Array }

/** Reads the tables of a DHT segment's body: class and place (`0x10` is the first of AC) to table. */
export const readTables = (body: Uint8Array, tables: Map<number, Table>): void => {
  for (let at = 0; at + 17 <= body.length; ) {
    const counts = [...body.subarray(at + 1, at + 17)]
    const total = counts.reduce((a, b) => a + b, 0)
    tables.set(body[at] as number, { counts, values: body.slice(at + 17, at + 17 + total) })
    at += 17 + total
  }
}

export type HuffmanTable = Table

/** Bits of an entropy-coded segment, without its stuffed bytes; past its end comes an error, never a bit. */
export class BitReader {
  private bits = 0
  private left = 0

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  private bit(): number {
    if (this.left === 0) {
      const b = this.bytes[this.at]
      if (b === undefined) throw new Error('it ends early')
      if (b === 0xff && this.bytes[this.at + 1] !== 0) throw new Error('it ends early')
      this.at += b === 0xff ? 2 : 1
      this.bits = b
      this.left = 8
    }
    this.left--
    return (this.bits >> this.left) & 1
  }

  /** The value of the next code. */
  symbol(t: Table): number {
    let code = 0
    let first = 0
    let index = 0
    for (let length = 0; length < 16; length++) {
      code |= this.bit()
      const count = t.counts[length] as number
      if (code - first < count) return t.values[index + code - first] ?? 0
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw new Error('it holds a code that its tables do not have')
  }

  /** A signed value of some bits (T.81 F.2.2.1, RECEIVE and EXTEND). */
  signed(bits: number): number {
    let v = 0
    for (let i = 0; i < bits; i++) v = (v << 1) | this.bit()
    return bits > 0 && v < 1 << (bits - 1) ? v - (1 << bits) + 1 : v
  }

  /** Goes past a restart marker. */
  restart(): void {
    this.left = 0
    const marker = this.bytes[this.at + 1] ?? 0
    if (this.bytes[this.at] !== 0xff || marker < 0xd0 || marker > 0xd7) throw new Error('a restart marker is missing')
    this.at += 2
  }
}
