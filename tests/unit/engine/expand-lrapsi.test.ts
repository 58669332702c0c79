import { describe, expect, test } from 'vitest'
import type { MarginsLrapsi } from '../../../src/core/field/index.js'
import { quietJob } from '../../../src/core/job/index.js'
import { testEngine } from '../../support/engine.js'
import { errorFigures } from './support/errors.js'
import { cube, eachVoxel, fieldOf, seeded } from './support/grids.js'

const engine = await testEngine()
const grid = cube(84)
const margins = (
  leftMm: number,
  rightMm: number,
  anteriorMm: number,
  posteriorMm: number,
  superiorMm: number,
  inferiorMm: number,
): MarginsLrapsi => ({
  leftMm,
  rightMm,
  anteriorMm,
  posteriorMm,
  superiorMm,
  inferiorMm,
})
/** Semi-axes towards lower and higher coordinates (LPS: x to the left, y to posterior, z to superior). */
const semiAxes = (m: MarginsLrapsi) =>
  [
    [m.rightMm, m.leftMm],
    [m.anteriorMm, m.posteriorMm],
    [m.inferiorMm, m.superiorMm],
  ] as const

type Vec = readonly [number, number, number]
const centre: Vec = [0.13, -0.21, 0.07]
const half: Vec = [7.1, 5.3, 6.2]
const boxAt = (p: Vec) => {
  const d = p.map((x, axis) => Math.abs(x - (centre[axis] ?? 0)) - (half[axis] ?? 0))
  const outside = Math.sqrt(d.reduce((sum, x) => sum + Math.max(x, 0) ** 2, 0))
  return outside + Math.min(Math.max(...d), 0)
}
const sphereAt = ([x, y, z]: Vec) => Math.sqrt((x - centre[0]) ** 2 + (y - centre[1]) ** 2 + (z - centre[2]) ** 2) - 8
const box = fieldOf(grid, (x, y, z) => boxAt([x, y, z]))
const sphere = fieldOf(grid, (x, y, z) => sphereAt([x, y, z]))

/** How far the body's octants reach along a unit normal. */
const support = (m: MarginsLrapsi, normal: Vec): number =>
  Math.sqrt(
    semiAxes(m).reduce((sum, [low, high], axis) => {
      const component = normal[axis] ?? 0
      return sum + ((component > 0 ? high : low) * component) ** 2
    }, 0),
  )

/** Signed distance to the sphere expanded by the octants, both convex: the greatest height over all supporting planes. */
const expandedSphere = (m: MarginsLrapsi, p: Vec): number => {
  const away: Vec = [p[0] - centre[0], p[1] - centre[1], p[2] - centre[2]]
  const over = (n: Vec) => n[0] * away[0] + n[1] * away[1] + n[2] * away[2] - 8 - support(m, n)
  const unit = ([x, y, z]: Vec): Vec => {
    const length = Math.sqrt(x * x + y * y + z * z)
    return [x / length, y / length, z / length]
  }
  let best = unit(away)
  for (let step = 0.6; step > 1e-5; step *= 0.6)
    for (let round = 0; round < 4; round++)
      for (let axis = 0; axis < 6; axis++) {
        const moved: [number, number, number] = [...best]
        const at = axis >> 1
        moved[at] = (moved[at] ?? 0) + (axis & 1 ? step : -step)
        const next = unit(moved)
        if (over(next) > over(best)) best = next
      }
  return over(best)
}

/** Where a field is first not negative going out from the middle along an axis, in mm from the centre. */
const extent = (mm: Float32Array, axis: 0 | 1 | 2, direction: 1 | -1): number => {
  const stride = [1, 84, 84 * 84][axis] ?? 1
  const middle = 42 + 84 * (42 + 84 * 42)
  for (let step = 0; step < 41; step++) {
    const [a = 0, b = 0] = [mm[middle + direction * step * stride], mm[middle + direction * (step + 1) * stride]]
    if (a < 0 && b >= 0) return direction * (0.25 + direction * 0.5 * (step + a / (a - b)) - (centre[axis] ?? 0))
  }
  return Number.NaN
}

const cases = {
  'all six different': margins(2, 8, 3, 6, 9, 4),
  'all 5 mm': margins(5, 5, 5, 5, 5, 5),
  'three of them zero': margins(0, 5, 0, 5, 5, 0),
  'one way only': margins(0, 0, 0, 0, 7, 0),
  'very unequal': margins(0.3, 5, 1, 5, 8, 0.5),
}

describe.each(Object.entries(cases))('margins: %s', (_name, m) => {
  test('a box reaches exactly so far, each way', async () => {
    const { mm } = await engine.expandLrapsi(box, m, quietJob)
    semiAxes(m).forEach(([low, high], axis) => {
      expect(extent(mm, axis as 0 | 1 | 2, -1)).toBeCloseTo((half[axis] ?? 0) + low, 3)
      expect(extent(mm, axis as 0 | 1 | 2, 1)).toBeCloseTo((half[axis] ?? 0) + high, 3)
    })
  })
  test('a sphere becomes the Minkowski sum, every crossing of its surface compared', async () => {
    const { mm } = await engine.expandLrapsi(sphere, m, quietJob)
    const random = seeded(5)
    const errors: number[] = []
    const at = (index: number) => (index - 41.5) * 0.5
    eachVoxel(grid, (i, j, k, offset) => {
      const found = mm[offset] ?? Number.NaN
      for (const [axis, stride] of [1, 84, 84 * 84].entries()) {
        const next = mm[offset + stride] ?? Number.NaN
        if (!(found < 0 !== next < 0) || random() > 0.08) continue
        const crossing: [number, number, number] = [at(i), at(j), at(k)]
        crossing[axis] = (crossing[axis] ?? 0) + (0.5 * found) / (found - next)
        errors.push(expandedSphere(m, crossing))
      }
    })
    const { count, meanMm, p95Mm } = errorFigures(errors)
    const isSmooth = Math.min(...semiAxes(m).flat()) >= 1
    expect(count).toBeGreaterThan(300)
    expect(meanMm).toBeLessThan(isSmooth ? 0.01 : 0.06)
    expect(p95Mm).toBeLessThan(isSmooth ? 0.03 : 0.25)
  })
})

describe('the expansion', () => {
  test('by 5 mm each way is the distance minus 5, to 0.03 mm', async () => {
    const { mm } = await engine.expandLrapsi(sphere, cases['all 5 mm'], quietJob)
    let compared = 0
    sphere.mm.forEach((value, offset) => {
      if (Math.abs(value - 5) > 1) return
      compared++
      expect(Math.abs((mm[offset] ?? Number.NaN) - (value - 5))).toBeLessThan(0.03)
    })
    expect(compared).toBeGreaterThan(10_000)
  })
  test('by nothing is the target', async () => {
    expect((await engine.expandLrapsi(box, margins(0, 0, 0, 0, 0, 0), quietJob)).mm).toEqual(box.mm)
  })
  test('never takes from the target', async () => {
    const { mm } = await engine.expandLrapsi(sphere, cases['one way only'], quietJob)
    expect(mm.every((value, offset) => value <= (sphere.mm[offset] ?? 0))).toBe(true)
  })
  test('by less than nothing is refused', async () => {
    await expect(engine.expandLrapsi(box, margins(5, 5, 5, -1, 5, 5), quietJob)).rejects.toMatchObject({
      code: 'engine/pipeline-failed',
    })
  })
})
