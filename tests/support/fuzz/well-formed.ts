import { type Elements, isSequence, type TreeElement } from '../../../src/dicom/element/tree.js'
import { writePart10 } from '../../../src/dicom/element/write.js'
import type { Random } from './random.js'
import type { Subject } from './subjects.js'

const PIXEL_DATA = 0x7fe00010
const ABSURD = [
  'NaN',
  'Infinity',
  '-inf',
  '1e999',
  '1e308',
  '-1e308',
  '1e-320',
  '1000000000',
  '2147483648',
  '0',
  '-1',
  '',
  'abc',
  '1.5.2',
  '1,5',
  '0x10',
]
const WORDS = [
  '',
  'RIGID_SCALE',
  'AFFINE',
  'POINT',
  'OPEN_PLANAR',
  'CLOSEDPLANAR_XOR',
  'RELATIVE',
  'LOCALIZER',
  'MR',
  'ISO_IR 192',
  '\x1b$B',
  '<b>',
  '../x',
]
const UIDS = [
  '',
  '1.2.3.9',
  '1.2.3.8',
  '1.2.3.4.2',
  '1.2.840.10008.5.1.4.1.1.2',
  '1.2.840.10008.5.1.4.1.1.4',
  '1.2.840.10008.5.1.4.1.1.66.3',
  '1.2.840.10008.5.1.4.1.1.481.3',
  'x',
  '9'.repeat(64),
]
const WHOLE = [0, 1, 2, 7, 8, 12, 15, 16, 32, 95, 97, 255, 256, 32_768, 65_535]

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff)
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** A number near another one, or far from it. */
const otherNumber = (random: Random, text: string): string => {
  const value = Number(text)
  if (!Number.isFinite(value) || random.chance(0.5)) return random.pick(ABSURD)
  const changed = random.pick([
    -value,
    value * 10,
    value + 0.001,
    value + 0.02,
    value - 0.5,
    value + 3,
    value * 1.0005,
    value + 1,
  ])
  return String(Number(changed.toPrecision(9)))
}

const otherNumbers = (random: Random, text: string): string => {
  const values = text.trim().split('\\')
  const at = random.below(values.length)
  const other = random.below(values.length)
  switch (random.below(7)) {
    case 0:
      return values.filter((_, i) => i !== at).join('\\')
    case 1:
      return [...values, values[at]].join('\\')
    case 2:
      return values.map((v, i) => (i === at ? values[other] : i === other ? values[at] : v)).join('\\')
    case 3:
      return values.toReversed().join('\\')
    case 4:
      return values.map(() => random.pick(ABSURD)).join('\\')
    default:
      return values.map((v, i) => (i === at ? otherNumber(random, v) : v)).join('\\')
  }
}

const otherValue = (random: Random, vr: string, value: Uint8Array): Uint8Array => {
  if (vr === 'DS' || vr === 'IS') return ascii(otherNumbers(random, textOf(value)))
  if (vr === 'UI') return ascii(random.pick(UIDS))
  if (vr === 'US' || vr === 'SS') {
    const n = random.pick(WHOLE)
    return Uint8Array.of(n & 0xff, n >> 8)
  }
  if (vr === 'OW' || vr === 'OB') return value.slice(0, random.below(value.length + 1))
  return ascii(random.pick(WORDS))
}

type Place = { readonly within: Elements; readonly element: TreeElement }

const placesIn = (elements: Elements): Place[] =>
  [...elements.values()].flatMap((element) => [
    { within: elements, element },
    ...(isSequence(element) ? element.items.flatMap(placesIn) : []),
  ])

const otherItems = (random: Random, items: readonly Elements[]): readonly Elements[] => {
  const at = random.below(items.length)
  const item = items[at] as Elements
  return random.pick([
    items.filter((_, i) => i !== at),
    [...items, structuredClone(item)],
    items.toReversed(),
    [],
    items.map((one, i) => (i === at ? new Map() : one)),
    Array.from({ length: 300 }, () => structuredClone(item)),
  ])
}

const change = (random: Random, places: readonly Place[]): void => {
  // Pixels come last in a file and say nothing of where it lies: they are left alone but for one time in twenty.
  const { within, element } = random.pick(
    random.chance(0.05) ? places : places.filter((p) => p.element.tag !== PIXEL_DATA),
  )
  const { tag } = element
  const set = (e: TreeElement): void => void within.set(tag, e)
  const way = random.below(10)
  if (way < 2) within.delete(tag)
  else if (isSequence(element)) {
    if (element.items.length > 0) set({ ...element, items: otherItems(random, element.items) })
  } else if (way < 4) {
    const alike = places.flatMap((p) => (!isSequence(p.element) && p.element.vr === element.vr ? [p] : []))
    const other = random.pick(alike)
    if (isSequence(other.element)) return
    other.within.set(other.element.tag, { ...other.element, value: element.value })
    set({ ...element, value: other.element.value })
  } else set({ ...element, value: otherValue(random, element.vr, element.value) })
}

/** The file with one to three of its values, elements or items changed, removed or swapped, and every length right. */
export const wellFormed = (subject: Subject, sound: Elements, random: Random): Uint8Array => {
  const elements = structuredClone(sound)
  for (let n = 1 + random.below(2); n > 0; n--) change(random, placesIn(elements))
  return writePart10(elements, subject.sopClassUid, subject.sopInstanceUid, subject.syntax)
}
