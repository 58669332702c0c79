import { describe, expect, test } from 'vitest'
import {
  cross,
  dot,
  type FrameUid,
  fromColumns,
  type Grid,
  type Mat3,
  pointLps,
  type Vec3,
} from '../../../../src/core/frame/index.js'
import {
  directionLetters,
  edgeLetters,
  imageAxes,
  PLANES,
  towardsViewer,
  viewAxes,
} from '../../../../src/viewer/space/planes.js'

const gridOf = (row: Vec3, column: Vec3): Grid => {
  const direction: Mat3 = fromColumns(row, column, cross(row, column))
  return {
    frame: '1.2.3' as FrameUid,
    size: [5, 6, 7],
    originLps: pointLps(1, 2, 3),
    spacingMm: [0.9, 1.1, 2.5],
    direction,
  }
}

/** Rows and columns of axial, sagittal and coronal images in every patient position (PS3.3 C.7.3.1.1.2). */
const ACQUISITIONS: readonly (readonly [string, Vec3, Vec3])[] = [
  ['HFS axial', [1, 0, 0], [0, 1, 0]],
  ['HFP axial', [-1, 0, 0], [0, -1, 0]],
  ['FFS axial', [-1, 0, 0], [0, 1, 0]],
  ['FFP axial', [1, 0, 0], [0, -1, 0]],
  ['HFDR axial', [0, -1, 0], [1, 0, 0]],
  ['HFDL axial', [0, 1, 0], [-1, 0, 0]],
  ['sagittal', [0, 1, 0], [0, 0, -1]],
  ['coronal', [1, 0, 0], [0, 0, -1]],
]

describe('views', () => {
  test.each(ACQUISITIONS)(
    '%s: the same letters at the same edges, left right of the patient on the left',
    (_name, row, column) => {
      const axes = imageAxes(gridOf(row, column))
      expect(edgeLetters(viewAxes(axes, 'axial'))).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' })
      expect(edgeLetters(viewAxes(axes, 'coronal'))).toEqual({ left: 'R', right: 'L', top: 'S', bottom: 'I' })
      expect(edgeLetters(viewAxes(axes, 'sagittal'))).toEqual({ left: 'A', right: 'P', top: 'S', bottom: 'I' })
    },
  )

  test('a gantry tilt of 20 degrees keeps the names and says the second letter', () => {
    const [c, s] = [Math.sqrt(1 - 0.342 ** 2), 0.342]
    const axes = imageAxes(gridOf([1, 0, 0], [0, c, -s]))
    expect(edgeLetters(viewAxes(axes, 'axial'))).toEqual({ left: 'R', right: 'L', top: 'AS', bottom: 'PI' })
    expect(axes.z[2]).toBeCloseTo(c, 12)
  })

  test.each(PLANES)(
    '%s: right, down and normal are orthonormal, and the camera stands on the feet, left or front side',
    (plane) => {
      const view = viewAxes(imageAxes(gridOf([1, 0, 0], [0, 1, 0])), plane)
      expect(dot(view.right, view.down)).toBeCloseTo(0, 12)
      expect(dot(view.right, view.normal)).toBeCloseTo(0, 12)
      const camera = directionLetters(towardsViewer(view))
      expect(camera).toBe({ axial: 'I', sagittal: 'L', coronal: 'A' }[plane])
    },
  )
})
