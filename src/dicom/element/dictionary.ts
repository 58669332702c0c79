/// <reference path="../dcmjs.d.ts" />
import { dictionary } from 'dcmjs/dictionary'

/** What PS3.6 says of one attribute. */
export type DictionaryEntry = { readonly tag: number; readonly vr: string; readonly keyword: string }

let byKeyword: Map<string, DictionaryEntry> | undefined
let byTag: Map<number, DictionaryEntry> | undefined

const STANDARD_TAG = /^\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)$/

const build = (): { keywords: Map<string, DictionaryEntry>; tags: Map<number, DictionaryEntry> } => {
  const keywords = new Map<string, DictionaryEntry>()
  const tags = new Map<number, DictionaryEntry>()
  for (const { tag, vr, name } of Object.values(dictionary)) {
    const match = STANDARD_TAG.exec(tag)
    if (match === null || vr === undefined) continue
    const number = Number.parseInt(`${match[1]}${match[2]}`, 16)
    const entry = { tag: number, vr, keyword: name }
    tags.set(number, entry)
    if (!keywords.has(name)) keywords.set(name, entry)
  }
  byKeyword = keywords
  byTag = tags
  return { keywords, tags }
}

/** The entry of a keyword such as `PatientName`; undefined where PS3.6 has none. */
export const entryOfKeyword = (keyword: string): DictionaryEntry | undefined =>
  (byKeyword ?? build().keywords).get(keyword)

/** The entry of a tag such as 0x00100010; undefined for private and unknown ones. */
export const entryOfTag = (tag: number): DictionaryEntry | undefined => (byTag ?? build().tags).get(tag)

/** `PatientName (0010,0010)`, the way errors name attributes. */
export const attributeName = (tag: number): string => {
  const hex = tag.toString(16).padStart(8, '0').toUpperCase()
  const place = `(${hex.slice(0, 4)},${hex.slice(4)})`
  const keyword = entryOfTag(tag)?.keyword
  return keyword === undefined ? place : `${keyword} ${place}`
}
