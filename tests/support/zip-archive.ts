import { crc32, deflateRawSync } from 'node:zlib'

/** A file to pack, and what the archive is to say of it where that is not the truth. */
export type Packed = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly stored?: boolean
  readonly encrypted?: boolean
  readonly declaredBytes?: number
  readonly declaredCrc?: number
  /** Points at the packed bytes of the file before it instead of its own. */
  readonly sharesPrevious?: boolean
}

const fields = (...values: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer => {
  const out = Buffer.alloc(values.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of values) {
    out.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return out
}

const UTF8 = 0x800

/** A .zip as bytes, written by hand so that it can lie (PKWARE APPNOTE 4.3). */
export const zipArchive = (files: readonly Packed[]): Uint8Array => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  let previousAt = 0
  for (const f of files) {
    const name = Buffer.from(f.name, 'utf8')
    const data = f.stored === true ? Buffer.from(f.bytes) : deflateRawSync(f.bytes, { level: 9 })
    const common = fields(
      [2, 20],
      [2, UTF8 | (f.encrypted === true ? 1 : 0)],
      [2, f.stored === true ? 0 : 8],
      [4, 0],
      [4, f.declaredCrc ?? crc32(f.bytes)],
      [4, data.length],
      [4, f.declaredBytes ?? f.bytes.length],
      [2, name.length],
      [2, 0],
    )
    const shared = f.sharesPrevious === true
    if (!shared) previousAt = at
    directory.push(
      Buffer.from('PK\x01\x02', 'latin1'),
      fields([2, 20]),
      common,
      fields([2, 0], [2, 0], [2, 0], [4, 0], [4, previousAt]),
      name,
    )
    if (shared) continue
    const local = [Buffer.from('PK\x03\x04', 'latin1'), common, name, data]
    parts.push(...local)
    at += local.reduce((sum, part) => sum + part.length, 0)
  }
  const listed = Buffer.concat(directory)
  const end = fields([2, 0], [2, 0], [2, files.length], [2, files.length], [4, listed.length], [4, at], [2, 0])
  return Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}
