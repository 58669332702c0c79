import { describe, expect, test } from 'vitest'
import {
  cross,
  type FrameUid,
  fromColumns,
  type Grid,
  indexIjk,
  indexToLps,
  lpsToIndex,
  pointLps,
  sameGrid,
  unit,
  voxelCount,
  voxelMm3,
} from '../../../../src/core/frame/index.js'

const i = unit([3, 1, -1])
const j = unit([-1, 3, 0])
const k = cross(i, j)

/** Anisotropic and oblique, so that a swapped axis or spacing shows. */
const OBLIQUE: Grid = {
  frame: '2.25.1' as FrameUid,
  size: [40, 30, 20],
  originLps: pointLps(-12, 7, 105),
  spacingMm: [0.7, 1.2, 2.5],
  direction: fromColumns(i, j, k),
}

const closeTo = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length)
  for (const [n, value] of expected.entries()) expect(actual[n]).toBeCloseTo(value, 9)
}

describe('grid', () => {
  test('index (0, 0, 0) is the centre of the first voxel, at the origin', () => {
    closeTo(indexToLps(OBLIQUE, indexIjk(0, 0, 0)), OBLIQUE.originLps)
  })

  test('a step along an index axis is one spacing along that column of the direction', () => {
    const axes = [i, j, k]
    for (const [axis, direction] of axes.entries()) {
      const step = [0, 0, 0].map((_, n) => (n === axis ? 1 : 0)) as [number, number, number]
      const to = indexToLps(OBLIQUE, indexIjk(...step))
      const spacing = OBLIQUE.spacingMm[axis] ?? Number.NaN
      closeTo(
        to,
        OBLIQUE.originLps.map((origin, n) => origin + spacing * (direction[n] ?? Number.NaN)),
      )
    }
  })

  test('an axial head-first supine slice runs to the left along a row and to posterior down a column', () => {
    const axial: Grid = { ...OBLIQUE, direction: [1, 0, 0, 0, 1, 0, 0, 0, 1] }
    closeTo(indexToLps(axial, indexIjk(10, 0, 0)), [-12 + 10 * 0.7, 7, 105])
    closeTo(indexToLps(axial, indexIjk(0, 10, 0)), [-12, 7 + 10 * 1.2, 105])
    closeTo(indexToLps(axial, indexIjk(0, 0, 10)), [-12, 7, 105 + 10 * 2.5])
  })

  test('patient space and back is the same place, fractions too', () => {
    const place = indexIjk(3.25, 17.5, -2.125)
    closeTo(lpsToIndex(OBLIQUE, indexToLps(OBLIQUE, place)), place)
  })

  test('24,000 voxels of 2.1 mm3', () => {
    expect(voxelCount(OBLIQUE)).toBe(24_000)
    expect(voxelMm3(OBLIQUE)).toBeCloseTo(2.1, 12)
  })

  test('grids in two frames of reference are not the same', () => {
    expect(sameGrid(OBLIQUE, { ...OBLIQUE })).toBe(true)
    expect(sameGrid(OBLIQUE, { ...OBLIQUE, frame: '2.25.2' as FrameUid })).toBe(false)
    expect(sameGrid(OBLIQUE, { ...OBLIQUE, spacingMm: [0.7, 1.2, 2.4] })).toBe(false)
  })
})
