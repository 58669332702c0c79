import type { DataSet, Element } from 'dicom-parser'
import { PostopError } from '../../core/problem/index.js'
import { type TextReader, textReader } from '../text/charset.js'
import { parseDecimal } from '../value/decimal.js'
import { attributeName, entryOfKeyword } from './dictionary.js'

const keys = new Map<string, string>()

/** A tag the way dicom-parser names it. */
export const keyOfTag = (tag: number): string => `x${tag.toString(16).padStart(8, '0')}`

const tagOf = (keyword: string): number => {
  const entry = entryOfKeyword(keyword)
  if (entry === undefined) throw new TypeError(`DICOM has no attribute named ${keyword}.`)
  return entry.tag
}

const keyOf = (keyword: string): string => {
  const known = keys.get(keyword)
  if (known !== undefined) return known
  const key = keyOfTag(tagOf(keyword))
  keys.set(keyword, key)
  return key
}

const latin1 = (bytes: Uint8Array): string => {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  let out = ''
  for (let i = 0; i < end; i++) out += String.fromCharCode(bytes[i] as number)
  return out
}

const trimNul = (text: string): string => text.replace(/[\0 ]+$/, '')

/** A data set or sequence item by keyword, with the character set and the file it belongs to. */
export class Attributes {
  readonly text: TextReader

  constructor(
    readonly dataSet: DataSet,
    readonly file: string,
    outer?: TextReader,
  ) {
    const terms = this.strings('SpecificCharacterSet')
    this.text = terms.length > 0 || outer === undefined ? textReader(terms) : outer
  }

  element(keyword: string): Element | undefined {
    return this.dataSet.elements[keyOf(keyword)]
  }

  /** The value's bytes as they lie in the file; undefined where the attribute is missing. */
  raw(keyword: string): Uint8Array | undefined {
    return this.rawOf(this.element(keyword))
  }

  /** The value's bytes of an element by tag, for private ones. */
  rawTag(tag: number): Uint8Array | undefined {
    return this.rawOf(this.dataSet.elements[keyOfTag(tag)])
  }

  private rawOf(e: Element | undefined): Uint8Array | undefined {
    return e === undefined ? undefined : this.dataSet.byteArray.subarray(e.dataOffset, e.dataOffset + e.length)
  }

  /** First value of an attribute in the default repertoire (UI, CS, DA, TM ...), trimmed; '' where missing or empty. */
  string(keyword: string): string {
    return this.strings(keyword)[0] ?? ''
  }

  /** All values, trimmed; none where missing or empty. */
  strings(keyword: string): string[] {
    const bytes = this.raw(keyword)
    if (bytes === undefined || bytes.length === 0) return []
    const text = latin1(bytes).trim()
    return text === '' ? [] : text.split('\\').map((v) => v.trim())
  }

  /** A text attribute (LO, SH, PN, ST, LT, UT) in Unicode, trailing blanks dropped; '' where missing. */
  unicode(keyword: string): string {
    const bytes = this.raw(keyword)
    return bytes === undefined ? '' : trimNul(this.text(bytes))
  }

  /**
   * The numbers of a DS or IS attribute; null where missing or empty.
   * @throws dicom/bad-value for anything that is not a decimal number
   */
  decimals(keyword: string): number[] | null {
    const texts = this.strings(keyword)
    if (texts.length === 0) return null
    return texts.map((text) => {
      const value = parseDecimal(text)
      if (!Number.isFinite(value)) throw this.badValue(keyword, `holds "${text.slice(0, 32)}", which is not a number`)
      return value
    })
  }

  /** The first number of a DS or IS attribute, or undefined. @throws dicom/bad-value */
  decimal(keyword: string): number | undefined {
    return this.decimals(keyword)?.[0]
  }

  /** The number of a DS or IS attribute that has one value, or undefined. @throws dicom/bad-value for several values too */
  single(keyword: string): number | undefined {
    const values = this.decimals(keyword)
    if (values !== null && values.length > 1) throw this.badValue(keyword, `holds ${values.length} values, not one`)
    return values?.[0]
  }

  /** A UI attribute of one value; '' where missing or empty. @throws dicom/bad-value for several values */
  uid(keyword: string): string {
    const values = this.strings(keyword)
    if (values.length > 1) throw this.badValue(keyword, `holds ${values.length} values, not one`)
    return values[0] ?? ''
  }

  /** @throws dicom/missing-attribute, dicom/bad-value */
  requiredUid(keyword: string): string {
    const value = this.uid(keyword)
    if (value === '') throw this.missing(keyword)
    return value
  }

  /** A US attribute, or undefined. */
  uint16(keyword: string): number | undefined {
    return this.dataSet.uint16(keyOf(keyword))
  }

  /** A SS attribute, or undefined. */
  int16(keyword: string): number | undefined {
    return this.dataSet.int16(keyOf(keyword))
  }

  /** A UL attribute, or undefined. */
  uint32(keyword: string): number | undefined {
    return this.dataSet.uint32(keyOf(keyword))
  }

  /** A FD attribute, or undefined. */
  float64(keyword: string): number | undefined {
    return this.dataSet.double(keyOf(keyword))
  }

  /** The items of a sequence; none where missing or empty. */
  items(keyword: string): Attributes[] {
    return this.itemsOf(this.element(keyword))
  }

  itemsOf(e: Element | undefined): Attributes[] {
    return (e?.items ?? []).flatMap((item) =>
      item.dataSet === undefined ? [] : [new Attributes(item.dataSet, this.file, this.text)],
    )
  }

  /** First value of an attribute that must have one. @throws dicom/missing-attribute */
  requiredString(keyword: string): string {
    const value = this.string(keyword)
    if (value === '') throw this.missing(keyword)
    return value
  }

  /** @throws dicom/missing-attribute */
  requiredUint16(keyword: string): number {
    const value = this.uint16(keyword)
    if (value === undefined) throw this.missing(keyword)
    return value
  }

  missing(keyword: string): PostopError {
    const attribute = attributeName(tagOf(keyword))
    return new PostopError('dicom/missing-attribute', {
      message: `${attribute} is missing or empty in ${this.file}.`,
      file: this.file,
      attribute,
      remedy: 'Export the object again from the system that made it, with this attribute.',
    })
  }

  badValue(keyword: string, what: string): PostopError {
    const attribute = attributeName(tagOf(keyword))
    return new PostopError('dicom/bad-value', {
      message: `${attribute} in ${this.file} ${what}.`,
      file: this.file,
      attribute,
      remedy: 'Export the object again from the system that made it.',
    })
  }
}
