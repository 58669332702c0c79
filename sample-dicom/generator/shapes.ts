import type { Mat3, Vec3 } from '../../src/core/frame/index.js'
import { STRAIGHT } from './turn.js'

/**
 * A closed form in LPS mm of the CT's frame. `at` is negative inside, zero exactly on the surface, and near the surface
 * the distance to it in mm (for ellipsoids to first order).
 */
export type Shape = {
  readonly at: (x: number, y: number, z: number) => number
  /** Box the shape lies in. */
  readonly min: Vec3
  readonly max: Vec3
}

const around = (centre: Vec3, half: Vec3): Pick<Shape, 'min' | 'max'> => ({
  min: [centre[0] - half[0], centre[1] - half[1], centre[2] - half[2]],
  max: [centre[0] + half[0], centre[1] + half[1], centre[2] + half[2]],
})

/** An ellipsoid; the columns of `axes` are the LPS directions of its semi-axes. */
export const ellipsoid = (centre: Vec3, semi: Vec3, axes: Mat3 = STRAIGHT): Shape => {
  const [cx, cy, cz] = centre
  const [a, b, c] = semi
  const m = axes
  const reach = (r: 0 | 3 | 6): number => {
    const p = m[r] * a
    const q = (m[r + 1] as number) * b
    const s = (m[r + 2] as number) * c
    return Math.sqrt(p * p + q * q + s * s)
  }
  return {
    ...around(centre, [reach(0), reach(3), reach(6)]),
    at: (x, y, z) => {
      const dx = x - cx
      const dy = y - cy
      const dz = z - cz
      const u = (m[0] * dx + m[3] * dy + m[6] * dz) / a
      const v = (m[1] * dx + m[4] * dy + m[7] * dz) / b
      const w = (m[2] * dx + m[5] * dy + m[8] * dz) / c
      const k = Math.sqrt(u * u + v * v + w * w)
      const slope = Math.sqrt((u * u) / (a * a) + (v * v) / (b * b) + (w * w) / (c * c))
      return slope === 0 ? -Math.min(a, b, c) : (k * (k - 1)) / slope
    },
  }
}

/** All points within `radiusMm` of the segment from `p` to `q`. */
export const capsule = (p: Vec3, q: Vec3, radiusMm: number): Shape => {
  const ex = q[0] - p[0]
  const ey = q[1] - p[1]
  const ez = q[2] - p[2]
  const ee = ex * ex + ey * ey + ez * ez
  return {
    min: [Math.min(p[0], q[0]) - radiusMm, Math.min(p[1], q[1]) - radiusMm, Math.min(p[2], q[2]) - radiusMm],
    max: [Math.max(p[0], q[0]) + radiusMm, Math.max(p[1], q[1]) + radiusMm, Math.max(p[2], q[2]) + radiusMm],
    at: (x, y, z) => {
      const dx = x - p[0]
      const dy = y - p[1]
      const dz = z - p[2]
      const t = Math.min(1, Math.max(0, (dx * ex + dy * ey + dz * ez) / ee))
      const fx = dx - t * ex
      const fy = dy - t * ey
      const fz = dz - t * ez
      return Math.sqrt(fx * fx + fy * fy + fz * fz) - radiusMm
    },
  }
}

/** All points within `roundMm` of a box with the given half edges; exact distance outside and near the surface. */
export const roundBox = (centre: Vec3, half: Vec3, roundMm: number, axes: Mat3 = STRAIGHT): Shape => {
  const [cx, cy, cz] = centre
  const [a, b, c] = half
  const m = axes
  const abs = Math.abs
  const reach = (r: 0 | 3 | 6): number =>
    abs(m[r]) * a + abs(m[r + 1] as number) * b + abs(m[r + 2] as number) * c + roundMm
  return {
    ...around(centre, [reach(0), reach(3), reach(6)]),
    at: (x, y, z) => {
      const dx = x - cx
      const dy = y - cy
      const dz = z - cz
      const u = abs(m[0] * dx + m[3] * dy + m[6] * dz) - a
      const v = abs(m[1] * dx + m[4] * dy + m[7] * dz) - b
      const w = abs(m[2] * dx + m[5] * dy + m[8] * dz) - c
      const pu = Math.max(u, 0)
      const pv = Math.max(v, 0)
      const pw = Math.max(w, 0)
      return Math.sqrt(pu * pu + pv * pv + pw * pw) + Math.min(0, Math.max(u, v, w)) - roundMm
    },
  }
}

/** A ring lying across z: all points within `radiusMm` of the ellipse with the semi-axes `a` (x) and `b` (y). */
export const ring = (centre: Vec3, a: number, b: number, radiusMm: number, heightMm: number): Shape => {
  const [cx, cy, cz] = centre
  return {
    ...around(centre, [a + radiusMm, b + radiusMm, heightMm + radiusMm]),
    at: (x, y, z) => {
      const u = (x - cx) / a
      const v = (y - cy) / b
      const k = Math.sqrt(u * u + v * v)
      const slope = Math.sqrt((u * u) / (a * a) + (v * v) / (b * b))
      const across = slope === 0 ? -Math.min(a, b) : (k * (k - 1)) / slope
      const up = Math.max(0, Math.abs(z - cz) - heightMm)
      return Math.sqrt(across * across + up * up) - radiusMm
    },
  }
}

/** The half-space where `dot(normal, p) <= limitMm`; `normal` has length 1. */
export const halfSpace = (normal: Vec3, limitMm: number): Shape => ({
  min: [-1e3, -1e3, -1e3],
  max: [1e3, 1e3, 1e3],
  at: (x, y, z) => normal[0] * x + normal[1] * y + normal[2] * z - limitMm,
})
