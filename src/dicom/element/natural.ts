import { utf8 } from '../../core/hash/index.js'
import { PostopError } from '../../core/problem/index.js'
import { formatDs, formatIs } from '../value/decimal.js'
import { entryOfKeyword } from './dictionary.js'
import type { Elements, TreeElement } from './tree.js'

/** What an attribute may hold: `''`, `null` or an empty list is an attribute without a value (type 2). */
export type NaturalValue =
  | string
  | number
  | null
  | Uint8Array
  | Int16Array
  | Uint16Array
  | readonly string[]
  | readonly number[]
  | readonly NaturalDataset[]

/** A data set by keyword, e.g. `{ PatientName: 'A^B', PixelSpacing: [1, 2], ReferencedStudySequence: [{...}] }`. */
export type NaturalDataset = { readonly [keyword: string]: NaturalValue }

const numeric: Readonly<Record<string, readonly [size: number, set: (v: DataView, at: number, n: number) => void]>> = {
  US: [2, (v, at, n) => v.setUint16(at, n, true)],
  SS: [2, (v, at, n) => v.setInt16(at, n, true)],
  UL: [4, (v, at, n) => v.setUint32(at, n, true)],
  SL: [4, (v, at, n) => v.setInt32(at, n, true)],
  FL: [4, (v, at, n) => v.setFloat32(at, n, true)],
  FD: [8, (v, at, n) => v.setFloat64(at, n, true)],
}

const TEXT_VRS = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '))

const fault = (keyword: string, message: string): PostopError =>
  new PostopError('dicom/bad-value', {
    message,
    attribute: keyword,
    remedy: 'This is a fault of postop-ctv: report it with the command and the kind of data.',
  })

/** The VR where PS3.6 leaves a choice: pixel values follow PixelRepresentation, pixel data are words. */
const settleVr = (vr: string, signed: boolean): string => {
  if (vr === 'ox') return 'OW'
  if (vr === 'xs') return signed ? 'SS' : 'US'
  return vr
}

const numberText = (vr: string, value: number): string =>
  vr === 'DS' ? formatDs(value) : vr === 'IS' ? formatIs(value) : String(value)

const encodeValue = (keyword: string, vr: string, value: NaturalValue): Uint8Array => {
  if (value === null) return new Uint8Array(0)
  if (value instanceof Uint8Array) return value
  if (value instanceof Int16Array || value instanceof Uint16Array) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  }
  const values: readonly (string | number | NaturalDataset)[] = Array.isArray(value)
    ? value
    : [value as string | number]
  if (TEXT_VRS.has(vr)) {
    const texts = values.map((v) => {
      if (typeof v === 'object') throw fault(keyword, `${keyword} cannot hold an item.`)
      return typeof v === 'number' ? numberText(vr, v) : v
    })
    return utf8(texts.join('\\'))
  }
  const form = numeric[vr]
  if (form === undefined) throw fault(keyword, `${keyword} of VR ${vr} cannot be written from this value.`)
  const [size, set] = form
  const bytes = new Uint8Array(values.length * size)
  const view = new DataView(bytes.buffer)
  for (const [i, v] of values.entries()) {
    if (typeof v !== 'number' || !Number.isFinite(v)) throw fault(keyword, `${keyword} needs numbers.`)
    set(view, i * size, v)
  }
  return bytes
}

const isItems = (value: NaturalValue): value is readonly NaturalDataset[] =>
  Array.isArray(value) && value.every((v) => typeof v === 'object')

/**
 * A data set by keyword as elements; numbers in DS and IS attributes are formatted to their length limits.
 * @throws dicom/bad-value for a keyword that PS3.6 does not have or a value that its VR cannot hold
 */
export const elementsOf = (dataset: NaturalDataset, signedPixels = false): Elements => {
  const signed = 'PixelRepresentation' in dataset ? dataset.PixelRepresentation === 1 : signedPixels
  const elements: Elements = new Map()
  for (const [keyword, value] of Object.entries(dataset)) {
    const entry = entryOfKeyword(keyword)
    if (entry === undefined) throw fault(keyword, `DICOM has no attribute named ${keyword}.`)
    elements.set(entry.tag, elementOf(entry.tag, keyword, settleVr(entry.vr, signed), value, signed))
  }
  return elements
}

const elementOf = (tag: number, keyword: string, vr: string, value: NaturalValue, signed: boolean): TreeElement => {
  if (vr !== 'SQ') return { tag, vr, value: encodeValue(keyword, vr, value) }
  if (value !== null && !isItems(value)) throw fault(keyword, `${keyword} is a sequence and needs a list of items.`)
  return { tag, vr, items: (value ?? []).map((item) => elementsOf(item, signed)) }
}
