import { describe, expect, it } from 'vitest'
import { dot, type Vec3 } from '../../../src/core/frame/index.js'
import * as cf from '../../support/closed-forms/index.js'

const axial = (z: number): cf.Cut => ({ originMm: [0, 0, z], u: [1, 0, 0], v: [0, 1, 0] })
const tiltedAxes = cf.turned(20, 10)
const tilted: cf.Cut = { originMm: [1, 2, 3], u: tiltedAxes.u, v: tiltedAxes.v }

describe('closed forms measure what they say', () => {
  it('a sphere has its circle as section, on any plane', () => {
    const s = cf.sphere([3, -2, 5], 9)
    const d = dot(cf.sub([3, -2, 5], tilted.originMm), tiltedAxes.w)
    const loops = cf.sectionOf(s, tilted)
    expect(loops).toHaveLength(1)
    expect(cf.areaMm2(loops, tilted)).toBeCloseTo(Math.PI * (81 - d * d), 1)
    for (const p of loops[0] as cf.Loop) expect(Math.abs(s.signedMm(p))).toBeLessThan(1e-6)
  })

  it('a ring cut through its middle has a hole', () => {
    const s = cf.torus([0, 0, 0], [0, 0, 1], 12, 4)
    const loops = cf.sectionOf(s, axial(0))
    expect(loops).toHaveLength(2)
    expect(cf.areaMm2(loops, axial(0))).toBeCloseTo(Math.PI * (16 * 16 - 8 * 8), 1)
  })

  it.each([
    ['sphere', cf.sphere([1, 2, 3], 8)],
    ['turned box', cf.box([1, 2, 3], [7, 5, 9], cf.turned(30, 20, 10))],
    ['capsule', cf.capsule([-5, 0, -4], [5, 2, 6], 6)],
    ['torus', cf.torus([0, 0, 0], [0.2, 0.3, 1], 10, 4)],
    ['ellipsoid', cf.ellipsoid([0, 1, 2], [10, 7, 5], cf.turned(10, 25, 40))],
    ['cap', cf.cap([0, 0, 0], 9, [1, 0, 0], 3)],
  ])('volume by quadrature of a $0 agrees with its formula within 0.01 %', (_, s) => {
    const { volumeMm3, ...open } = s
    expect(cf.volumeMm3(open) / (volumeMm3 as number)).toBeCloseTo(1, 3.7)
  })

  it.each([
    ['turned box', cf.box([1, 2, 3], [7, 5, 9], cf.turned(30, 20, 10))],
    ['cap', cf.cap([0, 0, 0], 9, [1, 1, 0], -3)],
    ['ellipsoid', cf.ellipsoid([0, 1, 2], [10, 7, 5], cf.turned(10, 25, 40))],
    ['sum of a ball and octants', cf.expand(cf.octants([1, 0, 2], [2, 5, 3, 3, 0, 8]), 6)],
  ])('the signed distance of a $0 has slope 1 outside and its foot lies on the surface', (_, s) => {
    for (const d of cf.directions(60)) {
      const p: Vec3 = [20 * d[0] + 1, 20 * d[1], 20 * d[2]]
      const f = s.signedMm(p)
      const g = cf.gradientOf(s, p)
      expect(Math.sqrt(dot(g, g))).toBeCloseTo(1, 3)
      expect(Math.abs(s.signedMm(cf.mad(p, g, -f)))).toBeLessThan(2e-3)
    }
  })

  it('a ball plus the same margin every way is the larger ball', () => {
    const s = cf.expand(cf.octants([0, 0, 0], [5, 5, 5, 5, 5, 5]), 6)
    for (const d of cf.directions(40)) expect(s.signedMm(cf.scale(d, 13))).toBeCloseTo(2, 5)
  })

  it('distance to a cut body is never below the true one: the wedge of two planes', () => {
    const wedge = cf.intersect(cf.halfSpace([0, 0, 0], [1, 0, 0]), cf.halfSpace([0, 0, 0], [0, 1, 0]))
    expect(cf.surfaceDistanceMm(wedge, [3, 4, 7])).toBeCloseTo(5, 4)
    expect(cf.surfaceDistanceMm(wedge, [-1, -2, 7])).toBeCloseTo(1, 4)
  })

  it('a detour over an edge unfolds: right angles by Pythagoras', () => {
    const way = cf.roundEdge(
      { centre: [-3, 0, 4], radiusMm: 2 },
      { onEdge: [0, 0, 0], normal: [0, 0, 1], freeWay: [1, 0, 0], thicknessMm: 2e-6 },
    )
    expect(way([-3, 0, -4])).toBeCloseTo(10 - 2, 4)
    expect(way([-3, 7.5, -4])).toBeCloseTo(12.5 - 2, 4)
    expect(way([3, 0, 4])).toBeCloseTo(6 - 2, 9)
    const thick = cf.roundEdge(
      { centre: [-3, 0, 5], radiusMm: 2 },
      { onEdge: [0, 0, 0], normal: [0, 0, 1], freeWay: [1, 0, 0], thicknessMm: 2 },
    )
    expect(thick([-3, 0, -5])).toBeCloseTo(5 + 2 + 5 - 2, 9)
  })

  it('a detour through a hole is straight on its axis and bends at its rim off it', () => {
    const way = cf.throughHole(
      { centre: [0, 0, 6], radiusMm: 2 },
      { centre: [0, 0, 0], normal: [0, 0, 1], holeRadiusMm: 3, thicknessMm: 2 },
    )
    expect(way([0, 0, -4])).toBeCloseTo(8, 6)
    expect(way([9, 0, -1])).toBeCloseTo(Math.sqrt(58) + 6 - 2, 5)
    for (const d of cf.directions(30)) {
      const p: Vec3 = [8 * d[0], 8 * d[1], -3 - 3 * Math.abs(d[2])]
      const straight = Math.sqrt(p[0] ** 2 + p[1] ** 2 + (p[2] - 6) ** 2) - 2
      expect(way(p)).toBeGreaterThanOrEqual(straight - 1e-6)
      const rimOnly = (a: number) => {
        const [x, y] = [3 * Math.cos(a), 3 * Math.sin(a)]
        const over = (z: number) => Math.sqrt(x * x + y * y + (z - 6) ** 2)
        return over(1) + 2 + Math.sqrt((p[0] - x) ** 2 + (p[1] - y) ** 2 + (p[2] + 1) ** 2) - 2
      }
      expect(way(p)).toBeLessThanOrEqual(rimOnly(Math.atan2(p[1], p[0])) + 1e-6)
    }
  })
})
