import type { Vec3 } from '../../../src/core/frame/index.js'

/**
 * A body by its signed distance: LPS mm, negative inside, 1-Lipschitz.
 * The box encloses the body; it may be infinite where the body is only ever used to cut another one.
 */
export type Shape = {
  readonly signedMm: (p: Vec3) => number
  readonly minMm: Vec3
  readonly maxMm: Vec3
  /** True where |signedMm| is the distance to the surface near it, on both sides; else it is only a lower bound at edges. */
  readonly exact: boolean
  /** Closed-form volume in mm3, where there is one. */
  readonly volumeMm3?: number
}

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const sub = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const scale = (a: Vec3, s: number): Vec3 => [a[0] * s, a[1] * s, a[2] * s]
export const mad = (a: Vec3, b: Vec3, s: number): Vec3 => [a[0] + b[0] * s, a[1] + b[1] * s, a[2] + b[2] * s]
export const all = (v: number): Vec3 => [v, v, v]

export const lowest = (a: Vec3, b: Vec3): Vec3 => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.min(a[2], b[2])]
export const highest = (a: Vec3, b: Vec3): Vec3 => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2])]

/** Gradient of the signed distance by central differences: the outward normal near the surface. */
export const gradientOf = (s: Shape, p: Vec3, stepMm = 1e-4): Vec3 => {
  const along = (e: Vec3) => (s.signedMm(mad(p, e, stepMm)) - s.signedMm(mad(p, e, -stepMm))) / (2 * stepMm)
  return [along([1, 0, 0]), along([0, 1, 0]), along([0, 0, 1])]
}

/** A point of the surface near p, by following the gradient: exact where the distance is, near the closest one at edges. */
const projectOnto = (s: Shape, p: Vec3): Vec3 => {
  let q = p
  for (let i = 0; i < 40; i++) {
    const f = s.signedMm(q)
    if (Math.abs(f) < 1e-7) break
    const g = gradientOf(s, q)
    const n2 = g[0] * g[0] + g[1] * g[1] + g[2] * g[2]
    if (n2 < 1e-6) break
    q = mad(q, g, -f / n2)
  }
  return q
}

/** Distance from p to the surface in mm; at edges of cut bodies an upper bound, so that an error is never made smaller. */
export const surfaceDistanceMm = (s: Shape, p: Vec3): number => {
  const f = Math.abs(s.signedMm(p))
  if (s.exact || f < 1e-6) return f
  const q = projectOnto(s, p)
  const d = sub(p, q)
  return Math.max(f, Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]))
}
