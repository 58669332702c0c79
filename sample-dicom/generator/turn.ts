import type { Mat3 } from '../../src/core/frame/index.js'

/** No rotation. */
export const STRAIGHT: Mat3 = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/** Cosine and sine of the angle whose half has the given tangent: rational, so the same on every machine. */
const cosSin = (tanHalf: number): readonly [number, number] => {
  const q = 1 + tanHalf * tanHalf
  return [(1 - tanHalf * tanHalf) / q, (2 * tanHalf) / q]
}

/** Rotation about the x axis (patient's left), by the tangent of half the angle. */
export const turnX = (tanHalf: number): Mat3 => {
  const [c, s] = cosSin(tanHalf)
  return [1, 0, 0, 0, c, -s, 0, s, c]
}

/** Rotation about the y axis (posterior), by the tangent of half the angle. */
export const turnY = (tanHalf: number): Mat3 => {
  const [c, s] = cosSin(tanHalf)
  return [c, 0, s, 0, 1, 0, -s, 0, c]
}

/** Rotation about the z axis (superior), by the tangent of half the angle. */
export const turnZ = (tanHalf: number): Mat3 => {
  const [c, s] = cosSin(tanHalf)
  return [c, -s, 0, s, c, 0, 0, 0, 1]
}

/** a * b: b is applied first. */
export const after = (a: Mat3, b: Mat3): Mat3 => {
  const at = (r: 0 | 3 | 6, c: 0 | 1 | 2): number =>
    a[r] * b[c] + (a[r + 1] as number) * (b[c + 3] as number) + (a[r + 2] as number) * (b[c + 6] as number)
  return [at(0, 0), at(0, 1), at(0, 2), at(3, 0), at(3, 1), at(3, 2), at(6, 0), at(6, 1), at(6, 2)]
}
