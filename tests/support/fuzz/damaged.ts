import type { DataSet } from 'dicom-parser'
import { openFile } from '../../../src/dicom/element/open.js'
import { IMPLICIT_LITTLE_ENDIAN } from '../../../src/dicom/element/write.js'
import type { Random } from './random.js'
import type { Subject } from './subjects.js'

const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'UC', 'UN', 'UR', 'UT'])

/** Where an element or item lies in a file. */
type Extent = { readonly start: number; readonly lengthAt: number; readonly lengthSize: 2 | 4; readonly end: number }

const extentsIn = (dataSet: DataSet, implicit: boolean): Extent[] =>
  Object.values(dataSet.elements).flatMap((e): Extent[] => {
    const long = implicit || LONG.has(e.vr ?? '')
    const header = implicit || !long ? 8 : 12
    const own: Extent = {
      start: e.dataOffset - header,
      lengthAt: e.dataOffset - (long ? 4 : 2),
      lengthSize: long ? 4 : 2,
      end: e.dataOffset + e.length,
    }
    const items = (e.items ?? []).flatMap((item): Extent[] => [
      { start: item.dataOffset - 8, lengthAt: item.dataOffset - 4, lengthSize: 4, end: item.dataOffset + item.length },
      ...(item.dataSet === undefined ? [] : extentsIn(item.dataSet, implicit)),
    ])
    return [own, ...items]
  })

const known = new Map<Subject, { readonly extents: readonly Extent[]; readonly pixelsAt: number }>()

const layoutOf = (subject: Subject) => {
  const before = known.get(subject)
  if (before !== undefined) return before
  const { dataSet } = openFile(subject.bytes, 'sound').attributes
  const layout = {
    extents: extentsIn(dataSet, subject.syntax === IMPLICIT_LITTLE_ENDIAN).filter((x) => x.start >= 132),
    pixelsAt: dataSet.elements.x7fe00010?.dataOffset ?? subject.bytes.length,
  }
  known.set(subject, layout)
  return layout
}

const without = (b: Uint8Array, from: number, to: number): Uint8Array =>
  Buffer.concat([b.subarray(0, from), b.subarray(to)])

const LENGTHS = [0, 1, 7, 0xfffe, 0x7fffffff, 0xfffffffe, 0xffffffff, 1_000_000_000]

const otherLength = (bytes: Uint8Array, { lengthAt, lengthSize }: Extent, random: Random): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const now = lengthSize === 2 ? view.getUint16(lengthAt, true) : view.getUint32(lengthAt, true)
  const length = random.pick([...LENGTHS, now + 1, now + 2, Math.max(0, now - 2), now * 2]) >>> 0
  if (lengthSize === 2) view.setUint16(lengthAt, length & 0xffff, true)
  else view.setUint32(lengthAt, length, true)
}

/** The file with some of its bytes flipped, set, cut out, put in, moved or repeated, or a length that is not the value's. */
export const damaged = (subject: Subject, random: Random): Uint8Array => {
  const { extents, pixelsAt } = layoutOf(subject)
  const bytes = Buffer.from(subject.bytes)
  const place = (): number =>
    132 + random.below((random.chance(subject.elements === null ? 0.7 : 0.1) ? bytes.length : pixelsAt) - 132)
  const extent = random.pick(extents)
  switch (random.below(9)) {
    case 0:
      for (let n = 1 + random.below(4); n > 0; n--) {
        const at = place()
        bytes[at] = (bytes[at] as number) ^ (1 << random.below(8))
      }
      return bytes
    case 1:
      bytes[place()] = random.below(256)
      return bytes
    case 2:
      return bytes.subarray(0, random.chance(0.5) ? random.below(bytes.length) : extent.start)
    case 3: {
      const from = place()
      bytes.fill(random.pick([0, 0x20, 0x39, 0xff]), from, Math.min(bytes.length, from + 1 + random.below(12)))
      return bytes
    }
    case 4: {
      const from = place()
      return without(bytes, from, from + 1 + random.below(24))
    }
    case 5: {
      const at = place()
      const more = Buffer.from(Array.from({ length: 1 + random.below(16) }, () => random.below(256)))
      return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])
    }
    case 6: {
      // Two neighbours change places.
      const next = extents.find((x) => x.start === extent.end)
      if (next === undefined) return without(bytes, extent.start, extent.end)
      const [a, b] = [bytes.subarray(extent.start, extent.end), bytes.subarray(next.start, next.end)]
      return Buffer.concat([bytes.subarray(0, extent.start), b, a, bytes.subarray(next.end)])
    }
    case 7:
      return Buffer.concat([bytes.subarray(0, extent.end), bytes.subarray(extent.start)])
    default:
      otherLength(bytes, extent, random)
      return bytes
  }
}
