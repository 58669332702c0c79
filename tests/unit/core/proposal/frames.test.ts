import { describe, expect, test } from 'vitest'
import {
  applyRigid,
  type FrameUid,
  invertRigid,
  type Mat4,
  pointLps,
  type Sha256,
  type Uid,
} from '../../../../src/core/frame/index.js'
import { otherWays, roiBoundsLps, transformBetween } from '../../../../src/core/proposal/frames.js'
import type { ProposalInputs, Registration } from '../../../../src/core/proposal/index.js'
import { registrationFindings } from '../../../../src/core/proposal/registration-checks.js'
import type { CastRoi } from '../../../../src/core/proposal/setting.js'
import type { Roi } from '../../../../src/core/structure/index.js'

const [CT, MR, PET, OLD] = ['1.1', '1.2', '1.3', '1.4'] as unknown as [FrameUid, FrameUid, FrameUid, FrameUid]

/** A quarter turn about z, then a shift. */
const turn = (x: number, y: number, z: number): Mat4 => [0, -1, 0, x, 1, 0, 0, y, 0, 0, 1, z, 0, 0, 0, 1]

const registration = (from: FrameUid, to: FrameUid, matrix: Mat4, uid: string): Registration => ({
  rigid: { from, to, matrix, sourceUid: uid as Uid },
  hash: uid as unknown as Sha256,
  file: `${uid}.dcm`,
})

const roiIn = (frame: FrameUid): Roi => ({
  setUid: '1.9' as Uid,
  number: 1,
  name: 'rGTV',
  type: 'GTV',
  frame,
  contours: [{ kind: 'CLOSED_PLANAR', pointsLps: Float64Array.of(1, 2, 3, 5, 2, 3, 5, 7, 3) }],
})

const carried = (from: FrameUid, registrations: readonly Registration[]): readonly number[] => {
  const t = transformBetween(roiIn(from), CT, registrations)
  return t === undefined ? [] : applyRigid(t, pointLps(1, 2, 3))
}

describe('the way from frame to frame', () => {
  test('is none in the image frame', () => {
    expect(transformBetween(roiIn(CT), CT, [])).toBeUndefined()
  })

  test('takes a registration either way', () => {
    expect(carried(MR, [registration(MR, CT, turn(10, 20, 30), 'a')])).toEqual([8, 21, 33])
    // The inverse of the quarter turn: (x, y) becomes (y - 20, -(x - 10)).
    expect(carried(MR, [registration(CT, MR, turn(10, 20, 30), 'a')])).toEqual([-18, 9, -27])
  })

  test('goes over frames between, each step applied in its turn', () => {
    const steps = [registration(PET, CT, turn(0, 0, 100), 'b'), registration(PET, MR, turn(10, 20, 30), 'a')]
    // MR to PET by the inverse gives (-18, 9, -27); PET to CT turns it to (-9, -18) and lifts it.
    expect(carried(MR, steps)).toEqual([-9, -18, 73])
    expect(carried(MR, [...steps].reverse())).toEqual([-9, -18, 73])
    const t = transformBetween(roiIn(MR), CT, steps)
    expect([t?.from, t?.to]).toEqual([MR, CT])
  })

  test('takes the shorter way, and of two alike always the same', () => {
    const long = [registration(MR, PET, turn(0, 0, 1), 'a'), registration(PET, CT, turn(0, 0, 1), 'b')]
    const direct = registration(MR, CT, turn(0, 0, 5), 'z')
    expect(carried(MR, [...long, direct])).toEqual([-2, 1, 8])
    const other = registration(MR, CT, turn(0, 0, 9), 'y')
    expect(carried(MR, [direct, other])).toEqual(carried(MR, [other, direct]))
    expect(carried(MR, [direct, other])).toEqual([-2, 1, 12])
  })

  test('is refused where no registration joins the two', () => {
    const elsewhere = [registration(OLD, PET, turn(0, 0, 0), 'a'), registration(PET, CT, turn(0, 0, 0), 'b')]
    expect(() => transformBetween(roiIn(MR), CT, elsewhere)).toThrow(
      expect.objectContaining({ code: 'frame/no-registration', message: expect.stringContaining('rGTV') }),
    )
  })
})

