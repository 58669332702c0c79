import { type FrameUid, type Mat3, type Mat4, pointLps, type Vec3 } from '../../src/core/frame/index.js'
import { POST_TO_CT, PRE_TO_CT, SAME, undoMat4 } from './frames.js'
import { frameUid, type StudyName, type UidOf } from './identity.js'
import type { Scale } from './options.js'
import type { Placement } from './paint.js'
import { after, STRAIGHT, turnX, turnY } from './turn.js'

const round3 = (v: number): number => Math.round(v * 1000) / 1000

/** The CT covers the head from 104 mm before to behind the phantom's origin; the small case ends at the neck's top. */
export const ctPlacement = (uid: UidOf, s: Scale): Placement => {
  const [width, height] = s.fieldMm
  const [columnMm, rowMm] = [width / s.columns, height / s.rows]
  const bottom = s.sliceMm * s.slices <= 130 ? -52 : -s.sliceMm * Math.floor(s.slices / 2) + 6
  return {
    toCt: SAME,
    grid: {
      frame: frameUid(uid, 'CT') as FrameUid,
      size: [s.columns, s.rows, s.slices],
      originLps: pointLps(round3((columnMm * (1 - s.columns)) / 2), round3(4 - height / 2 + rowMm / 2), bottom),
      spacingMm: [columnMm, rowMm, s.sliceMm],
      direction: STRAIGHT,
    },
  }
}

/** An oblique MR whose middle lies at a point of the CT's frame. */
const mrPlacement = (
  frame: string,
  toCt: Mat4,
  direction: Mat3,
  size: Vec3,
  spacingMm: Vec3,
  middleCt: Vec3,
): Placement => {
  const m = undoMat4(toCt, middleCt)
  const half = size.map((n, a) => ((n - 1) / 2) * (spacingMm[a] as number))
  const d = direction
  const back = (r: 0 | 3 | 6): number =>
    d[r] * (half[0] as number) + (d[r + 1] as number) * (half[1] as number) + (d[r + 2] as number) * (half[2] as number)
  const originLps = pointLps(round3(m[0] - back(0)), round3(m[1] - back(3)), round3(m[2] - back(6)))
  return { toCt, grid: { frame: frame as FrameUid, size, originLps, spacingMm, direction } }
}

const MIDDLE: Vec3 = [0, 0, 3]

/** Pre-operative MR: turned by 9.5 degrees about x and 4.6 about y in its own frame. */
const PRE_AXES: Mat3 = after(turnX(1 / 12), turnY(1 / 25))
/** Post-operative MR: turned by -6.9 degrees about x. */
const POST_AXES: Mat3 = turnX(-0.06)

/** Where each image series of the sample lies. */
export const placementsOf = (uid: UidOf, scale: Scale): Readonly<Record<StudyName, Placement>> => ({
  CT: ctPlacement(uid, scale),
  'MR-pre': mrPlacement(frameUid(uid, 'MR-pre'), PRE_TO_CT, PRE_AXES, [128, 128, 34], [1.3, 1.65, 2.75], MIDDLE),
  'MR-post': mrPlacement(frameUid(uid, 'MR-post'), POST_TO_CT, POST_AXES, [112, 112, 30], [1.5, 1.8, 3], MIDDLE),
})
