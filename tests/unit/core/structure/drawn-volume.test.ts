import { describe, expect, test } from 'vitest'
import type { FrameUid, Uid, Vec3 } from '../../../../src/core/frame/index.js'
import { type ContourKind, drawnArea, type Roi } from '../../../../src/core/structure/index.js'

/** A square of a side in mm round a place, on an oblique plane w mm along its normal. */
const square = (sideMm: number, wMm: number, kind: ContourKind = 'CLOSED_PLANAR'): Roi['contours'][number] => {
  const [u, v, n]: [Vec3, Vec3, Vec3] = [
    [0.8, 0.6, 0],
    [-0.36, 0.48, 0.8],
    [0.48, -0.64, 0.6],
  ]
  const h = sideMm / 2
  const corners = [
    [-h, -h],
    [h, -h],
    [h, h],
    [-h, h],
  ] as const
  return {
    kind,
    pointsLps: Float64Array.from(
      corners.flatMap(([a, b]) => [0, 1, 2].map((c) => 7 + a * (u[c] ?? 0) + b * (v[c] ?? 0) + wMm * (n[c] ?? 0))),
    ),
  }
}

const roi = (contours: Roi['contours']): Roi => ({
  setUid: '1' as Uid,
  number: 1,
  name: 'a',
  type: '',
  frame: '2' as FrameUid,
  contours,
})

describe('what contours enclose, plane by plane', () => {
  test('is even-odd: a hole counts against, an island in it again', () => {
    const area = drawnArea(roi([square(20, 0), square(10, 0), square(4, 0), square(20, 2.5), square(20, 5)]))
    expect(area?.mm2).toBeCloseTo(400 - 100 + 16 + 400 + 400, 6)
    expect(area?.stepMm).toBeCloseTo(2.5, 9)
  })

  test('has no step on one plane, and is nothing without closed planar contours', () => {
    expect(drawnArea(roi([square(20, 0)]))).toMatchObject({ stepMm: null })
    expect(drawnArea(roi([]))).toBeNull()
    expect(drawnArea(roi([square(20, 0, 'OPEN_PLANAR')]))).toBeNull()
  })
})
