import { describe, expect, test } from 'vitest'
import type { Field, TidyRequest } from '../../../src/core/field/index.js'
import { quietJob } from '../../../src/core/job/index.js'
import { testEngine } from '../../support/engine.js'
import { cube, fieldOf, obliqueGrid, seeded, volumeMm3 } from './support/grids.js'
import { slowTidy } from './support/tidy-twin.js'

const engine = await testEngine()

const sphere =
  (radius: number, x0 = 0.13, y0 = -0.21, z0 = 0.07) =>
  (x: number, y: number, z: number) =>
    Math.sqrt((x - x0) ** 2 + (y - y0) ** 2 + (z - z0) ** 2) - radius
const everywhere = (field: Field, value: number): Field => ({ grid: field.grid, mm: field.mm.map(() => value) })
const free = (carved: Field): TidyRequest => ({
  carved,
  allowed: everywhere(carved, -100),
  kept: everywhere(carved, 100),
  islandMm3: 0,
  holeMm3: 0,
  smoothMm: 0,
})
const tidy = async (request: TidyRequest): Promise<Float32Array> => (await engine.tidy(request, quietJob)).mm
const farthest = (a: Float32Array, b: ArrayLike<number>): number =>
  a.reduce((worst, v, o) => Math.max(worst, v === b[o] ? 0 : Math.abs(v - (b[o] ?? Number.NaN))), 0)

/** Blobs and crumbs: a sum of random waves, so that every rule of tidy has something to do. */
const randomField = (seed: number, level: number): Field => {
  const random = seeded(seed)
  const waves = Array.from({ length: 12 }, () => Array.from({ length: 4 }, () => 2.4 * (random() - 0.5)))
  return fieldOf(obliqueGrid([19, 15, 11]), (x, y, z) => {
    let sum = level
    for (const [a = 0, b = 0, c = 0, phase = 0] of waves) sum += 0.4 * Math.sin(a * x + b * y + c * z + 3 * phase)
    return sum
  })
}

describe('tidy and its slow twin agree', () => {
  test.each([1, 2, 3, 4, 5])('to 0.0001 mm on an oblique, anisotropic grid (seed %d)', async (seed) => {
    const carved = randomField(seed, 0.2)
    const request = {
      carved,
      allowed: randomField(seed + 100, -0.9),
      kept: randomField(seed + 200, 1.1),
      islandMm3: 12,
      holeMm3: 20,
      smoothMm: 0.4,
    }
    const twin = slowTidy(request)
    expect(farthest(await tidy(request), twin)).toBeLessThan(1e-4)
    expect(farthest(carved.mm, twin)).toBeGreaterThan(0.3)
  })

  test('where distances are infinite', async () => {
    const carved = randomField(6, 0)
    carved.mm.forEach((v, o) => {
      if (v > 0.3) carved.mm[o] = Number.POSITIVE_INFINITY
    })
    const request = { ...free(carved), islandMm3: 12, holeMm3: 12, smoothMm: 0.5 }
    expect(farthest(await tidy(request), slowTidy(request))).toBeLessThan(1e-4)
  })
})

describe('smoothing', () => {
  test.each([3, 6, 12])(
    'leaves the volume of a sphere of %d mm within 0.05 percent and its surface within 0.01 mm',
    async (r) => {
      const ball = fieldOf(cube(61), sphere(r))
      const mm = await tidy({ ...free(ball), smoothMm: 0.5 })
      expect(Math.abs(volumeMm3({ grid: ball.grid, mm }) / volumeMm3(ball) - 1)).toBeLessThan(0.0005)
      const near = mm.filter((_, o) => Math.abs(ball.mm[o] ?? 9) < 0.5)
      expect(
        farthest(
          near,
          ball.mm.filter((v) => Math.abs(v) < 0.5),
        ),
      ).toBeLessThan(0.01)
    },
  )

  test('leaves a plane where it is', async () => {
    const half = fieldOf(cube(31), (x, y, z) => 0.6 * x + 0.64 * y + 0.48 * z - 0.2)
    const mm = await tidy({ ...free(half), smoothMm: 0.5 })
    const nearby = half.mm.map((d) => (Math.abs(d) < 0.5 ? 1 : 0))
    const inner = fieldOf(half.grid, (x, y, z) => Math.max(Math.abs(x), Math.abs(y), Math.abs(z))).mm
    const seen = (values: Float32Array): Float32Array => values.filter((_, o) => nearby[o] === 1 && (inner[o] ?? 9) < 4)
    expect(seen(half.mm).length).toBeGreaterThan(200)
    expect(farthest(seen(mm), seen(half.mm))).toBeLessThan(1e-4)
  })

  test('takes a spike of one voxel off and closes a pit of one voxel', async () => {
    const ball = fieldOf(cube(41), sphere(6, 0, 0, 0))
    const centre = 20 + 41 * (20 + 41 * 20)
    const spike = centre + 13 // 6.5 mm along x: half a millimetre outside
    const pit = centre + 41 * 11 // 5.5 mm along y: half a millimetre inside
    ball.mm[spike] = -0.3
    ball.mm[pit] = 0.3
    const mm = await tidy({ ...free(ball), smoothMm: 0.5 })
    expect(mm[spike]).toBeGreaterThan(0)
    expect(mm[pit]).toBeLessThan(0)
  })

  test('moves no value by more than its bound', async () => {
    const carved = randomField(8, 0)
    expect(farthest(await tidy({ ...free(carved), smoothMm: 0.2 }), carved.mm)).toBeLessThanOrEqual(0.2 + 1e-6)
  })
})

