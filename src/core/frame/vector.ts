import type { IndexIjk, Mat3, PointLps, Vec3 } from './types.js'

/** Says that three numbers are a patient-space point in LPS mm. */
export const pointLps = (x: number, y: number, z: number): PointLps => [x, y, z] as unknown as PointLps

/** Says that three numbers are a position in voxels. */
export const indexIjk = (i: number, j: number, k: number): IndexIjk => [i, j, k] as unknown as IndexIjk

export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

/** Euclidean length. Not `Math.hypot`: its last bits differ between engines. */
export const norm = (a: Vec3): number => Math.sqrt(dot(a, a))

/** The vector scaled to length 1; the zero vector gives NaN. */
export const unit = (a: Vec3): Vec3 => {
  const n = norm(a)
  return [a[0] / n, a[1] / n, a[2] / n]
}

/** Column c (0, 1, 2) of a matrix. */
export const column = (m: Mat3, c: 0 | 1 | 2): Vec3 => [m[c], m[c + 3] as number, m[c + 6] as number]

/** The matrix whose columns are a, b, c. */
export const fromColumns = (a: Vec3, b: Vec3, c: Vec3): Mat3 => [a[0], b[0], c[0], a[1], b[1], c[1], a[2], b[2], c[2]]
