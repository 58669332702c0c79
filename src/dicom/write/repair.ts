import { utf8 } from '../../core/hash/index.js'
import { type Finding, note } from '../../core/problem/index.js'
import { attributeName, entryOfKeyword } from '../element/dictionary.js'
import { hasIn, itemsIn, removeFrom, setIn, textIn } from '../element/edit.js'
import { type Elements, isSequence, type ValueElement } from '../element/tree.js'
import { DS_LENGTH, formatDs, parseDecimal } from '../value/decimal.js'

/** Most characters of one value, by VR (PS3.5 table 6.2-1). */
const LENGTHS: Readonly<Record<string, number>> = { SH: 16, LO: 64, ST: 1024, DS: DS_LENGTH }

/** Long values that are left as they are: names, and contours, whose strings stay verbatim. */
const UNTOUCHED = new Set(['ROIName', 'ContourData'].map((k) => entryOfKeyword(k)?.tag))

const decoder = new TextDecoder()

const shortened = (vr: string, value: string): string => {
  const most = LENGTHS[vr] as number
  if ([...value].length <= most) return value
  if (vr !== 'DS') return [...value].slice(0, most).join('')
  const number = parseDecimal(value)
  return Number.isFinite(number) ? formatDs(number) : value
}

const repairedValue = (e: ValueElement): ValueElement => {
  const text = decoder.decode(e.value).replace(/[\0 ]+$/, '')
  const repaired = (e.vr === 'ST' ? [text] : text.split('\\')).map((v) => shortened(e.vr, v)).join('\\')
  return repaired === text ? e : { ...e, value: utf8(repaired) }
}

const shortenAll = (elements: Elements, repaired: Set<number>): void => {
  for (const [tag, e] of elements) {
    if (isSequence(e)) {
      for (const item of e.items) shortenAll(item, repaired)
      continue
    }
    const most = LENGTHS[e.vr]
    if (most === undefined || e.value.length <= most || UNTOUCHED.has(tag) || tag >>> 16 === 0x3007) continue
    const value = repairedValue(e)
    if (value === e) continue
    elements.set(tag, value)
    repaired.add(tag)
  }
}

/** Gives an attribute a value where it is missing (type 2), or where it is missing or empty (type 1). */
const fill = (items: readonly Elements[], keyword: string, value: string, mayBeEmpty: boolean): number => {
  const gaps = items.filter((item) => (mayBeEmpty ? !hasIn(item, keyword) : textIn(item, keyword) === ''))
  for (const item of gaps) setIn(item, { [keyword]: value })
  return gaps.length
}

const fillPointCounts = (contours: readonly Elements[]): number => {
  const dataTag = entryOfKeyword('ContourData')?.tag ?? 0
  let count = 0
  for (const item of contours) {
    const data = item.get(dataTag)
    if (data === undefined || isSequence(data)) continue
    const values = data.value.length === 0 ? 0 : data.value.reduce((n, b) => (b === 0x5c ? n + 1 : n), 1)
    if (Number(textIn(item, 'NumberOfContourPoints')) === values / 3 && textIn(item, 'NumberOfContourPoints') !== '')
      continue
    setIn(item, { NumberOfContourPoints: Math.floor(values / 3) })
    count++
  }
  return count
}

/** A Contour Sequence without items is left out: it may be missing, but not empty (type 3). */
const dropEmptyContourSequences = (set: Elements): number => {
  const empty = itemsIn(set, 'ROIContourSequence').filter(
    (roi) => hasIn(roi, 'ContourSequence') && itemsIn(roi, 'ContourSequence').length === 0,
  )
  for (const roi of empty) removeFrom(roi, 'ContourSequence')
  return empty.length
}

/**
 * Repairs what a copied structure set lacks: each kind a note.
 * @returns the notes; the tree is changed in place
 */
export const repair = (set: Elements, frame: string, file: string): Finding[] => {
  const findings: Finding[] = []
  const say = (count: number, keyword: string, what: string) => {
    if (count === 0) return
    const attribute = attributeName(entryOfKeyword(keyword)?.tag ?? 0)
    findings.push(
      note(
        'structure/value-repaired',
        `${attribute} ${what} in the copy of ${file}${count > 1 ? ` (${count} times)` : ''}.`,
        { file, attribute },
      ),
    )
  }
  const rois = itemsIn(set, 'StructureSetROISequence')
  say(dropEmptyContourSequences(set), 'ContourSequence', 'has no items and is left out')
  const drawn = itemsIn(set, 'ROIContourSequence')
  const contours = drawn.flatMap((roi) => itemsIn(roi, 'ContourSequence'))
  const observations = itemsIn(set, 'RTROIObservationsSequence')
  for (const keyword of ['Manufacturer', 'OperatorsName'])
    say(fill([set], keyword, '', true), keyword, 'was missing and is added empty')
  say(fill(rois, 'ROIName', '', true), 'ROIName', 'was missing and is added empty')
  say(fill(rois, 'ROIGenerationAlgorithm', '', true), 'ROIGenerationAlgorithm', 'was missing and is added empty')
  say(
    fill(rois, 'ReferencedFrameOfReferenceUID', frame, false),
    'ReferencedFrameOfReferenceUID',
    'was missing and is added',
  )
  say(
    fill(contours, 'ContourGeometricType', 'CLOSED_PLANAR', false),
    'ContourGeometricType',
    'was missing and is written as CLOSED_PLANAR',
  )
  say(fillPointCounts(contours), 'NumberOfContourPoints', 'was missing or wrong and is counted')
  for (const keyword of ['RTROIInterpretedType', 'ROIInterpreter'])
    say(fill(observations, keyword, '', true), keyword, 'was missing and is added empty')
  return findings
}

/** Shortens values that are longer than their VR allows, apart from ROI names and contour data: each attribute a note. */
export const shortenValues = (set: Elements): Finding[] => {
  const shortened = new Set<number>()
  shortenAll(set, shortened)
  return [...shortened]
    .sort((a, b) => a - b)
    .map((tag) => {
      const attribute = attributeName(tag)
      return note('structure/value-repaired', `${attribute} is longer than its VR allows and is written shortened.`, {
        attribute,
      })
    })
}
