const ITEM = 0xfffee000
const SEQUENCE_END = 0xfffee0dd

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** The items of encapsulated pixel data (PS3.5 A.4): offsets first, then fragments, each with its place after the offsets. */
const itemsAt = (bytes: Uint8Array, from: number): { data: Uint8Array; place: number }[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const items: { data: Uint8Array; place: number }[] = []
  let first = 0
  for (let at = from; at + 8 <= bytes.length; ) {
    const tag = view.getUint16(at, true) * 65536 + view.getUint16(at + 2, true)
    if (tag === SEQUENCE_END) return items
    const length = view.getUint32(at + 4, true)
    if (tag !== ITEM || at + 8 + length > bytes.length) break
    items.push({ data: bytes.subarray(at + 8, at + 8 + length), place: at - first })
    at += 8 + length
    if (first === 0) first = at
  }
  throw new Error('its pixel data end early')
}

const offsetsIn = (table: Uint8Array): number[] => {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  return Array.from({ length: Math.floor(table.length / 4) }, (_, i) => view.getUint32(4 * i, true))
}

/** A new codestream begins: that of JPEG and JPEG-LS with SOI, that of JPEG 2000 with SOC. */
const begins = (f: Uint8Array): boolean => f[0] === 0xff && (f[1] === 0xd8 || f[1] === 0x4f)

/**
 * The compressed bytes of one frame: by the offset table where it holds one offset a frame, else one fragment a frame, else
 * from one beginning of a codestream to the next.
 * @param from where the value of PixelData (7FE0,0010) begins in `bytes`
 * @param frame from 0
 * @throws Error with the reason where the fragments are no such frame
 */
export const encodedFrame = (bytes: Uint8Array, from: number, frame: number, frames: number): Uint8Array => {
  const [table, ...fragments] = itemsAt(bytes, from)
  if (frames === 1) return joined(fragments.map((f) => f.data))
  if (fragments.length === frames) return (fragments[frame] as (typeof fragments)[0]).data
  const offsets = offsetsIn(table?.data ?? new Uint8Array(0))
  const starts =
    offsets.length === frames
      ? offsets.map((offset) => fragments.findIndex((f) => f.place === offset))
      : fragments.flatMap((f, i) => (begins(f.data) ? [i] : []))
  const start = starts[frame]
  if (starts.length !== frames || start === undefined || start < 0)
    throw new Error(`its ${fragments.length} fragments are not ${frames} frames`)
  return joined(fragments.slice(start, starts[frame + 1]).map((f) => f.data))
}
