import { describe, expect, test } from 'vitest'
import type { Field } from '../../../src/core/field/index.js'
import { quietJob } from '../../../src/core/job/index.js'
import { testEngine } from '../../support/engine.js'
import { cube, fieldOf, volumeMm3 } from './support/grids.js'

type Shape = (x: number, y: number, z: number) => number

const engine = await testEngine()
const REACH_MM = 9

/** Turned by the angle of 2-3-6-7 right triangles, so that no face or edge lies along the grid. */
const turned =
  (shape: Shape): Shape =>
  (x, y, z) =>
    shape((2 * x + 3 * y + 6 * z) / 7, (3 * x - 6 * y + 2 * z) / 7, (6 * x + 2 * y - 3 * z) / 7)

const slabs = (x: number, y: number, z: number) => [Math.abs(x) - 8, Math.abs(y) - 6, Math.abs(z) - 9] as const

/** Signed distance to a box of 16 x 12 x 18 mm. */
const box = turned((x, y, z) => {
  const heights = slabs(x, y, z)
  const [a, b, c] = heights.map((height) => Math.max(height, 0))
  return Math.sqrt((a ?? 0) ** 2 + (b ?? 0) ** 2 + (c ?? 0) ** 2) + Math.min(0, Math.max(...heights))
})
/** The same surface, but no distance outside its edges. */
const meetingSlabs = turned((x, y, z) => Math.max(...slabs(x, y, z)))

/** Signed distance to the part of a sphere of radius 12 mm below a plane 4 mm above its centre. */
const cutSphere = turned((x, y, z) => {
  const length = Math.sqrt(x * x + y * y + z * z)
  const across = Math.sqrt(x * x + y * y)
  const rim = Math.sqrt(12 ** 2 - 4 ** 2)
  const toRim = Math.sqrt((across - rim) ** 2 + (z - 4) ** 2)
  if (length <= 12 && z <= 4) return -Math.min(12 - length, 4 - z, toRim)
  if (z > 4 && across <= rim) return z - 4
  return z * 12 <= 4 * length ? length - 12 : toRim
})

/** Signed distance to that box with its edges rounded. */
const roundedBox = (radiusMm: number): Shape =>
  turned((x, y, z) => {
    const heights = slabs(x, y, z).map((height) => height + radiusMm)
    const [a, b, c] = heights.map((height) => Math.max(height, 0))
    return Math.sqrt((a ?? 0) ** 2 + (b ?? 0) ** 2 + (c ?? 0) ** 2) + Math.min(0, Math.max(...heights)) - radiusMm
  })

const farther =
  (shape: Shape, byMm: number): Shape =>
  (x, y, z) =>
    shape(x, y, z) - byMm

/** Mean and largest error in mm where the exact distance lies between two figures. */
const errors = (found: Field, exact: Field, fromMm: number, toMm: number): { bias: number; worst: number } => {
  let sum = 0
  let count = 0
  let worst = 0
  exact.mm.forEach((mm, offset) => {
    if (mm < fromMm || mm >= toMm) return
    const error = (found.mm[offset] ?? Number.NaN) - mm
    sum += error
    count += 1
    worst = Math.max(worst, Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.abs(error))
  })
  return { bias: sum / count, worst }
}

describe('distances outside sharp edges and corners, grid of 0.5 mm', () => {
  const grid = cube(101)

  test.each([
    ['box', box, box],
    ['box given as the higher of its slabs', box, meetingSlabs],
    ['sphere cut by a plane', cutSphere, cutSphere],
  ])('%s: 4 to 6 mm out no bias over 0.02 mm', async (_, shape, given) => {
    const exact = fieldOf(grid, shape)
    const found = await engine.redistance(fieldOf(grid, given), REACH_MM, quietJob)
    const { bias, worst } = errors(found, exact, 4, 6)
    expect(Math.abs(bias)).toBeLessThan(0.02)
    expect(worst).toBeLessThan(0.2)
    const inside = errors(found, exact, -4, -0.5)
    expect(Math.abs(inside.bias)).toBeLessThan(0.005)
    expect(inside.worst).toBeLessThan(0.1)
  })

  test('box grown by 5 mm: its volume within 0.1 %', async () => {
    const found = await engine.redistance(fieldOf(grid, box), REACH_MM, quietJob)
    const grown = { grid, mm: found.mm.map((mm) => mm - 5) }
    const exact = volumeMm3(fieldOf(grid, farther(box, 5)))
    expect(Math.abs(volumeMm3(grown) / exact - 1)).toBeLessThan(0.001)
  })

  test('groove: the distance inside the complement of a box, by symmetry', async () => {
    const hollow: Shape = (x, y, z) => -box(x, y, z)
    const found = await engine.redistance(fieldOf(grid, hollow), REACH_MM, quietJob)
    expect(Math.abs(errors(found, fieldOf(grid, hollow), -6, -4).bias)).toBeLessThan(0.02)
  })
})

describe('surfaces without edges keep their place', () => {
  test.each([0.5, 1])('box with edges rounded by %d mm: no sharp corner is made of them', async (radiusMm) => {
    const exact = fieldOf(cube(101), roundedBox(radiusMm))
    const found = await engine.redistance(exact, REACH_MM, quietJob)
    const { bias, worst } = errors(found, exact, -2, 6)
    expect(Math.abs(bias)).toBeLessThan(0.015)
    expect(worst).toBeLessThan(0.2)
  })

  test.each([4, 6, 12])('sphere of radius %d mm', async (radius) => {
    const grid = cube(2 * Math.ceil(2 * radius + 13) + 1)
    const exact = fieldOf(grid, (x, y, z) => Math.sqrt(x * x + y * y + z * z) - radius)
    const found = await engine.redistance(exact, REACH_MM, quietJob)
    const { bias, worst } = errors(found, exact, -2, 5)
    expect(Math.abs(bias)).toBeLessThan(0.005)
    expect(worst).toBeLessThan(0.03)
  })
})
