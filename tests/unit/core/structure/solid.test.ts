import { describe, expect, test } from 'vitest'
import type { FrameUid, Uid, Vec3 } from '../../../../src/core/frame/index.js'
import { pointLps } from '../../../../src/core/frame/index.js'
import {
  type Contour,
  contourVolumeCm3,
  type Roi,
  roiToSolid,
  solidCentroidLps,
} from '../../../../src/core/structure/index.js'
import type { ImagePlane } from '../../../../src/core/volume/index.js'

const circle = (x: number, y: number, z: number, r: number, kind: Contour['kind'] = 'CLOSED_PLANAR'): Contour => {
  const points = new Float64Array(3 * 48)
  for (let i = 0; i < 48; i++)
    points.set([x + r * Math.cos((i * Math.PI) / 24), y + r * Math.sin((i * Math.PI) / 24), z], 3 * i)
  return { kind, pointsLps: points }
}

const roi = (contours: readonly Contour[]): Roi => ({
  setUid: '1.2.3' as Uid,
  number: 1,
  name: 'rGTV',
  type: 'GTV',
  frame: '1.2.4' as FrameUid,
  contours,
})

const planes = (...z: number[]): ImagePlane[] =>
  z.map((at, k) => ({
    originLps: pointLps(-100, -100, at),
    rowDirection: [1, 0, 0],
    columnDirection: [0, 1, 0],
    normal: [0, 0, 1],
    sopInstanceUid: `1.2.5.${k}` as Uid,
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2' as Uid,
  }))

const source = { planes: [], spacingMm: 2.5, closeBetweenPlanes: false }
const codes = (r: ReturnType<typeof roiToSolid>) => r.findings.map((f) => f.code)

