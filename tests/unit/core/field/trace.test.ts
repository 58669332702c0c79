import { describe, expect, test } from 'vitest'
import {
  type Field,
  gridOfBox,
  sampleField,
  simplifyLoop,
  solidVolumeMm3,
  tracePlane,
} from '../../../../src/core/field/index.js'
import { type FrameUid, indexIjk, indexToLps, pointLps, type Vec3 } from '../../../../src/core/frame/index.js'
import { signedAreaMm2 } from '../../../../src/core/structure/index.js'

const fieldOf = (signedMm: (p: Vec3) => number, halfMm = 16, spacingMm = 0.5): Field => {
  const n = Math.round(halfMm / spacingMm)
  const grid = gridOfBox('1.2' as FrameUid, { from: [-n, -n, -n], to: [n, n, n] }, spacingMm)
  const mm = new Float32Array((2 * n + 1) ** 3)
  for (let k = 0, o = 0; k <= 2 * n; k++)
    for (let j = 0; j <= 2 * n; j++)
      for (let i = 0; i <= 2 * n; i++, o++) mm[o] = signedMm(indexToLps(grid, indexIjk(i, j, k)))
  return { grid, mm }
}
const length = (p: Vec3) => Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2])
const ball = (r: number) => fieldOf((p) => length([p[0] - 0.13, p[1] + 0.21, p[2] - 0.07]) - r)

