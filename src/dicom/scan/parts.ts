import { cross, dot, unit, type Vec3 } from '../../core/frame/index.js'
import { distances, median } from '../volume/spacing.js'
import { byOrientation, isLocalizer, SAME_POSITION_MM } from '../volume/stack.js'
import { isPlaced, type PlacedHeader } from '../volume/usable.js'
import { ACQUISITION_MARKS, MARK_NAMES, STACK_MARK } from './marks.js'
import type { ImageHeader } from './types.js'

/** Some of a series' images that make one volume, and in words what they have that the others have not; '' where they are all. */
export type Part = { readonly images: readonly ImageHeader[]; readonly words: string }

type Group = { readonly images: readonly PlacedHeader[]; readonly words: readonly string[] }

/** Images at fewer positions are no volume of their own, but odd ones among the others. */
const LEAST = 2
/** Slices this many usual distances apart, and this far, are two scans and no gap in one. */
const APART = 10
const APART_MM = 30

const normalOf = (h: PlacedHeader): Vec3 => unit(cross(h.orientation.row, h.orientation.column))

const heights = (images: readonly PlacedHeader[]): number[] => {
  const [first] = images
  if (first === undefined) return []
  const normal = normalOf(first)
  return images.map((h) => dot(h.positionLps, normal)).sort((a, b) => a - b)
}

/** Whether the images lie at enough positions for a volume. */
const isVolume = (images: readonly PlacedHeader[]): boolean =>
  distances(heights(images)).filter((step) => step >= SAME_POSITION_MM).length + 1 >= LEAST

/** How many images lie where another instance lies already; the same file twice is none. */
const repeated = (images: readonly PlacedHeader[]): number => {
  const instances = new Map(images.map((h) => [`${h.sopInstanceUid} ${h.frame}`, h]))
  return distances(heights([...instances.values()])).filter((step) => step < SAME_POSITION_MM).length
}

/** As numbers where both are, else as texts. */
const byValue = (a: string, b: string): number => {
  const difference = Number(a) - Number(b)
  if (!Number.isNaN(difference) && difference !== 0) return difference
  return a < b ? -1 : a > b ? 1 : 0
}

/** The images by the value of a mark, in the order of the values; none where it does not tell them apart. */
const byMark = ({ images, words }: Group, mark: number): Group[] => {
  const groups = new Map<string, PlacedHeader[]>()
  for (const h of images) {
    const value = h.marks[mark] ?? ''
    const group = groups.get(value)
    if (group === undefined) groups.set(value, [h])
    else group.push(h)
  }
  const telling = groups.size > 1 && !groups.has('') && [...groups.values()].every(isVolume)
  if (!telling) return []
  return [...groups]
    .sort(([a], [b]) => byValue(a, b))
    .map(([value, own]) => ({ images: own, words: [...words, `${MARK_NAMES[mark]} ${value.replaceAll('\\', ' ')}`] }))
}

/** Where several images share a position: by the first mark that makes that fewer, and so on within each. */
const withoutRepeats = (group: Group): Group[] => {
  const before = repeated(group.images)
  if (before === 0) return [group]
  for (const mark of MARK_NAMES.keys()) {
    const groups = byMark(group, mark)
    const after = groups.reduce((n, g) => n + repeated(g.images), 0)
    if (groups.length > 0 && after < before) return groups.flatMap(withoutRepeats)
  }
  return [group]
}

const isEven = (wMm: readonly number[]): boolean => {
  const steps = distances(wMm)
  return steps.every((step) => Math.abs(step - median(steps)) < SAME_POSITION_MM)
}

/** Acquisitions pushed one into another: each is even on its own, together they are not. */
const withoutInterleaving = (group: Group): Group[] => {
  const all = heights(group.images)
  if (isEven(all)) return [group]
  for (const mark of ACQUISITION_MARKS) {
    const groups = byMark(group, mark)
    const each = groups.map((g) => heights(g.images)).sort((a, b) => (a[0] as number) - (b[0] as number))
    const overlap = each.some((w, i) => i > 0 && (w[0] as number) < ((each[i - 1] as number[]).at(-1) as number))
    if (overlap && each.every((w) => w.length > LEAST && isEven(w))) return groups
  }
  return [group]
}

const mm = (value: number): string => String(Number(value.toFixed(1)))

/** Scans that lie far apart along the normal. */
const withoutLeaps = (group: Group): Group[] => {
  const { images, words } = group
  const [first] = images
  if (first === undefined) return [group]
  const normal = normalOf(first)
  const w = heights(images)
  const usual = median(distances(w))
  const ends = w.filter((x, i) => {
    const step = (w[i + 1] ?? x) - x
    return step >= APART_MM && step >= APART * usual
  })
  const bounds = [Number.NEGATIVE_INFINITY, ...ends, Number.POSITIVE_INFINITY]
  const pieces = bounds.slice(1).map((to, i) => {
    const from = bounds[i] as number
    return images.filter((h) => dot(h.positionLps, normal) > from && dot(h.positionLps, normal) <= to)
  })
  if (pieces.length < 2 || !pieces.every(isVolume)) return [group]
  return pieces.map((piece) => {
    const own = heights(piece)
    return { images: piece, words: [...words, `at ${mm(own[0] as number)} to ${mm(own.at(-1) as number)} mm`] }
  })
}

const nameOfNormal = (normal: Vec3): string => {
  const axis = normal.findIndex((v) => Math.abs(v) > 0.999)
  return ['sagittal', 'coronal', 'axial'][axis] ?? 'oblique'
}

/** By orientation, where every one has enough images for a volume; the few across the others are localizers and stay with them. */
const byDirections = (images: readonly PlacedHeader[]): Group[] => {
  const [main = [], ...others] = byOrientation(images)
  const own = others.filter((g) => isVolume(g) && g.length * 10 > main.length)
  if (own.length === 0) return [{ images, words: [] }]
  const few = others.filter((g) => !own.includes(g)).flat()
  const groups = [[...main, ...few], ...own]
  return groups
    .sort((a, b) => byValue(orientationText(a[0]), orientationText(b[0])))
    .map((group) => ({ images: group, words: [nameOfNormal(normalOf(group[0] as PlacedHeader))] }))
}

const orientationText = (h: PlacedHeader | undefined): string => (h === undefined ? '' : normalOf(h).join(' '))

/**
 * The volumes that the images of one series are: one for each orientation, stack, acquisition, phase, echo ... where several
 * share their positions or are pushed one into another, and for each scan that lies apart.
 * In an order that files do not change; localizers and copies stay with the others.
 */
export const partsOf = (images: readonly ImageHeader[]): Part[] => {
  const localizers = images.filter(isLocalizer)
  const rest = images.filter((h) => !isLocalizer(h))
  if (rest.length === 0 || !rest.every(isPlaced)) return [{ images, words: '' }]
  const groups = byDirections(rest)
    .flatMap((group) => {
      const stacks = byMark(group, STACK_MARK)
      return stacks.length > 0 ? stacks : [group]
    })
    .flatMap(withoutRepeats)
    .flatMap(withoutInterleaving)
    .flatMap(withoutLeaps)
  const largest = groups.reduce((a, b) => (b.images.length > a.images.length ? b : a))
  return groups.map((group) => ({
    images: group === largest ? [...group.images, ...localizers] : group.images,
    words: group.words.join(', '),
  }))
}
