import type { Vec3 } from '../../../src/core/frame/index.js'
import { add, all, highest, lowest, type Shape, sub } from './shape.js'

const inf = Number.POSITIVE_INFINITY

/** Union: exact outside; at the crease inside only a bound. */
export const union = (...of: readonly Shape[]): Shape => ({
  signedMm: (p) => of.reduce((least, s) => Math.min(least, s.signedMm(p)), inf),
  minMm: of.reduce<Vec3>((low, s) => lowest(low, s.minMm), all(inf)),
  maxMm: of.reduce<Vec3>((high, s) => highest(high, s.maxMm), all(-inf)),
  exact: false,
})

/** Intersection: only a bound at its edges. */
export const intersect = (...of: readonly Shape[]): Shape => ({
  signedMm: (p) => of.reduce((most, s) => Math.max(most, s.signedMm(p)), -inf),
  minMm: of.reduce<Vec3>((low, s) => highest(low, s.minMm), all(-inf)),
  maxMm: of.reduce<Vec3>((high, s) => lowest(high, s.maxMm), all(inf)),
  exact: false,
})

/** Everything outside the body. */
export const outside = (s: Shape): Shape => ({
  signedMm: (p) => -s.signedMm(p),
  minMm: all(-inf),
  maxMm: all(inf),
  exact: s.exact,
})

/** a without the others. */
export const subtract = (a: Shape, ...others: readonly Shape[]): Shape => intersect(a, ...others.map(outside))

/** Every point within the margin of the body: its offset surface. Exact since the signed distance is exact outside. */
export const expand = (s: Shape, marginMm: number): Shape => ({
  signedMm: (p) => s.signedMm(p) - marginMm,
  minMm: sub(s.minMm, all(marginMm)),
  maxMm: add(s.maxMm, all(marginMm)),
  exact: s.exact,
  ...(marginMm === 0 && s.volumeMm3 !== undefined ? { volumeMm3: s.volumeMm3 } : {}),
})
