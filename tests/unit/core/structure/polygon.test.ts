import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evenOddAreaMm2, loopsHold, signedAreaMm2 } from '../../../../src/core/structure/index.js'

const rectangle = (u: number, v: number, w: number, h: number): Float64Array =>
  Float64Array.of(u, v, u + w, v, u + w, v + h, u, v + h)

describe('polygons', () => {
  test('area is positive counter-clockwise and does not depend on where the loop begins', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 90, noNaN: true }),
        fc.double({ min: 0.1, max: 90, noNaN: true }),
        (w, h) => {
          const loop = rectangle(-300, 250, w, h)
          expect(signedAreaMm2(loop)).toBeCloseTo(w * h, 6)
          const turned = Float64Array.from([...loop.slice(4), ...loop.slice(0, 4)])
          expect(signedAreaMm2(turned)).toBeCloseTo(w * h, 6)
          const back = Float64Array.from(
            [0, 1, 2, 3].reverse().flatMap((i) => [loop[2 * i] as number, loop[2 * i + 1] as number]),
          )
          expect(signedAreaMm2(back)).toBeCloseTo(-w * h, 6)
        },
      ),
    )
  })

  test('a keyhole has the area of its outline less its hole: the bridge cancels', () => {
    const keyhole = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0, 3, 3, 3, 6, 6, 6, 6, 3, 3, 3)
    expect(Math.abs(signedAreaMm2(keyhole))).toBeCloseTo(100 - 9, 9)
  })

  test('an island in a hole counts, a hole does not', () => {
    const loops = [rectangle(0, 0, 20, 20), rectangle(4, 4, 12, 12), rectangle(8, 8, 4, 4)]
    expect(evenOddAreaMm2(loops)).toBeCloseTo(400 - 144 + 16, 9)
    expect(loopsHold(loops, 2, 2)).toBe(true)
    expect(loopsHold(loops, 6, 6)).toBe(false)
    expect(loopsHold(loops, 10, 10)).toBe(true)
    expect(loopsHold(loops, 30, 10)).toBe(false)
  })
})
