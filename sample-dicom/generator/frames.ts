import type { Mat3, Mat4, Vec3 } from '../../src/core/frame/index.js'
import { after, STRAIGHT, turnX, turnY, turnZ } from './turn.js'

/** The rigid matrix of a rotation and a translation in mm: `to = rotation * from + translation`. */
const rigid = (r: Mat3, t: Vec3): Mat4 => [
  r[0],
  r[1],
  r[2],
  t[0],
  r[3],
  r[4],
  r[5],
  t[1],
  r[6],
  r[7],
  r[8],
  t[2],
  0,
  0,
  0,
  1,
]

/** The CT's frame onto itself. */
export const SAME: Mat4 = rigid(STRAIGHT, [0, 0, 0])

/** Pre-operative MR to CT: turned by 3.8 degrees about z, 2.9 about x, -1.9 about y (half-angle tangents 1/30, 1/40, -1/60). */
export const PRE_TO_CT: Mat4 = rigid(after(turnZ(1 / 30), after(turnX(1 / 40), turnY(-1 / 60))), [18.4, -32.7, 61.25])

/** Post-operative MR to CT: turned by -2.3 degrees about x and -1.4 about z (half-angle tangents -1/50, -1/80). */
export const POST_TO_CT: Mat4 = rigid(after(turnX(-1 / 50), turnZ(-1 / 80)), [-9.6, 24.15, -40.3])

/** Applies a rigid matrix to a point. */
export const applyMat4 = (m: Mat4, p: Vec3): Vec3 => [
  m[0] * p[0] + m[1] * p[1] + m[2] * p[2] + m[3],
  m[4] * p[0] + m[5] * p[1] + m[6] * p[2] + m[7],
  m[8] * p[0] + m[9] * p[1] + m[10] * p[2] + m[11],
]

/** Applies the inverse of a rigid matrix to a point. */
export const undoMat4 = (m: Mat4, p: Vec3): Vec3 => {
  const [x, y, z] = [p[0] - m[3], p[1] - m[7], p[2] - m[11]]
  return [m[0] * x + m[4] * y + m[8] * z, m[1] * x + m[5] * y + m[9] * z, m[2] * x + m[6] * y + m[10] * z]
}

/** Applies only the rotation of a rigid matrix to a direction. */
export const turnMat4 = (m: Mat4, d: Vec3): Vec3 => [
  m[0] * d[0] + m[1] * d[1] + m[2] * d[2],
  m[4] * d[0] + m[5] * d[1] + m[6] * d[2],
  m[8] * d[0] + m[9] * d[1] + m[10] * d[2],
]
