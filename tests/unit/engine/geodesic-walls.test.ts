import { describe, expect, test } from 'vitest'
import { quietJob } from '../../../src/core/job/index.js'
import { testEngine } from '../../support/engine.js'
import { turned } from './support/detours.js'
import { cube, fieldOf, seeded } from './support/grids.js'

const engine = await testEngine()
const grid = cube(56)
const length = (x: number, y: number, z: number) => Math.sqrt(x * x + y * y + z * z)
const target = fieldOf(grid, (x, y, z) => length(x, y, z) - 4)
const box = (x: number, y: number, z: number, half: number): number => {
  const [a, b, c] = [Math.abs(x) - half, Math.abs(y) - half, Math.abs(z) - half]
  return length(Math.max(a, 0), Math.max(b, 0), Math.max(c, 0)) + Math.min(Math.max(a, b, c), 0)
}

/**
 * Counts the voxels beyond a closed sheet that got a distance, and those before it that lost theirs: the straight distance exactly,
 * and within 0.2 mm for voxels that the wall all but touches.
 */
const throughSheet = async (sheet: (x: number, y: number, z: number) => number, thicknessMm: number) => {
  const side = fieldOf(grid, sheet)
  const blocked = fieldOf(grid, (x, y, z) => Math.abs(sheet(x, y, z)) - thicknessMm / 2)
  const { mm } = await engine.geodesic(target, blocked, 8, quietJob)
  let beyond = 0
  let leaked = 0
  let lost = 0
  mm.forEach((value, offset) => {
    const at = side.mm[offset] ?? 0
    const phi = target.mm[offset] ?? 0
    if (phi > 8) return
    if (at > thicknessMm / 2) {
      beyond++
      if (value < Number.POSITIVE_INFINITY) leaked++
    } else if (at < -thicknessMm / 2 && !(at < -thicknessMm / 2 - 0.15 ? value === phi : Math.abs(value - phi) < 0.2))
      lost++
  })
  return { beyond, leaked, lost }
}

describe('a closed wall lets nothing through', () => {
  const random = seeded(20261124)
  const cases = [0.1, 0.2, 0.5, 1].flatMap((thicknessMm) =>
    [[0, 0] as const, [17, 11] as const, [30, 21] as const, [360 * random(), 360 * random()] as const].map((turn) => ({
      thicknessMm,
      turn,
      awayMm: 4.3 + random(),
    })),
  )
  test.each(cases)(
    '$thicknessMm mm thick, $awayMm mm off, turned by $turn degrees: flat',
    async ({ thicknessMm, turn, awayMm }) => {
      const turn3 = turned(...turn)
      const { beyond, leaked, lost } = await throughSheet((x, y, z) => turn3(x, y, z)[2] - awayMm, thicknessMm)
      expect(beyond).toBeGreaterThan(8000)
      expect(leaked).toBe(0)
      expect(lost).toBeLessThanOrEqual(thicknessMm < 0.2 ? 2 : 0)
    },
  )
  test.each(cases)(
    '$thicknessMm mm thick, $awayMm mm off, turned by $turn degrees: a box',
    async ({ thicknessMm, turn, awayMm }) => {
      const turn3 = turned(...turn)
      const { beyond, leaked } = await throughSheet((x, y, z) => box(...turn3(x, y, z), awayMm), thicknessMm)
      expect(beyond).toBeGreaterThan(20_000)
      expect(leaked).toBe(0)
    },
  )
  test.each(cases)('$thicknessMm mm thick, $awayMm mm off: a sphere', async ({ thicknessMm, awayMm }) => {
    const { beyond, leaked } = await throughSheet(
      (x, y, z) => length(x - 0.11, y + 0.07, z) - awayMm - 0.3,
      thicknessMm,
    )
    expect(beyond).toBeGreaterThan(20_000)
    expect(leaked).toBe(0)
  })
})

describe('where nothing is in the way', () => {
  test('the distance is the Euclidean one, bit for bit', async () => {
    const blocked = fieldOf(grid, () => 40)
    const { mm } = await engine.geodesic(target, blocked, 8, quietJob)
    expect(mm).toEqual(target.mm.map((value) => (value <= 8 ? value : Number.POSITIVE_INFINITY)))
  })
  test('but a wall is near, too: on the near side of it, and beside it', async () => {
    const blocked = fieldOf(grid, (x, y, z) => Math.max(Math.abs(z - 9.4) - 0.3, -x - 1, Math.abs(y) - 2))
    const { mm } = await engine.geodesic(target, blocked, 11, quietJob)
    const near = fieldOf(grid, (_x, _y, z) => z)
    let compared = 0
    mm.forEach((value, offset) => {
      const phi = target.mm[offset] ?? 0
      if (phi > 11 || (near.mm[offset] ?? 0) > 9) return
      compared++
      expect(value).toBe(phi)
    })
    expect(compared).toBeGreaterThan(80_000)
  })
})

describe('at the surface of what blocks', () => {
  test.each([0, 17, 30])(
    'a cut keeps its place to 0.005 mm, also where the target lies in it (turned by %d degrees)',
    async (angle) => {
      const turn3 = turned(angle, 0.6 * angle)
      const blocked = fieldOf(grid, (x, y, z) => -2.03 - turn3(x, y, z)[2])
      const { mm } = await engine.geodesic(target, blocked, 8, quietJob)
      const cut = (offset: number) => Math.max(Math.min(mm[offset] ?? 0, 20) - 5, -(blocked.mm[offset] ?? 0))
      let crossings = 0
      let furthestMm = 0
      const strides = [1, 56, 56 * 56]
      mm.forEach((_value, offset) => {
        for (const stride of strides) {
          const ends = [offset, offset + stride] as const
          const [first = 0, second = 1] = ends.map((end) => blocked.mm[end])
          if (first < 0 === second < 0 || ends.some((end) => !((mm[end] ?? 0) < 4 || (blocked.mm[end] ?? 0) < 0)))
            continue
          if (ends.some((end) => (target.mm[end] ?? 0) < 0.5 || (target.mm[end] ?? 0) > 4)) continue
          crossings++
          const [a, b] = ends.map(cut) as [number, number]
          furthestMm = Math.max(furthestMm, 0.5 * Math.abs(a / (a - b) - first / (first - second)))
        }
      })
      expect(crossings).toBeGreaterThan(300)
      expect(furthestMm).toBeLessThan(0.005)
    },
  )
  test('tissue beside a target that lies mostly in an organ is as far as the free part of its surface', async () => {
    const blocked = fieldOf(grid, (_x, _y, z) => -2.03 - z)
    const { mm } = await engine.geodesic(target, blocked, 8, quietJob)
    const rimMm = Math.sqrt(16 - 2.03 ** 2)
    const exact = fieldOf(grid, (x, y, z) =>
      (z * 4) / length(x, y, z) <= -2.03
        ? length(x, y, z) - 4
        : Math.sqrt((Math.sqrt(x * x + y * y) - rimMm) ** 2 + (z + 2.03) ** 2),
    )
    let compared = 0
    mm.forEach((value, offset) => {
      if ((blocked.mm[offset] ?? 0) < 0 || (target.mm[offset] ?? 0) <= 0 || (exact.mm[offset] ?? 9) > 7.9) return
      compared++
      expect(Math.abs(value - (exact.mm[offset] ?? 0))).toBeLessThan(0.1)
    })
    expect(compared).toBeGreaterThan(4000)
  })
})