describe('roiToSolid', () => {
  test('two bodies in one ROI are two runs, each with its own ends', () => {
    const far = [0, 2.5, 5, 7.5].flatMap((z) => [circle(0, 0, z, 6), ...(z < 6 ? [circle(40, 0, z, 5)] : [])])
    const { solid } = roiToSolid(roi(far), source)
    expect(solid.runs.map((r) => r.sections.length).sort()).toEqual([3, 4])
    for (const run of solid.runs) expect([run.capBelowMm, run.capAboveMm]).toEqual([2.5, 2.5])
  })

  test('a branch that ends while its body goes on is followed in a run of its own, without caps', () => {
    const legs = [0, 2.5].flatMap((z) => [circle(-8, 0, z, 4), circle(8, 0, z, 4)])
    const contours = [circle(-8, 0, -2.5, 4), ...legs, circle(0, 0, 5, 14), circle(0, 0, 7.5, 14)]
    const { solid } = roiToSolid(roi(contours), source)
    expect(solid.runs.length).toBe(2)
    const [body, branch] = solid.runs
    expect(body?.sections.length).toBe(5)
    expect(branch?.capBelowMm).toBe(0)
    expect(branch?.capAboveMm).toBe(0)
    expect(branch?.sections.map((s) => s.wMm)).toEqual([0, 2.5, 5])
  })

  test('one missing plane is bridged, a wider gap is left open; both are told', () => {
    const one = roiToSolid(roi([0, 2.5, 7.5, 10, 12.5].map((z) => circle(0, 0, z, 6))), source)
    expect(one.solid.runs.length).toBe(1)
    expect(codes(one)).toEqual(['structure/missing-plane'])
    const two = roiToSolid(roi([0, 2.5, 5, 15, 17.5, 20].map((z) => circle(0, 0, z, 6))), source)
    expect(two.solid.runs.length).toBe(2)
    expect(codes(two)).toEqual(['structure/gap'])
  })

  test('uneven slices of the image are no gaps; every other slice drawn is no gap either', () => {
    const z = [0, 1, 2, 9, 16, 17, 18]
    const uneven = roiToSolid(roi(z.map((at) => circle(0, 0, at, 6))), { ...source, planes: planes(...z, 25) })
    expect(codes(uneven)).toEqual([])
    expect(uneven.solid.runs[0]?.capAboveMm).toBe(7)
    const even = Array.from({ length: 13 }, (_, k) => k * 1.25)
    const skipped = roiToSolid(roi([2.5, 5, 7.5, 10].map((at) => circle(0, 0, at, 6))), {
      ...source,
      planes: planes(...even),
    })
    expect(codes(skipped)).toEqual([])
    expect(skipped.solid.runs[0]?.capAboveMm).toBe(2.5)
  })

  test('a contour written twice counts once and is told; a pair of XOR contours cancels', () => {
    const z = [0, 2.5, 5]
    const ring = z.flatMap((at) => [circle(0, 0, at, 6), circle(0, 0, at, 6)])
    const twice = roiToSolid(roi([...ring, circle(0, 0, 0, 6)]), source)
    expect(codes(twice)).toEqual(['structure/repeated-contour'])
    const once = roiToSolid(roi(z.map((at) => circle(0, 0, at, 6))), source)
    expect(twice.solid).toEqual(once.solid)
    const xor = z.flatMap((at) => [
      circle(0, 0, at, 9, 'CLOSEDPLANAR_XOR'),
      ...[1, 2].map(() => circle(0, 0, at, 4, 'CLOSEDPLANAR_XOR')),
    ])
    const sections = roiToSolid(roi(xor), source).solid.runs.flatMap((r) => r.sections)
    expect(sections.map((s) => s.loopsMm.length)).toEqual([1, 1, 1])
  })

  test('three thousand contours on a few planes, most of them repeats, take no time', () => {
    const many = Array.from({ length: 600 }, () => [0, 2.5, 5, 7.5, 10].map((at) => circle(0, 0, at, 6))).flat()
    const start = performance.now()
    expect(roiToSolid(roi(many), source).solid.runs).toHaveLength(1)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test('sections between the planes of the image stay at their own height, and it is told', () => {
    const image = planes(0, 2, 4, 6, 8, 10)
    const { solid, findings } = roiToSolid(roi([2.7, 4.7, 6.7].map((z) => circle(0, 0, z, 6))), {
      ...source,
      planes: image,
    })
    expect(solid.runs.map((r) => r.sections.map((s) => Number(s.wMm.toFixed(9))))).toEqual([[2.7, 4.7, 6.7]])
    expect(findings.map((f) => [f.code, f.message])).toEqual([
      [
        'structure/between-planes',
        "rGTV is drawn between the image's planes in 3 of 3 sections, up to 0.70 mm off: each is used at its own height.",
      ],
    ])
    const rounded = roiToSolid(roi([2.004, 3.996, 6].map((z) => circle(0, 0, z, 6))), { ...source, planes: image })
    expect(codes(rounded)).toEqual([])
  })

  test('sections that lean past each other belong together only where leaning is asked for', () => {
    const wall = [0, 3, 6].map((z) => circle(z * 0.8, 0, z, 1))
    expect(roiToSolid(roi(wall), { ...source, spacingMm: 3 }).solid.runs.length).toBe(3)
    expect(roiToSolid(roi(wall), { ...source, spacingMm: 3, closeBetweenPlanes: true }).solid.runs.length).toBe(1)
  })

  test('oblique planes keep their own normal; centroid and volume are the closed form', () => {
    const c = Math.sqrt(0.75)
    const tilt = (p: Vec3): Vec3 => [p[0], c * p[1] - 0.5 * p[2], 0.5 * p[1] + c * p[2]]
    const contours = [0, 3, 6].map((z) => {
      const flat = circle(10, 20, z, 8)
      const turned = flat.pointsLps.slice()
      for (let i = 0; i < turned.length; i += 3)
        turned.set(tilt([turned[i] as number, turned[i + 1] as number, turned[i + 2] as number]), i)
      return { ...flat, pointsLps: turned }
    })
    const { solid } = roiToSolid(roi(contours), source)
    expect(Math.abs(solid.axes.w[1])).toBeCloseTo(0.5, 9)
    const centre = solidCentroidLps(solid)
    for (const [i, x] of tilt([10, 20, 3]).entries()) expect(centre[i]).toBeCloseTo(x, 6)
    const polygon = (48 / 2) * 64 * Math.sin((2 * Math.PI) / 48)
    expect(contourVolumeCm3(solid.runs[0]?.sections ?? [], 3)).toBeCloseTo((3 * 3 * polygon) / 1000, 6)
  })

  test('refuses what is no solid, by name', () => {
    expect(() => roiToSolid(roi([]), source)).toThrowError(expect.objectContaining({ code: 'roi/no-contours' }))
    expect(() => roiToSolid(roi([circle(0, 0, 0, 5, 'OPEN_PLANAR')]), source)).toThrowError(
      expect.objectContaining({ code: 'roi/not-a-solid' }),
    )
    const bent = circle(0, 0, 0, 5)
    bent.pointsLps[2] = 4
    expect(() => roiToSolid(roi([circle(0, 0, 2.5, 9), bent]), source)).toThrowError(
      expect.objectContaining({ code: 'structure/off-plane' }),
    )
  })
})

describe('planes turned a little', () => {
  /** The images and a wide square on each, turned by a small angle about x. */
  const turnedBy = (degrees: number) => {
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
    const images = planes(0, 2.5, 5).map((p, k): ImagePlane => {
      const w = 2.5 * k
      return {
        ...p,
        originLps: pointLps(-200, -200 * c - w * s, -200 * s + w * c),
        columnDirection: [0, c, s],
        normal: [0, -s, c],
      }
    })
    const corners = [-150, -150, 150, -150, 150, 150, -150, 150]
    const contours = images.map((_, k): Contour => {
      const w = 2.5 * k
      const points = [0, 2, 4, 6].flatMap((n) => {
        const [u, v] = [corners[n] as number, corners[n + 1] as number]
        return [u, v * c - w * s, v * s + w * c]
      })
      return { kind: 'CLOSED_PLANAR', pointsLps: Float64Array.from(points) }
    })
    return { images, contours }
  }

  test.each([0.05, 0.2, 0.5, 0.8, 3])('by %f degrees: a body outline lies on its own planes', (degrees) => {
    const { images, contours } = turnedBy(degrees)
    for (const on of [images, []]) {
      const { solid } = roiToSolid(roi(contours), { ...source, planes: on })
      const heights = solid.runs[0]?.sections.map((x) => Math.abs(x.wMm)) ?? []
      ;[0, 2.5, 5].forEach((w, k) => {
        expect(heights[k]).toBeCloseTo(w, 6)
      })
    }
  })

  test('contours across the rows of an oblique image have axes too', () => {
    const n: Vec3 = [0.6, 0.8, 0]
    const images = planes(0, 2.5).map((p): ImagePlane => ({ ...p, rowDirection: n, columnDirection: [-0.8, 0.6, 0] }))
    const square: Contour = {
      kind: 'CLOSED_PLANAR',
      pointsLps: Float64Array.from([-8, 6, 0, 8, -6, 0, 8, -6, 20, -8, 6, 20]),
    }
    const { solid } = roiToSolid(roi([square]), { ...source, planes: images })
    expect(contourVolumeCm3(solid.runs[0]?.sections ?? [], 2.5)).toBeCloseTo(20 * 20 * 2.5e-3, 9)
  })
})
