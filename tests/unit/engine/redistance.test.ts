import { describe, expect, test } from 'vitest'
import type { Field } from '../../../src/core/field/index.js'
import { quietJob } from '../../../src/core/job/index.js'
import { testEngine } from '../../support/engine.js'
import { errorFigures } from './support/errors.js'
import { cube, fieldOf } from './support/grids.js'

const engine = await testEngine()
const grid = cube(72)

const shapes = {
  'a sphere of radius 8 mm': (x: number, y: number, z: number) =>
    Math.sqrt((x - 0.13) ** 2 + (y + 0.21) ** 2 + (z - 0.07) ** 2) - 8,
  'a sphere of radius 4 mm': (x: number, y: number, z: number) =>
    Math.sqrt((x - 0.13) ** 2 + (y + 0.21) ** 2 + (z - 0.07) ** 2) - 4,
  'a torus of radii 9 and 4 mm': (x: number, y: number, z: number) =>
    Math.sqrt((Math.sqrt((x - 0.13) ** 2 + (y + 0.21) ** 2) - 9) ** 2 + (z - 0.07) ** 2) - 4,
}

/** The largest shift in mm of the zero level along the grid's lines, and how often both fields cross it together. */
const zeroShift = (before: Field, after: Float32Array) => {
  let crossings = 0
  let shiftMm = 0
  before.mm.forEach((a, offset) => {
    for (const stride of [1, 72, 72 * 72]) {
      const b = before.mm[offset + stride]
      if (b === undefined || a < 0 === b < 0) continue
      const [c = 0, d = 0] = [after[offset], after[offset + stride]]
      expect(c < 0).not.toBe(d < 0)
      crossings++
      shiftMm = Math.max(shiftMm, 0.5 * Math.abs(a / (a - b) - c / (c - d)))
    }
  })
  return { crossings, shiftMm }
}

describe.each(Object.entries(shapes))('the distance to %s', (_name, shape) => {
  const exact = fieldOf(grid, shape)
  test('is right to 0.025 mm wherever it is, from a level of any unit', async () => {
    const level = fieldOf(grid, (x, y, z) => 40 * Math.max(-2, Math.min(2, shape(x, y, z))))
    const { mm } = await engine.redistance(level, 6, quietJob)
    for (const [from, to] of [
      [-3, -0.5],
      [-0.5, 0.5],
      [0.5, 2],
      [2, 5.9],
    ] as const) {
      const errors: number[] = []
      exact.mm.forEach((value, offset) => {
        if (value >= from && value < to) errors.push((mm[offset] ?? Number.NaN) - value)
      })
      const { count, meanMm, p95Mm, lowestMm, highestMm } = errorFigures(errors)
      expect(count).toBeGreaterThan(300)
      expect(meanMm).toBeLessThan(0.01)
      expect(p95Mm).toBeLessThan(0.016)
      expect(Math.max(-lowestMm, highestMm)).toBeLessThan(0.025)
    }
  })
  test('leaves the zero level where it was, to 0.01 mm', async () => {
    const { mm } = await engine.redistance(exact, 6, quietJob)
    const { crossings, shiftMm } = zeroShift(exact, mm)
    expect(crossings).toBeGreaterThan(1000)
    expect(shiftMm).toBeLessThan(0.01)
  })
})

describe('beyond the reach, and without a surface', () => {
  test('the value is the reach', async () => {
    const exact = fieldOf(grid, shapes['a sphere of radius 8 mm'])
    const { mm } = await engine.redistance(exact, 3, quietJob)
    let clamped = 0
    exact.mm.forEach((value, offset) => {
      if (Math.abs(value) < 3.05) return
      clamped++
      expect(mm[offset]).toBe(value < 0 ? -3 : 3)
    })
    expect(clamped).toBeGreaterThan(100_000)
  })
  test.each([-1, 1])('a level of %d everywhere', async (value) => {
    const { mm } = await engine.redistance(
      fieldOf(cube(8), () => value),
      3,
      quietJob,
    )
    expect(new Set(mm)).toEqual(new Set([3 * value]))
  })
  test('an infinite level counts as outside', async () => {
    const level = fieldOf(cube(24), (x, y, z) => (x * x + y * y + z * z < 16 ? -1 : Number.POSITIVE_INFINITY))
    const { mm } = await engine.redistance(level, 3, quietJob)
    mm.forEach((value, offset) => {
      expect(value < 0).toBe((level.mm[offset] ?? 0) < 0)
    })
  })
  test('a reach of zero is refused', async () => {
    await expect(
      engine.redistance(
        fieldOf(cube(8), (x) => x),
        0,
        quietJob,
      ),
    ).rejects.toMatchObject({
      code: 'engine/pipeline-failed',
    })
  })
})
