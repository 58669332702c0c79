import { PostopError } from '../problem/index.js'
import type { Mat4, PointLps, Rigid } from './types.js'
import { pointLps } from './vector.js'

/** How far a matrix may be from a rotation: the digits a DS of 16 characters carries are far finer. */
const RIGID_TOLERANCE = 1e-4

/** The point in the transform's `to` frame. */
export const applyRigid = (t: Rigid, p: PointLps): PointLps => {
  const m = t.matrix
  return pointLps(
    m[0] * p[0] + m[1] * p[1] + m[2] * p[2] + m[3],
    m[4] * p[0] + m[5] * p[1] + m[6] * p[2] + m[7],
    m[8] * p[0] + m[9] * p[1] + m[10] * p[2] + m[11],
  )
}

/** The transform the other way; the rotation's transpose inverts it. */
export const invertRigid = (t: Rigid): Rigid => {
  const m = t.matrix
  const back = (a: number, b: number, c: number) => -(a * m[3] + b * m[7] + c * m[11])
  return {
    from: t.to,
    to: t.from,
    sourceUid: t.sourceUid,
    matrix: [
      m[0],
      m[4],
      m[8],
      back(m[0], m[4], m[8]),
      m[1],
      m[5],
      m[9],
      back(m[1], m[5], m[9]),
      m[2],
      m[6],
      m[10],
      back(m[2], m[6], m[10]),
      0,
      0,
      0,
      1,
    ],
  }
}

/** a * b: b is applied first. */
export const multiplyMat4 = (a: Mat4, b: Mat4): Mat4 => {
  const out: number[] = []
  for (let r = 0; r < 4; r++)
    for (let c = 0; c < 4; c++) {
      let s = 0
      for (let k = 0; k < 4; k++) s += (a[4 * r + k] as number) * (b[4 * k + c] as number)
      out.push(s)
    }
  return out as unknown as Mat4
}

/**
 * Refuses a matrix that is not a proper rotation with a translation.
 * @throws registration/not-rigid with the largest deviation, or the determinant where it is a reflection
 */
export const assertRigid = (m: Mat4, file?: string): void => {
  const fail = (message: string) => {
    throw new PostopError('registration/not-rigid', {
      message,
      attribute: 'FrameOfReferenceTransformationMatrix (3006,00C6)',
      remedy: 'Give a rigid registration; scaled, affine and deformable ones are not used.',
      ...(file === undefined ? {} : { file }),
    })
  }
  if (m.some((v) => !Number.isFinite(v))) fail('The registration matrix holds a value that is not a number.')
  if (m[12] !== 0 || m[13] !== 0 || m[14] !== 0 || m[15] !== 1)
    fail('The last row of the registration matrix is not 0 0 0 1.')
  let worst = 0
  for (let a = 0; a < 3; a++)
    for (let b = a; b < 3; b++) {
      let s = 0
      for (let k = 0; k < 3; k++) s += (m[4 * k + a] as number) * (m[4 * k + b] as number)
      worst = Math.max(worst, Math.abs(s - (a === b ? 1 : 0)))
    }
  const det =
    m[0] * (m[5] * m[10] - m[6] * m[9]) - m[1] * (m[4] * m[10] - m[6] * m[8]) + m[2] * (m[4] * m[9] - m[5] * m[8])
  if (worst > RIGID_TOLERANCE) {
    const figures = `its columns deviate by ${worst.toPrecision(3)}, its determinant is ${det.toPrecision(4)}`
    fail(`The registration matrix is not a rotation: ${figures}.`)
  }
  if (det < 0) fail('The registration matrix mirrors the patient (determinant -1).')
}
