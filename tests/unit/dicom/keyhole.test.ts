import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyhole } from '../../../src/dicom/write/keyhole.js'
import { contains, orient, type Polygon, signedArea } from '../../../src/dicom/write/polygon.js'

const ring = (cx: number, cy: number, r: number, n: number, wobble: readonly number[] = [0]): Polygon => {
  const out = new Float64Array(2 * n)
  for (let i = 0; i < n; i++) {
    const a = (2 * Math.PI * i) / n
    const radius = r * (1 + (wobble[i % wobble.length] as number))
    out[2 * i] = cx + radius * Math.cos(a)
    out[2 * i + 1] = cy + radius * Math.sin(a)
  }
  return out
}

/** Pairs of edges that cross properly: bridges walked twice lie on each other and do not count. */
const crossings = (p: Polygon): number => {
  const n = p.length / 2
  let count = 0
  for (let a = 0; a < n; a++) {
    for (let c = a + 1; c < n; c++) {
      const b = (a + 1) % n
      const d = (c + 1) % n
      if (orient(p, a, b, p, c) * orient(p, a, b, p, d) < 0 && orient(p, c, d, p, a) * orient(p, c, d, p, b) < 0)
        count++
    }
  }
  return count
}

const requireSameRegion = (outer: Polygon, holes: readonly Polygon[]): Polygon => {
  const { loop, left } = keyhole(outer, holes)
  expect(left).toEqual([])
  const expected = Math.abs(signedArea(outer)) - holes.reduce((sum, h) => sum + Math.abs(signedArea(h)), 0)
  expect(signedArea(loop)).toBeCloseTo(expected, 6)
  expect(crossings(loop)).toBe(0)
  expect(loop.length / 2).toBe(outer.length / 2 + holes.reduce((sum, h) => sum + h.length / 2 + 2, 0))
  for (let i = 0; i < 400; i++) {
    const x = -12 + (24 * (i % 20)) / 19.3
    const y = -12 + (24 * Math.floor(i / 20)) / 19.7
    const inside = contains(outer, x, y) && !holes.some((h) => contains(h, x, y))
    expect(contains(loop, x, y)).toBe(inside)
  }
  return loop
}

describe('keyholes', () => {
  it('join one hole, whatever way either runs', () => {
    const outer = ring(0, 0, 10, 40)
    const hole = ring(2, 1, 4, 24)
    const back = (p: Polygon): Polygon =>
      Float64Array.from({ length: p.length }, (_, i) => p[p.length - 2 - 2 * Math.floor(i / 2) + (i % 2)] as number)
    for (const [o, h] of [
      [outer, hole],
      [back(outer), hole],
      [outer, back(hole)],
      [back(outer), back(hole)],
    ] as const) {
      requireSameRegion(o, [h])
    }
  })

  it('join several holes, some behind others, without a crossing', () => {
    const holes = [
      ring(0, 0, 2, 12),
      ring(5, 0, 1.5, 9),
      ring(-5, 0.3, 2, 15),
      ring(0.2, 5, 1, 6),
      ring(0.1, -5, 1.2, 7),
      ring(3, 3.5, 0.7, 5),
    ]
    requireSameRegion(ring(0, 0, 11, 60), holes)
  })

  it('join a hole that is enclosed by a ring of other holes', () => {
    const around = Array.from({ length: 10 }, (_, i) =>
      ring(5 * Math.cos((i * Math.PI) / 5), 5 * Math.sin((i * Math.PI) / 5), 1.4, 11),
    )
    requireSameRegion(ring(0, 0, 9, 30), [ring(0, 0, 1.5, 8), ...around])
  })

  it('join holes in a concave outer loop', () => {
    const horseshoe = Float64Array.of(-10, -10, 10, -10, 10, 10, 5, 10, 5, -5, -5, -5, -5, 10, -10, 10)
    requireSameRegion(horseshoe, [ring(7.5, 5, 1.5, 9), ring(-7.5, 5, 1.5, 9), ring(0, -7.5, 1, 8)])
  })

  it('join a hole that touches its outer loop in one point', () => {
    const outer = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10)
    const hole = Float64Array.of(0, 0, 3, 6, 6, 3)
    const { loop, left } = keyhole(outer, [hole])
    expect(left).toEqual([])
    expect(signedArea(loop)).toBeCloseTo(100 - Math.abs(signedArea(hole)), 9)
    expect(crossings(loop)).toBe(0)
  })

  it('keep the area and cross nothing for any wobbly outer loop and grid of holes', () => {
    const wobble = fc.array(fc.double({ min: -0.12, max: 0.12, noNaN: true }), { minLength: 3, maxLength: 17 })
    fc.assert(
      fc.property(
        wobble,
        wobble,
        fc.integer({ min: 3, max: 20 }),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0.5, max: 1.3, noNaN: true }),
        (w1, w2, points, count, r) => {
          const holes = Array.from({ length: count }, (_, i) =>
            ring(3 * ((i % 3) - 1), 3 * (Math.floor(i / 3) - 1), r, points, w2),
          )
          requireSameRegion(ring(0, 0, 9, 50, w1), holes)
        },
      ),
      { numRuns: 40 },
    )
  })
})
