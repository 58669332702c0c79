import { describe, expect, test } from 'vitest'
import { pointLps } from '../../../../src/core/frame/index.js'
import { nearestPoint } from '../../../../src/core/proposal/nearest.js'

/** A seeded sequence in 0 to 1. */
const numbers = (seed: number) => () => {
  seed = (seed * 1664525 + 1013904223) % 4294967296
  return seed / 4294967296
}

describe('the closest of many points', () => {
  test('is the one that looking at all of them finds, inside and outside their box', () => {
    const next = numbers(7)
    const points = Float64Array.from({ length: 3 * 800 }, () => 40 * next() - 20)
    const search = nearestPoint(points)
    for (let n = 0; n < 300; n++) {
      const p = pointLps(90 * next() - 45, 90 * next() - 45, 90 * next() - 45)
      let least = 15
      for (let i = 0; i < points.length; i += 3) {
        const [x, y, z] = [p[0] - (points[i] ?? 0), p[1] - (points[i + 1] ?? 0), p[2] - (points[i + 2] ?? 0)]
        least = Math.min(least, Math.sqrt(x * x + y * y + z * z))
      }
      expect(search(p, 15)).toBeCloseTo(least, 9)
    }
  })

  test('of none is the limit', () => {
    expect(nearestPoint(new Float64Array(0))(pointLps(1, 2, 3), 7)).toBe(7)
  })
})
