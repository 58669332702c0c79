import { describe, expect, test } from 'vitest'
import type { Vec3 } from '../../../../src/core/frame/index.js'
import { joinedToReached } from '../../../../src/core/proposal/reach.js'
import * as cf from '../../../support/closed-forms/index.js'
import * as ph from '../../../support/phantom/index.js'
import { proposePhantom } from '../../../support/propose.js'
import { fieldOf, lattice } from './support/hand-made.js'

const grid = lattice(24)

describe('free space that no way was measured to', () => {
  const normals: readonly Vec3[] = [
    [1, 0, 0],
    [0.8, 0.6, 0],
    [0.48, 0.6, 0.64],
    [1 / 3, -2 / 3, 2 / 3],
  ]

  test.each(normals)('is sealed by a sheet without thickness across (%f, %f, %f), and by nothing else', (a, b, c) => {
    const side = fieldOf(grid, ([x, y, z]) => a * (x - 11.3) + b * (y - 11.6) + c * (z - 11.1))
    const sheet = { grid, mm: side.mm.map(Math.abs) }
    const free = side.mm.map((d) => (d < -6 ? 5 : Number.POSITIVE_INFINITY))
    const joined = joinedToReached(free, sheet)
    const wrong = [0, 0]
    side.mm.forEach((d, n) => {
      if (free[n] !== Number.POSITIVE_INFINITY) return
      // On the near side a voxel within a tenth of one of the sheet may count as closed in by it, and one at the grid's edge too.
      const edge = [n % 24, Math.floor(n / 24) % 24, Math.floor(n / 576)].some((i) => i === 0 || i === 23)
      if (d < 0 && (d > -0.1 || edge)) return
      if (d > 0 && joined(n)) wrong[0] = (wrong[0] ?? 0) + 1
      if (d < 0 && !joined(n)) wrong[1] = (wrong[1] ?? 0) + 1
    })
    expect(wrong).toEqual([0, 0])
  })

  test('is joined through a hole of 3 mm, asked in any order', () => {
    const wall = fieldOf(grid, ([x, y, z]) =>
      Math.max(Math.abs(x - 11.5) - 1, 1.5 - Math.sqrt((y - 12) * (y - 12) + (z - 12) * (z - 12))),
    )
    const free = fieldOf(grid, ([x]) => (x < 4 ? 5 : Number.POSITIVE_INFINITY)).mm
    const [there, back] = [joinedToReached(free, wall), joinedToReached(free, wall)]
    const behind = Array.from({ length: 24 ** 3 }, (_, n) => n).filter((n) => n % 24 > 14)
    expect(behind.every((n) => there(n))).toBe(true)
    expect([...behind].reverse().every((n) => back(n))).toBe(true)
  })
})

describe('behind a wall the reason is whether there is a way round, whatever the margin', () => {
  const C: Vec3 = [12.3, -7.6, 31.9]
  const image = ph.acquire(cf.sphere(C, 30), { name: 'way round', sliceMm: 2 })
  const ball = cf.sphere(C, 6)
  const cm3 = async (wall: cf.Shape, marginMm: number): Promise<[number, number]> => {
    const p = ph.phantomOf({
      name: 'way round',
      image,
      parts: [
        { name: 'rGTV', shape: ball, role: ph.target },
        { name: 'Wall', shape: wall, role: ph.barrier },
      ],
      margin: ph.isotropic(marginMm),
    })
    const { volumes } = await proposePhantom({ ...p, recipe: { ...p.recipe, gridMm: 1 } })
    const of = (reason: string) => volumes.byReason.find((r) => r.reason === reason)?.cm3 ?? 0
    return [of('beyond-margin'), of('unreachable')]
  }

  test.each([5, 8, 15, 18])('past a plate, %d mm', async (marginMm) => {
    const [beyond, unreachable] = await cm3(cf.box([C[0], C[1] + 8, C[2]], [13, 1, 13]), marginMm)
    expect(beyond).toBeGreaterThan(0.1)
    expect(unreachable).toBe(0)
  })

  test.each([5, 15])('out of a shell without a way, %d mm', async (marginMm) => {
    const shell = cf.subtract(cf.sphere(C, 10), cf.sphere(C, 8))
    const [beyond, unreachable] = await cm3(shell, marginMm)
    expect(beyond).toBe(0)
    expect(unreachable).toBeGreaterThan(0.5)
  })
})