describe('level sets of a field', () => {
  test('on an axial plane between two grid layers every vertex lies within 0.02 mm of the sphere, inside on the left', () => {
    const loops = tracePlane(ball(9.3), {
      originLps: pointLps(-40, -40, 3.31),
      uDirection: [1, 0, 0],
      vDirection: [0, 1, 0],
    })
    expect(loops.length).toBe(1)
    const [loop] = loops
    if (loop === undefined) throw new Error('no loop')
    let worst = 0
    for (let i = 0; i < loop.length; i += 2)
      worst = Math.max(
        worst,
        Math.abs(length([(loop[i] as number) - 40.13, (loop[i + 1] as number) - 39.79, 3.24]) - 9.3),
      )
    expect(worst).toBeLessThan(0.02)
    expect(signedAreaMm2(loop)).toBeGreaterThan(0)
    expect(signedAreaMm2(loop) / (Math.PI * (9.3 ** 2 - 3.24 ** 2))).toBeCloseTo(1, 2)
  })

  test.each([
    ['axial, from the left', [-1, 0, 0], [0, 1, 0]],
    ['axial, on its side', [0, -1, 0], [1, 0, 0]],
    ['sagittal', [0, 1, 0], [0, 0, -1]],
    ['coronal', [1, 0, 0], [0, 0, -1]],
    ['coronal, turned by a millionth of a degree', [Math.sqrt(1 - 1e-16), 1e-8, 0], [0, 0, -1]],
  ] as const)('%s: on the sphere within 0.02 mm, whichever way the plane is held', (_, u, v) => {
    const middle: Vec3 = [0.13, -0.21, 0.07]
    const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const
    const offMm = 3.31 - (normal[0] * middle[0] + normal[1] * middle[1] + normal[2] * middle[2])
    const origin = pointLps(3.31 * normal[0], 3.31 * normal[1], 3.31 * normal[2])
    const loops = tracePlane(ball(9.3), { originLps: origin, uDirection: u, vDirection: v })
    expect(loops.length).toBe(1)
    const [loop = new Float64Array()] = loops
    const distances = Array.from({ length: loop.length / 2 }, (__, n) => {
      const [a, b] = [loop[2 * n] as number, loop[2 * n + 1] as number]
      const at = ([0, 1, 2] as const).map((c) => origin[c] + a * u[c] + b * v[c] - middle[c]) as unknown as Vec3
      return length(at)
    })
    expect(Math.max(...distances.map((d) => Math.abs(d - 9.3)))).toBeLessThan(0.02)
    expect(signedAreaMm2(loop)).toBeGreaterThan(0)
    expect(Math.abs(signedAreaMm2(loop) / (Math.PI * (9.3 ** 2 - offMm ** 2)) - 1)).toBeLessThan(0.005)
  })

  test('an oblique cut is as good, and a shell gives an outer loop and a hole', () => {
    const s = Math.SQRT1_2
    const plane = {
      originLps: pointLps(0.13, -0.21, 0.07),
      uDirection: [s, s, 0] as Vec3,
      vDirection: [0, 0, 1] as Vec3,
    }
    const shell = fieldOf((p) => Math.abs(length([p[0] - 0.13, p[1] + 0.21, p[2] - 0.07]) - 9) - 2)
    const areas = tracePlane(shell, plane)
      .map(signedAreaMm2)
      .sort((a, b) => a - b)
    expect(areas.length).toBe(2)
    expect(areas[0]).toBeLessThan(0)
    expect(Math.abs((areas[0] as number) + Math.PI * 49)).toBeLessThan(0.6)
    expect(Math.abs((areas[1] as number) - Math.PI * 121)).toBeLessThan(0.6)
  })

  test('a plane that misses the grid gives nothing; a body cut off by the grid still gives closed loops', () => {
    const cut = { originLps: pointLps(0, 0, 40), uDirection: [1, 0, 0] as Vec3, vDirection: [0, 1, 0] as Vec3 }
    expect(tracePlane(ball(9), cut)).toEqual([])
    const slab = fieldOf((p) => Math.abs(p[0]) - 3)
    const [loop] = tracePlane(slab, { ...cut, originLps: pointLps(0, 0, 0) })
    if (loop === undefined) throw new Error('no loop')
    expect(signedAreaMm2(loop)).toBeGreaterThan(6 * 31)
  })

  test('volume of the solid within 0.03 % for a sphere of 2 cm3, 0.25 % for a box turned off axis (its edges are finer than the grid)', () => {
    expect(Math.abs(solidVolumeMm3(ball(7.8)) / ((4 / 3) * Math.PI * 7.8 ** 3) - 1)).toBeLessThan(3e-4)
    const c = Math.cos(0.5)
    const s = Math.sin(0.5)
    const box = fieldOf((p) =>
      Math.max(Math.abs(c * p[0] + s * p[1]) - 7, Math.abs(-s * p[0] + c * p[1]) - 5, Math.abs(p[2]) - 6),
    )
    expect(Math.abs(solidVolumeMm3(box) / (14 * 10 * 12) - 1)).toBeLessThan(2.5e-3)
  })

  test('sampling is trilinear inside and far outside beyond the grid', () => {
    const plane = fieldOf((p) => 0.6 * p[0] - 0.8 * p[2] + 1)
    expect(sampleField(plane, pointLps(1.23, -4.56, 7.89))).toBeCloseTo(0.6 * 1.23 - 0.8 * 7.89 + 1, 5)
    expect(sampleField(plane, pointLps(0, 17, 0))).toBe(1000)
  })
})

describe('simplifyLoop', () => {
  const circle = Float64Array.from(
    { length: 2000 },
    (_, i) => 20 * (i % 2 === 0 ? Math.cos((i * Math.PI) / 1000) : Math.sin(((i - 1) * Math.PI) / 1000)),
  )

  test('stays within its tolerance and keeps points of the original', () => {
    const { loop, toleranceMm } = simplifyLoop(circle, 0.05, 400)
    expect(toleranceMm).toBe(0.05)
    expect(loop.length / 2).toBeLessThan(80)
    for (let i = 0; i < loop.length; i += 2) {
      const [u, v] = [loop[i] as number, loop[i + 1] as number]
      expect(Math.sqrt(u * u + v * v)).toBeCloseTo(20, 9)
      const j = (i + 2) % loop.length
      const middle = Math.sqrt(((u + (loop[j] as number)) / 2) ** 2 + ((v + (loop[j + 1] as number)) / 2) ** 2)
      expect(20 - middle).toBeLessThanOrEqual(0.05 + 1e-9)
    }
  })

  test('raises the tolerance until the points are few enough, and says to what', () => {
    const { loop, toleranceMm } = simplifyLoop(circle, 0.0001, 60)
    expect(loop.length / 2).toBeLessThanOrEqual(60)
    expect(toleranceMm).toBeGreaterThan(0.0001)
  })
})