describe('limits', () => {
  const request = {
    carved: randomField(11, 0),
    allowed: randomField(12, -0.4),
    kept: randomField(13, 0.8),
    islandMm3: 30,
    holeMm3: 30,
    smoothMm: 0.5,
  }

  test('no voxel that is not allowed becomes inside, unless it is kept', async () => {
    const mm = await tidy(request)
    const wrong = mm.filter((v, o) => v < 0 && (request.allowed.mm[o] ?? 0) >= 0 && (request.kept.mm[o] ?? 0) >= 0)
    expect(wrong.length).toBe(0)
    expect(mm.filter((v) => v < 0).length).toBeGreaterThan(100)
  })

  test('every voxel that is kept is inside', async () => {
    const mm = await tidy(request)
    const held = mm.filter((_, o) => (request.kept.mm[o] ?? 0) < 0)
    expect(held.length).toBeGreaterThan(100)
    expect(held.every((v) => v < 0)).toBe(true)
  })

  test('a second tidy finds no island to drop', async () => {
    const once = await tidy({ ...request, smoothMm: 0 })
    const again = await tidy({ ...request, carved: { grid: request.carved.grid, mm: once }, smoothMm: 0 })
    expect(again).toEqual(once)
  })
})

describe('islands and holes', () => {
  const grid = cube(61)
  // A lobe of 33 mm3 beside the main piece of 4189 mm3, and a hole of 14 mm3 within it.
  const lobe = sphere(2, 13, 0, 0)
  const hole = sphere(1.5, 1, 2, 3)
  const body = fieldOf(grid, (x, y, z) =>
    Math.min(Math.max(sphere(10, -2, 0, 0)(x, y, z), -hole(x, y, z)), lobe(x, y, z)),
  )
  const at = (mm: Float32Array, x: number, y: number, z: number): number =>
    mm[30 + x / 0.5 + 61 * (30 + y / 0.5 + 61 * (30 + z / 0.5))] ?? Number.NaN

  test('an island under the limit is dropped, one over it stays', async () => {
    expect(at(await tidy({ ...free(body), islandMm3: 50 }), 13, 0, 0)).toBeGreaterThan(0)
    expect(at(await tidy({ ...free(body), islandMm3: 20 }), 13, 0, 0)).toBeCloseTo(-2, 5)
  })

  test('an island that holds kept target stays', async () => {
    const kept = fieldOf(grid, lobe)
    const mm = await tidy({ ...free(body), kept, islandMm3: 50, smoothMm: 0.5 })
    expect(mm.filter((_, o) => (kept.mm[o] ?? 0) < 0).every((v) => v < 0)).toBe(true)
  })

  test('a hole under the limit is filled where allowed, and only there', async () => {
    expect(at(await tidy({ ...free(body), holeMm3: 20 }), 1, 2, 3)).toBeLessThan(0)
    expect(at(await tidy({ ...free(body), holeMm3: 10 }), 1, 2, 3)).toBeGreaterThan(0)
    const allowed = fieldOf(grid, (x, y, z) => -hole(x, y, z))
    expect(at(await tidy({ ...free(body), allowed, holeMm3: 20 }), 1, 2, 3)).toBeGreaterThan(0)
  })

  test('a gap that reaches the border of the grid is no hole', async () => {
    const slab = fieldOf(cube(21), (x) => Math.abs(x) - 3)
    expect(await tidy({ ...free(slab), holeMm3: 1e9 })).toEqual(slab.mm)
  })

  test('a field with nothing inside comes back as it is', async () => {
    const empty = fieldOf(cube(9), () => 5)
    expect(await tidy({ ...free(empty), islandMm3: 50, holeMm3: 50, smoothMm: 0.5 })).toEqual(empty.mm)
  })
})
