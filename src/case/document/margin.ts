import { LIMITS } from '../../core/guideline/index.js'
import type { Margin } from '../../core/proposal/index.js'

/** The six patient directions in the order in which they are written, and their margins' names. */
export const DIRECTIONS = [
  { letter: 'L', word: 'left', key: 'leftMm' },
  { letter: 'R', word: 'right', key: 'rightMm' },
  { letter: 'A', word: 'anterior', key: 'anteriorMm' },
  { letter: 'P', word: 'posterior', key: 'posteriorMm' },
  { letter: 'S', word: 'superior', key: 'superiorMm' },
  { letter: 'I', word: 'inferior', key: 'inferiorMm' },
] as const

export type Direction = (typeof DIRECTIONS)[number]['key']

/** The margin on one side, in mm. */
export const marginTowards = (margin: Margin, direction: Direction): number =>
  margin.is === 'isotropic' ? margin.mm : margin[direction]

/** The margin with one side changed: of all sides alike it becomes one in six directions. */
export const withDirection = (margin: Margin, direction: Direction, mm: number): Margin => ({
  is: 'lrapsi',
  leftMm: marginTowards(margin, 'leftMm'),
  rightMm: marginTowards(margin, 'rightMm'),
  anteriorMm: marginTowards(margin, 'anteriorMm'),
  posteriorMm: marginTowards(margin, 'posteriorMm'),
  superiorMm: marginTowards(margin, 'superiorMm'),
  inferiorMm: marginTowards(margin, 'inferiorMm'),
  [direction]: mm,
})

/** Six equal sides are one margin. */
export const settledMargin = (margin: Margin): Margin => {
  if (margin.is === 'isotropic') return margin
  const { leftMm } = margin
  return DIRECTIONS.every(({ key }) => margin[key] === leftMm) ? { is: 'isotropic', mm: leftMm } : margin
}

export const sameMargin = (a: Margin, b: Margin): boolean =>
  a.is === b.is && DIRECTIONS.every(({ key }) => marginTowards(a, key) === marginTowards(b, key))

/** The margin, or the largest of six: where the slider stands. */
export const baseMarginMm = (margin: Margin): number =>
  Math.max(...DIRECTIONS.map(({ key }) => marginTowards(margin, key)))

/** A new area of concern starts with this much over the margin, in mm. */
const CONCERN_EXTRA_MM = 3

/** The margin that a new area of concern starts with, in mm. @param marginMm of the rest of the target */
export const newConcernMm = (marginMm: number): number => Math.min(LIMITS.marginMm.to, marginMm + CONCERN_EXTRA_MM)

/** `5 mm`, or `L 5 R 5 A 5 P 3 S 5 I 5 mm`. */
export const marginWords = (margin: Margin): string =>
  margin.is === 'isotropic'
    ? `${margin.mm} mm`
    : `${DIRECTIONS.map(({ letter, key }) => `${letter} ${margin[key]}`).join(' ')} mm`
