import { describe, expect, test } from 'vitest'
import { type FrameUid, fromColumns, type Grid, pointLps, type Vec3 } from '../../../src/core/frame/index.js'
import { pathOf } from '../../../src/viewer/overlay/path.js'
import { createSectionFinder, loopsOf } from '../../../src/viewer/overlay/sections.js'
import { imageAxes, viewAxes } from '../../../src/viewer/space/planes.js'

const gridOf = (i: Vec3, j: Vec3, k: Vec3): Grid => ({
  frame: '2.25.1' as FrameUid,
  size: [20, 30, 40],
  originLps: pointLps(0, 0, 0),
  spacingMm: [0.7, 0.9, 2.5],
  direction: fromColumns(i, j, k),
})

const triangle = (z: number): Float64Array => Float64Array.of(10.25, -20.5, z, 14, -20.5, z, 10.25, -11.125, z)

describe.each([
  ['head first supine', gridOf([1, 0, 0], [0, 1, 0], [0, 0, 1])],
  ['feet first prone', gridOf([1, 0, 0], [0, -1, 0], [0, 0, -1])],
  ['in sagittal slices', gridOf([0, 1, 0], [0, 0, -1], [-1, 0, 0])],
])('contours of a patient imaged %s', (_name, grid) => {
  const axial = viewAxes(imageAxes(grid), 'axial')

  test('are drawn at their patient coordinates, to a micrometre', () => {
    expect(pathOf(loopsOf([triangle(30)], axial))).toBe('M10.250 -20.500L14.000 -20.500L10.250 -11.125Z')
  })

  test('are found on their own slice and on no other; sagittal views have to cut', () => {
    const find = createSectionFinder()
    const polygons = [triangle(30), triangle(32.5), triangle(32.5)]
    expect(find(polygons, axial, 32.5)).toEqual([polygons[1], polygons[2]])
    expect(find(polygons, axial, 30.05)).toEqual([polygons[0]])
    expect(find(polygons, axial, 31)).toBeNull()
    expect(find(polygons, viewAxes(imageAxes(grid), 'sagittal'), 10.25)).toBeNull()
  })
})
