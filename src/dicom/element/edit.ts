import { entryOfKeyword } from './dictionary.js'
import { elementsOf, type NaturalDataset } from './natural.js'
import { type Elements, isSequence } from './tree.js'

const tagOf = (keyword: string): number => {
  const entry = entryOfKeyword(keyword)
  if (entry === undefined) throw new TypeError(`DICOM has no attribute named ${keyword}.`)
  return entry.tag
}

const decoder = new TextDecoder()

/** A text value of a tree (UTF-8), trimmed; '' where missing. */
export const textIn = (elements: Elements, keyword: string): string => {
  const e = elements.get(tagOf(keyword))
  return e === undefined || isSequence(e)
    ? ''
    : decoder
        .decode(e.value)
        .replace(/[\0 ]+$/, '')
        .trim()
}

/** The items of a sequence in a tree; none where missing. */
export const itemsIn = (elements: Elements, keyword: string): readonly Elements[] => {
  const e = elements.get(tagOf(keyword))
  return e !== undefined && isSequence(e) ? e.items : []
}

export const hasIn = (elements: Elements, keyword: string): boolean => elements.has(tagOf(keyword))

export const setItems = (elements: Elements, keyword: string, items: readonly Elements[]): void => {
  const tag = tagOf(keyword)
  elements.set(tag, { tag, vr: 'SQ', items })
}

/** Sets attributes by keyword, in place of what stood there. */
export const setIn = (elements: Elements, values: NaturalDataset): void => {
  for (const [tag, e] of elementsOf(values)) elements.set(tag, e)
}

export const removeFrom = (elements: Elements, ...keywords: readonly string[]): void => {
  for (const keyword of keywords) elements.delete(tagOf(keyword))
}
