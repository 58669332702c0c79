import { describe, expect, test } from 'vitest'
import { quietJob } from '../../../src/core/job/index.js'
import { testEngine } from '../../support/engine.js'
import { type Rectangle, rectangleDistance, shortestPath, turned } from './support/detours.js'
import { errorFigures } from './support/errors.js'
import { cube, fieldOf } from './support/grids.js'

const engine = await testEngine()
const grid = cube(76)
const centre = [0.13, 0.09, -6.05] as const
const far = 500

type Turn = readonly [number, number]
type Space = (u: number, w: number, v: number) => number

/** Compares the engine's distance from a sphere with closed forms in the wall's own coordinates (u along, w along, v across). */
const compare = async (turn: Turn, radiusMm: number, limitMm: number, wall: Space, exact: Space) => {
  const turnedTo = turned(...turn)
  const inTurned = (space: Space) => fieldOf(grid, (x, y, z) => space(...turnedTo(x, y, z)))
  const target = inTurned(
    (u, w, v) => Math.sqrt((u - centre[0]) ** 2 + (w - centre[1]) ** 2 + (v - centre[2]) ** 2) - radiusMm,
  )
  const blocked = inTurned(wall)
  const expected = inTurned(exact)
  const { mm } = await engine.geodesic(target, blocked, limitMm, quietJob)
  const shadow: number[] = []
  const straight: number[] = []
  let leaked = 0
  let missed = 0
  mm.forEach((value, offset) => {
    const phi = target.mm[offset] ?? Number.NaN
    const length = expected.mm[offset] ?? Number.NaN
    if ((blocked.mm[offset] ?? 0) < 0 || phi <= 0) return
    if (value < Number.POSITIVE_INFINITY && length > limitMm + 1) leaked++
    if (value === Number.POSITIVE_INFINITY && length < limitMm - 0.5) missed++
    if (value === Number.POSITIVE_INFINITY || length > limitMm) return
    if (length - phi > 1e-3) shadow.push(value - length)
    else if (length - phi <= 1e-3) straight.push(value - phi)
  })
  return { ...errorFigures(shadow), straight: errorFigures(straight), leaked, missed }
}

const roundWalls = (turn: Turn, walls: readonly Rectangle[]) => {
  const path = shortestPath(walls, [centre[0], centre[2]])
  return compare(
    turn,
    4,
    10,
    (u, _w, v) => walls.reduce((least, wall) => Math.min(least, rectangleDistance(wall, [u, v])), far),
    (u, w, v) => Math.sqrt(path([u, v]) ** 2 + (w - centre[1]) ** 2) - 4,
  )
}

/** The shortest way through a round hole in a plate, by the best points on its two rims. */
const throughHole = (radiusMm: number, thicknessMm: number): Space => {
  const half = thicknessMm / 2
  type Spot = readonly [number, number, number]
  const between = (a: Spot, b: Spot) => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2)
  const passes = (a: Spot, b: Spot): boolean =>
    [-half, half].every((level) => {
      if (Math.min(a[2], b[2]) > level || Math.max(a[2], b[2]) < level || a[2] === b[2]) return true
      const t = (level - a[2]) / (b[2] - a[2])
      return (a[0] + t * (b[0] - a[0])) ** 2 + (a[1] + t * (b[1] - a[1])) ** 2 <= radiusMm ** 2 + 1e-7
    })
  const rim = (angle: number, level: number): Spot => [radiusMm * Math.cos(angle), radiusMm * Math.sin(angle), level]
  const least = (length: (angle: number) => number): number => {
    let best = 0
    for (let step = 1; step < 32; step++) if (length((step * Math.PI) / 16) < length(best)) best = (step * Math.PI) / 16
    for (let width = Math.PI / 16; width > 1e-4; width /= 2)
      for (const angle of [best - width, best + width]) if (length(angle) < length(best)) best = angle
    return length(best)
  }
  const source: Spot = [centre[0], centre[1], centre[2]]
  let visited = 0
  const isSampled = (): boolean => visited++ % 11 === 0 // the search over two rims is slow
  return (u, w, v) => {
    const to: Spot = [u, w, v]
    if (between(source, to) > 12.5) return far
    if (!isSampled()) return Number.NaN
    if (passes(source, to) || v <= -half) return between(source, to) - 4
    const near = least((a) =>
      passes(rim(a, -half), to) ? between(source, rim(a, -half)) + between(rim(a, -half), to) : far,
    )
    const away = least((a) =>
      passes(source, rim(a, half)) ? between(source, rim(a, half)) + between(rim(a, half), to) : far,
    )
    const both = least((a) =>
      least((b) => between(source, rim(a, -half)) + between(rim(a, -half), rim(b, half)) + between(rim(b, half), to)),
    )
    return Math.min(near, away, both) - 4
  }
}

