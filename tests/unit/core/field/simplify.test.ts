import { describe, expect, test } from 'vitest'
import { simplifyLoop } from '../../../../src/core/field/index.js'

const toSegment = (
  p: readonly [number, number],
  a: readonly [number, number],
  b: readonly [number, number],
): number => {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const t = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)))
  return Math.sqrt((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2)
}
const pairs = (loop: Float64Array): [number, number][] =>
  Array.from({ length: loop.length / 2 }, (_, i) => [loop[2 * i] as number, loop[2 * i + 1] as number])

const circle = Float64Array.from({ length: 2000 }, (_, n) => {
  const angle = (Math.floor(n / 2) * Math.PI) / 500
  return 30 * (n % 2 === 0 ? Math.cos(angle) : Math.sin(angle))
})

describe('fewer points', () => {
  test('of the loop itself, none of the others further off than the tolerance', () => {
    const { loop, toleranceMm } = simplifyLoop(circle, 0.05, 400)
    expect(toleranceMm).toBe(0.05)
    const kept = pairs(loop)
    expect(kept.length).toBeLessThan(70)
    const all = pairs(circle)
    for (const p of kept) expect(all).toContainEqual(p)
    const off = all.map((p) =>
      Math.min(...kept.map((a, i) => toSegment(p, a, kept[(i + 1) % kept.length] as [number, number]))),
    )
    expect(Math.max(...off)).toBeLessThanOrEqual(0.05)
  })

  test('at most as many as asked for, and the tolerance that it took', () => {
    const { loop, toleranceMm } = simplifyLoop(circle, 0.001, 50)
    expect(loop.length / 2).toBeLessThanOrEqual(50)
    expect(toleranceMm).toBeGreaterThan(0.001)
  })

  test('a needle with ragged edges ends as a triangle, and no number of points is too small to end', () => {
    const there = Array.from({ length: 600 }, (_, i) => [i * 0.5, i % 2 === 0 ? 0 : 0.06])
    const back = Array.from({ length: 600 }, (_, i) => [299.5 - i * 0.5, 0.07 + (i % 2 === 0 ? 0.06 : 0)])
    const { loop } = simplifyLoop(Float64Array.from([...there, ...back].flat()), 0.05, 400)
    expect(loop.length / 2).toBeGreaterThanOrEqual(3)
    expect(loop.length / 2).toBeLessThanOrEqual(400)
    expect(simplifyLoop(circle, 0.05, 1).loop.length / 2).toBeLessThanOrEqual(4)
  })
})
