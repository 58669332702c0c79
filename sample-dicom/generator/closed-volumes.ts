import type { Vec3 } from '../../src/core/frame/index.js'

const PI = Math.PI

/** Volume of an ellipsoid in mm3. */
export const ellipsoidMm3 = (semi: Vec3): number => (4 / 3) * PI * semi[0] * semi[1] * semi[2]

/** Volume of a capsule in mm3: cylinder and two half balls. */
export const capsuleMm3 = (p: Vec3, q: Vec3, r: number): number => {
  const [x, y, z] = [q[0] - p[0], q[1] - p[1], q[2] - p[2]]
  return PI * r * r * Math.sqrt(x * x + y * y + z * z) + (4 / 3) * PI * r * r * r
}

/** Volume of a rounded box in mm3 (Steiner's formula). */
export const roundBoxMm3 = ([a, b, c]: Vec3, r: number): number =>
  8 * a * b * c + 8 * r * (a * b + b * c + c * a) + 2 * PI * r * r * (a + b + c) + (4 / 3) * PI * r * r * r

/** Volume common to two balls that cut each other, in mm3: two caps. */
export const lensMm3 = (r1: number, r2: number, distanceMm: number): number => {
  const d = distanceMm
  const s = r1 + r2 - d
  const t = r1 - r2
  return (PI * s * s * (d * d + 2 * d * (r1 + r2) - 3 * t * t)) / (12 * d)
}
