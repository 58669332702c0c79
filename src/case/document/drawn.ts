import type { DrawnRegion } from '../../core/proposal/index.js'
import { newConcernMm } from './margin.js'

/** What a user does to the areas of concern that are drawn on the image, each named uniquely. */
export type DrawAction =
  /** Adds an outline; on a slice that has one it takes its place. The first outline makes the region. */
  | { readonly do: 'draw'; readonly region: string; readonly loop: readonly number[] }
  /** @param index of the outline among the region's */
  | { readonly do: 'delete-outline'; readonly region: string; readonly index: number }
  | { readonly do: 'delete-region'; readonly region: string }
  | { readonly do: 'set-region-margin'; readonly region: string; readonly marginMm: number }

type Normal = readonly [number, number, number]

/** Outlines nearer than this along their normal lie on one slice, in mm. */
const SAME_SLICE_MM = 0.1
/** Coordinates are kept to the micrometre. */
const PER_MM = 1000

const coordinate = (loop: readonly number[], i: number): number => loop[i] ?? 0

/** Where a planar outline lies along a unit vector, in mm. */
const sliceOf = (loop: readonly number[], normal: Normal): number =>
  normal[0] * coordinate(loop, 0) + normal[1] * coordinate(loop, 1) + normal[2] * coordinate(loop, 2)

/** Twice the outline's area as a vector along its normal (Newell). */
const areaVector = (loop: readonly number[]): Normal => {
  const sum: [number, number, number] = [0, 0, 0]
  for (let i = 0, j = loop.length - 3; i < loop.length; j = i, i += 3)
    for (const c of [0, 1, 2] as const) {
      const [a, b] = [(c + 1) % 3, (c + 2) % 3] as const
      sum[c] +=
        (coordinate(loop, j + a) - coordinate(loop, i + a)) * (coordinate(loop, j + b) + coordinate(loop, i + b))
    }
  return sum
}

const onOneSlice = (a: readonly number[], b: readonly number[]): boolean => {
  const [x, y, z] = areaVector(a)
  const length = Math.sqrt(x * x + y * y + z * z)
  if (length === 0) return false
  const normal = [x / length, y / length, z / length] as const
  return Math.abs(sliceOf(a, normal) - sliceOf(b, normal)) < SAME_SLICE_MM
}

/** A name that no drawn region has: `Drawn_1`. */
export const newRegionName = (drawn: readonly DrawnRegion[]): string => {
  let n = 1
  while (drawn.some(({ name }) => name === `Drawn_${n}`)) n++
  return `Drawn_${n}`
}

/** The drawn regions after an action. @param marginMm the case's, for a new region to exceed */
export const reduceDrawn = (
  drawn: readonly DrawnRegion[],
  action: DrawAction,
  marginMm: number,
): readonly DrawnRegion[] => {
  const change = (to: (region: DrawnRegion) => DrawnRegion) =>
    drawn.map((region) => (region.name === action.region ? to(region) : region)).filter((r) => r.loops.length > 0)
  switch (action.do) {
    case 'draw': {
      const loop = action.loop.map((mm) => Math.round(mm * PER_MM) / PER_MM)
      if (drawn.every(({ name }) => name !== action.region))
        return [...drawn, { name: action.region, marginMm: newConcernMm(marginMm), loops: [loop] }]
      return change((r) => ({ ...r, loops: [...r.loops.filter((other) => !onOneSlice(loop, other)), loop] }))
    }
    case 'delete-outline':
      return change((r) => ({ ...r, loops: r.loops.filter((_, index) => index !== action.index) }))
    case 'delete-region':
      return drawn.filter(({ name }) => name !== action.region)
    case 'set-region-margin':
      return change((r) => ({ ...r, marginMm: action.marginMm }))
  }
}