test('the box round an ROI is that of its carried points', () => {
  const t = transformBetween(roiIn(MR), CT, [registration(MR, CT, turn(10, 20, 30), 'a')])
  expect(roiBoundsLps(roiIn(MR), t)).toEqual({ min: [3, 21, 33], max: [8, 25, 33] })
  expect(roiBoundsLps(roiIn(MR), undefined)).toEqual({ min: [1, 2, 3], max: [5, 7, 3] })
})

describe('registrations that offer several ways', () => {
  const apart = (registrations: readonly Registration[]) =>
    otherWays(roiIn(MR), CT, registrations).map((w) => [
      w.used.map((r) => r.file).join(),
      w.other.map((r) => r.file).join(),
      Number(w.apartMm.toFixed(3)),
    ])
  const used = registration(MR, CT, turn(10, 20, 30), 'a')

  test('are compared at the ROI, in mm, either way round', () => {
    expect(apart([used])).toEqual([])
    expect(apart([registration(MR, CT, turn(10, 20, 33), 'b'), used])).toEqual([['a.dcm', 'b.dcm', 3]])
    const { rigid } = registration(MR, CT, turn(10, 20, 30.05), 'c')
    const back = {
      ...used,
      rigid: { ...invertRigid(rigid), sourceUid: 'c' as Uid },
      hash: 'c' as Sha256,
      file: 'c.dcm',
    }
    expect(apart([used, back])).toEqual([['a.dcm', 'c.dcm', 0.05]])
    // No turn instead of a quarter: (1, 2) to (10 - 2, 20 + 1) and (11, 22); (5, 7) to (3, 25) and (15, 27).
    const still: Mat4 = [1, 0, 0, 10, 0, 1, 0, 20, 0, 0, 1, 30, 0, 0, 0, 1]
    expect(apart([used, registration(MR, CT, still, 'd')])).toEqual([
      ['a.dcm', 'd.dcm', Number(Math.sqrt(148).toFixed(3))],
    ])
  })

  test('over frames between count as one way; those that lead elsewhere do not', () => {
    const over = [registration(MR, PET, turn(0, 0, 0), 'm'), registration(CT, PET, turn(0, 0, 4), 'n')]
    // Quarter turn there, quarter turn back, 4 mm down: (x, y, z - 4), against (10 - y, 20 + x, z + 30).
    const found = otherWays(roiIn(MR), CT, [used, ...over])
    expect(found.map((w) => w.other.map((r) => r.file))).toEqual([
      ['m.dcm', 'n.dcm'],
      ['m.dcm', 'n.dcm'],
    ])
    const elsewhere = [registration(MR, OLD, turn(0, 0, 0), 'm'), registration(OLD, PET, turn(0, 0, 4), 'n')]
    expect(apart([used, ...elsewhere])).toEqual([])
    // Two that disagree on a side way, which carries nothing from the one frame to the other.
    expect(apart([used, registration(CT, OLD, turn(0, 0, 0), 'm'), registration(CT, OLD, turn(0, 0, 4), 'n')])).toEqual(
      [],
    )
  })

  test('are to be decided where they are more than 0.1 mm apart: both files, the mm, and which is used', () => {
    const told = (registrations: readonly Registration[], frame = MR) => {
      const roi = roiIn(frame)
      const toImage = transformBetween(roi, CT, registrations)
      const cast: CastRoi = { roi, role: { is: 'target' }, key: '', toImage, boundsLps: roiBoundsLps(roi, toImage) }
      const inputs = { image: { frame: CT }, structureSets: [], registrations } as unknown as ProposalInputs
      return registrationFindings(inputs, [cast]).map((f) => [f.code, f.kind, f.message])
    }
    expect(told([used, registration(MR, CT, turn(10, 20, 33), 'b')])).toEqual([
      [
        'registration/disagree',
        'decide',
        'a.dcm and b.dcm carry rGTV to the planning image up to 3.0 mm apart; a.dcm is used.',
      ],
    ])
    // One object often joins three frames: the ways over the third are no news.
    const third = { ...registration(MR, PET, turn(0, 0, 0), 'a'), hash: 'a2' as Sha256 }
    const thirdOther = { ...registration(PET, CT, turn(0, 0, 9), 'b'), hash: 'b2' as Sha256 }
    expect(told([used, third, thirdOther, registration(MR, CT, turn(10, 20, 33), 'b')])).toHaveLength(1)
    expect(told([used, registration(MR, CT, turn(10, 20, 30.09), 'b')])).toEqual([])
    expect(told([used, registration(MR, CT, turn(10, 20, 33), 'b')], CT)).toEqual([])
  })
})