const turns: readonly Turn[] = [
  [0, 0],
  [17, 10],
  [30, 18],
]

describe('round the end of a wall the path is right', () => {
  test.each([0.1, 0.2, 0.5, 1, 3].flatMap((thicknessMm) => turns.map((turn) => ({ thicknessMm, turn }))))(
    '$thicknessMm mm thick, turned by $turn degrees',
    async ({ thicknessMm, turn }) => {
      const figures = await roundWalls(turn, [{ u0: -far, u1: 0.4, v0: -0.5, v1: -0.5 + thicknessMm }])
      expect(figures.count).toBeGreaterThan(1500)
      expect(figures.straight.count).toBeGreaterThan(50_000)
      expect(figures).toMatchObject({ leaked: 0, missed: 0 })
      expect(figures.straight).toMatchObject({ p95Mm: 0, lowestMm: 0 })
      expect(figures.straight.meanMm).toBeLessThan(0.001)
      expect(figures.meanMm).toBeLessThan(thicknessMm < 0.2 ? 0.12 : 0.1)
      expect(figures.p95Mm).toBeLessThan(0.2)
      expect(figures.lowestMm).toBeGreaterThan(-0.1)
    },
  )
})

describe('round two walls, turning both ways', () => {
  test.each(turns)('turned by %d and %d degrees', async (...turn) => {
    const figures = await roundWalls(turn, [
      { u0: -far, u1: 0.4, v0: -1.5, v1: -1 },
      { u0: -1.5, u1: far, v0: 1, v1: 1.5 },
    ])
    expect(figures.count).toBeGreaterThan(1500)
    expect(figures).toMatchObject({ leaked: 0, missed: 0 })
    expect(figures.p95Mm).toBeLessThan(0.2)
    expect(figures.lowestMm).toBeGreaterThan(-0.1)
  })
})

describe('through a round hole in a plate', () => {
  test.each([
    { holeMm: 4, thicknessMm: 0.5, turn: [0, 0] as Turn },
    { holeMm: 1.5, thicknessMm: 0.5, turn: [17, 10] as Turn },
    { holeMm: 1.5, thicknessMm: 1, turn: [30, 18] as Turn },
  ])('of radius $holeMm mm, $thicknessMm mm thick, turned by $turn degrees', async ({ holeMm, thicknessMm, turn }) => {
    const plate: Rectangle = { u0: -far, u1: -holeMm, v0: -thicknessMm / 2, v1: thicknessMm / 2 }
    const figures = await compare(
      turn,
      4,
      7.5,
      (u, w, v) => rectangleDistance(plate, [-Math.sqrt(u * u + w * w), v]),
      throughHole(holeMm, thicknessMm),
    )
    expect(figures.count).toBeGreaterThan(50)
    expect(figures.leaked).toBe(0)
    expect(figures.missed).toBeLessThanOrEqual(1)
    expect(figures.p95Mm).toBeLessThan(0.2)
    expect(figures.lowestMm).toBeGreaterThan(-0.1)
  })
})
