import { utf8 } from '../../core/hash/index.js'
import { type Attributes, keyOfTag } from './attributes.js'
import { entryOfTag } from './dictionary.js'
import { BIG_ENDIAN } from './transfer-syntax.js'
import type { Elements, TreeElement } from './tree.js'

/** VRs whose bytes depend on the character set (PS3.5 6.1.2.2). */
const CHARSET_VRS = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT'])

/** Bytes of one number, for VRs that byte order touches. */
const NUMBER_SIZES: Readonly<Record<string, number>> = {
  AT: 2,
  OW: 2,
  SS: 2,
  US: 2,
  xs: 2,
  FL: 4,
  OF: 4,
  OL: 4,
  SL: 4,
  UL: 4,
  FD: 8,
  OD: 8,
  OV: 8,
  SV: 8,
  UV: 8,
}

const SPECIFIC_CHARACTER_SET = 0x00080005
const ITEM_GROUP = 0xfffe

const isPlainAscii = (bytes: Uint8Array): boolean => bytes.every((b) => b < 0x80 && b !== 0x1b)

const swapped = (bytes: Uint8Array, size: number): Uint8Array => {
  const out = new Uint8Array(bytes.length)
  for (let i = 0; i + size <= bytes.length; i += size)
    for (let k = 0; k < size; k++) out[i + k] = bytes[i + size - 1 - k] as number
  return out
}

/** The VR the file states, or the dictionary's; UN where neither tells. */
const vrOf = (tag: number, stated: string | undefined): string =>
  stated !== undefined && stated !== 'UN' ? stated : (entryOfTag(tag)?.vr ?? 'UN')

/**
 * A data set as elements for writing: texts in UTF-8, numbers little endian, everything else byte for byte.
 * Values that are plain ASCII (contour data among them) are views of the file's own bytes.
 */
export const treeOf = (a: Attributes, transferSyntaxUid: string): Elements => {
  const elements: Elements = new Map()
  for (const key of Object.keys(a.dataSet.elements)) {
    const tag = Number.parseInt(key.slice(1), 16)
    const group = tag >>> 16
    if (group === 2 || group === ITEM_GROUP || tag === SPECIFIC_CHARACTER_SET) continue
    elements.set(tag, copyOf(a, tag, transferSyntaxUid))
  }
  return elements
}

const copyOf = (a: Attributes, tag: number, transferSyntaxUid: string): TreeElement => {
  const e = a.dataSet.elements[keyOfTag(tag)]
  if (e?.items !== undefined) {
    return { tag, vr: 'SQ', items: a.itemsOf(e).map((item) => treeOf(item, transferSyntaxUid)) }
  }
  const vr = vrOf(tag, e?.vr)
  const bytes = a.rawTag(tag) ?? new Uint8Array(0)
  if (vr === 'SQ') return bytes.length === 0 ? { tag, vr, items: [] } : { tag, vr: 'UN', value: bytes }
  if (CHARSET_VRS.has(vr) && !isPlainAscii(bytes)) return { tag, vr, value: utf8(a.text(bytes)) }
  const size = NUMBER_SIZES[vr]
  return { tag, vr, value: transferSyntaxUid === BIG_ENDIAN && size !== undefined ? swapped(bytes, size) : bytes }
}
