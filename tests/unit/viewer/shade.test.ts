import { describe, expect, test } from 'vitest'
import type { Field } from '../../../src/core/field/index.js'
import { type FrameUid, type Grid, pointLps } from '../../../src/core/frame/index.js'
import { shadeClass, shadedPaths } from '../../../src/viewer/overlay/shade.js'
import { imageAxes, viewAxes } from '../../../src/viewer/space/planes.js'
import type { Shade } from '../../../src/viewer/types.js'

const grid: Grid = {
  frame: '2.25.1' as FrameUid,
  size: [41, 41, 3],
  originLps: pointLps(-20, -20, -1),
  spacingMm: [1, 1, 1],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
}

/** As many mm as the point is to the left. */
const field: Field = { grid, mm: Float32Array.from({ length: 41 * 41 * 3 }, (_, i) => (i % 41) - 20) }

const shade: Shade = { field, fromMm: -6, toMm: 6, colours: ['#00f', '#fff', '#f00'] }

const lengthOf = (path: string): number =>
  path
    .split('M')
    .filter((run) => run !== '')
    .reduce((sum, run) => {
      const points = run.split('L').map((p) => p.split(' ').map(Number))
      return sum + points.slice(1).reduce((s, p, i) => s + Math.hypot(...p.map((x, c) => x - (points[i]?.[c] ?? 0))), 0)
    }, 0)

describe('a distance told by colour', () => {
  test('falls into classes of one width; what is beyond the ends belongs to the last', () => {
    expect([-19, -6, -2.1, -1.9, 1.9, 2.1, 6, 19].map((x) => shadeClass(shade, pointLps(x, 3, 0)))).toEqual([
      0, 0, 0, 1, 1, 2, 2, 2,
    ])
  })

  test('colours each part of a closed line by where it lies, whatever its points are', () => {
    const square = Float64Array.of(-10, -5, 10, -5, 10, 5, -10, 5)
    const [blue = '', white = '', red = ''] = shadedPaths([square], viewAxes(imageAxes(grid), 'axial'), 0, shade)
    // Twice from -10 to -2 and the left side; twice from -2 to 2; and the rest.
    expect(lengthOf(blue)).toBeCloseTo(8 + 8 + 10, 6)
    expect(lengthOf(white)).toBeCloseTo(4 + 4, 6)
    expect(lengthOf(red)).toBeCloseTo(8 + 8 + 10, 6)
    expect(white.split('M')).toHaveLength(3)
  })
})
