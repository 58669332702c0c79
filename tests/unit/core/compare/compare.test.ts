import { describe, expect, test } from 'vitest'
import { type Comparison, compareRois } from '../../../../src/core/compare/index.js'
import { sampleField } from '../../../../src/core/field/index.js'
import {
  applyRigid,
  type FrameUid,
  invertRigid,
  pointLps,
  type Rigid,
  type Uid,
} from '../../../../src/core/frame/index.js'
import { quietJob } from '../../../../src/core/job/index.js'
import { PostopError } from '../../../../src/core/problem/index.js'
import { type Axes, box, capsule, type Shape, sphere, turned } from '../../../support/closed-forms/index.js'
import { testEngine } from '../../../support/engine.js'
import { type Acquisition, acquire, axial, sagittal, structureSetOf, volumeOf } from '../../../support/phantom/index.js'

const taken = (around: Shape, change: Partial<Parameters<typeof acquire>[1]> = {}): Acquisition =>
  acquire(around, { name: 'compare', columnMm: 0.8, rowMm: 1.1, sliceMm: 2, ...change })

const compared = async (a: Shape, b: Shape, image: Acquisition, toleranceMm = 1): Promise<Comparison> => {
  const { rois } = structureSetOf('compare', image, [
    { name: 'A', shape: a },
    { name: 'B', shape: b },
  ])
  const { planes } = volumeOf(image)
  const [roiA, roiB] = rois
  if (roiA === undefined || roiB === undefined) throw new Error('two ROIs were drawn')
  return compareRois({ roi: roiA, planes }, { roi: roiB, planes }, { toleranceMm }, await testEngine(), quietJob)
}

/** Volume that two spheres of radius r share with their centres d apart. */
const lensMm3 = (r: number, d: number): number => (Math.PI * (4 * r + d) * (2 * r - d) ** 2) / 12
const sphereMm3 = (r: number): number => (4 / 3) * Math.PI * r ** 3

const oblique: Axes = turned(17, 11, 23)

describe('two structures as solids', () => {
  test('the same one twice: all in all, no distance', async () => {
    const shape = capsule([0, 0, -8], [6, 3, 9], 7)
    const c = await compared(shape, shape, taken(shape))
    expect(c).toMatchObject({ dsc: 1, surfaceDsc: 1, addedPathLengthMm: 0, centroidShiftMm: [0, 0, 0] })
    for (const mm of [c.hd95Mm, c.hdMm, c.meanSurfaceDistanceMm]) expect(mm).toBeCloseTo(0, 9)
    expect(c.a.solidCm3).toBeCloseTo((shape.volumeMm3 ?? 0) / 1000, 1)
  })

  test('two spheres, shifted: Dice by the closed form of the lens, centroid shift as given', async () => {
    const [r, shift] = [12, [4, -3, 2]] as const
    const d = Math.sqrt(29)
    const [a, b] = [sphere([0.3, 0.2, 0.1], r), sphere([4.3, -2.8, 2.1], r)]
    const c = await compared(a, b, taken(sphere([2, -1, 1], r + 5)))
    expect(c.dsc).toBeCloseTo(lensMm3(r, d) / sphereMm3(r), 2)
    expect(c.a.solidCm3).toBeCloseTo(sphereMm3(r) / 1000, 1)
    expect(c.b.contourCm3 / (sphereMm3(r) / 1000)).toBeCloseTo(1, 2)
    for (const axis of [0, 1, 2] as const) expect(c.centroidShiftMm[axis]).toBeCloseTo(shift[axis], 1)
    // The farthest point of a sphere from another of its size is as far as their centres.
    expect(c.hdMm).toBeGreaterThan(d - 0.15)
    expect(c.hdMm).toBeLessThan(d + 0.15)
    expect(c.a.surfaceCm2 / ((4 * Math.PI * r * r) / 100)).toBeCloseTo(1, 2)
    // From another sphere of its size a sphere's points lie -d to d, and d^2 / 3r in the mean.
    expect(Math.abs(c.signedDistance.minMm + d)).toBeLessThan(0.15)
    expect(Math.abs(c.signedDistance.maxMm - d)).toBeLessThan(0.15)
    expect(Math.abs(c.signedDistance.meanMm - (d * d) / (3 * r))).toBeLessThan(0.05)
  })

  test('slice by slice: two shifted spheres have the areas and the lens of two circles on every plane', async () => {
    const [r, d] = [12, 6]
    const image = taken(sphere([3, 0, 0], r + 5), { sliceMm: 3 })
    const c = await compared(sphere([0, 0, 0], r), sphere([d, 0, 0], r), image)
    expect(c.slices.length).toBeGreaterThan(6)
    expect(c.slices.map((s) => s.planeLps[2])).toEqual([...c.slices.map((s) => s.planeLps[2])].sort((x, y) => x - y))
    let told = 0
    for (const { planeLps, areaACm2, areaBCm2, dsc } of c.slices) {
      const square = r * r - planeLps[2] * planeLps[2]
      // Near the poles half a slice decides what is there at all.
      if (square < 64) continue
      const circle = (Math.PI * square) / 100
      const q = Math.sqrt(square)
      const lens = (2 * square * Math.acos(d / (2 * q)) - (d / 2) * Math.sqrt(4 * square - d * d)) / 100
      expect(Math.abs(areaACm2 / circle - 1)).toBeLessThan(0.01)
      expect(Math.abs(areaBCm2 / circle - 1)).toBeLessThan(0.01)
      expect(Math.abs(dsc - lens / circle)).toBeLessThan(0.01)
      told++
    }
    expect(told).toBeGreaterThan(3)
  })

  test('slice by slice: a box shifted along its width keeps its share, one longer ends alone', async () => {
    const [a, b] = [box([0, 0, 0], [10, 7, 6]), box([2, 0, 0], [10, 7, 10])]
    const image = taken(box([1, 0, 0], [12, 7, 12]), { phase: 0.5 })
    const { slices } = await compared(a, b, image)
    const both = slices.filter((s) => s.areaACm2 > 0)
    expect(both).toHaveLength(6)
    expect(slices).toHaveLength(10)
    for (const s of both) {
      expect(Math.abs(s.areaACm2 - 2.8)).toBeLessThan(0.03)
      expect(Math.abs(s.dsc - 0.9)).toBeLessThan(0.01)
    }
    for (const s of slices.filter((x) => x.areaACm2 === 0)) expect(s.dsc).toBe(0)
  })

  test('one drawn in another frame is carried there: as if drawn here, but for its planes', async () => {
    const [a, b] = [sphere([0, 0, 0], 10), sphere([3, 1, -2], 10)]
    const image = taken(sphere([1, 0, 0], 17))
    const here = await compared(a, b, image)
    const other = '2.25.77' as FrameUid
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)]
    const toFrame: Rigid = {
      from: other,
      to: here.toReference.grid.frame,
      matrix: [c, -s, 0, 12, s, c, 0, -30, 0, 0, 1, 7, 0, 0, 0, 1],
      sourceUid: '2.25.78' as Uid,
    }
    const back = invertRigid(toFrame)
    const { rois } = structureSetOf('compare', image, [
      { name: 'A', shape: a },
      { name: 'B', shape: b },
    ])
    const [roiA, roiB] = rois
    if (roiA === undefined || roiB === undefined) throw new Error('two ROIs were drawn')
    const moved = (p: Float64Array) =>
      Float64Array.from(
        Array.from({ length: p.length / 3 }, (_, i) =>
          applyRigid(back, pointLps(p[3 * i] ?? 0, p[3 * i + 1] ?? 0, p[3 * i + 2] ?? 0)),
        ).flatMap((q) => [q[0], q[1], q[2]]),
      )
    const elsewhere = {
      ...roiB,
      frame: other,
      contours: roiB.contours.map((one) => ({ ...one, pointsLps: moved(one.pointsLps) })),
    }
    const carried = await compareRois(
      { roi: roiA, planes: volumeOf(image).planes },
      { roi: elsewhere, planes: [], toFrame },
      { toleranceMm: 1 },
      await testEngine(),
      quietJob,
    )
    expect(carried.dsc).toBeCloseTo(here.dsc, 3)
    expect(carried.hd95Mm).toBeCloseTo(here.hd95Mm, 1)
    expect(carried.b.contourCm3).toBeCloseTo(here.b.contourCm3, 6)
    for (const axis of [0, 1, 2] as const)
      expect(carried.centroidShiftMm[axis]).toBeCloseTo(here.centroidShiftMm[axis], 6)
    expect(carried.slices.map((x) => x.planeLps)).toEqual(here.slices.map((x) => x.planeLps))
    expect(carried.addedPathLengthMm).toBeNull()
  })

  test('two spheres, one in the other: every distance is the difference of the radii', async () => {
    const c = await compared(sphere([0, 0, 0], 9), sphere([0, 0, 0], 12), taken(sphere([0, 0, 0], 14)))
    expect(Math.abs(c.hd95Mm - 3)).toBeLessThan(0.1)
    expect(Math.abs(c.meanSurfaceDistanceMm - 3)).toBeLessThan(0.05)
    // A is the inner one: all of it lies 3 mm inside B.
    expect(Math.abs(c.signedDistance.p5Mm + 3)).toBeLessThan(0.1)
    expect(Math.abs(c.signedDistance.medianMm + 3)).toBeLessThan(0.05)
    expect(Math.abs(c.signedDistance.p95Mm + 3)).toBeLessThan(0.1)
    // At the poles half a slice is guessed.
    expect(c.signedDistance.minMm).toBeGreaterThan(-3.25)
    expect(c.signedDistance.maxMm).toBeLessThan(-2.75)
    expect(Math.abs(sampleField(c.toReference, pointLps(9, 0, 0)) + 3)).toBeLessThan(0.1)
    expect(c.surfaceDsc).toBe(0)
    expect(c.dsc).toBeCloseTo((2 * 9 ** 3) / (9 ** 3 + 12 ** 3), 2)
  })

  test('the tolerance of the surface Dice is the distance itself', async () => {
    const image = taken(sphere([0, 0, 0], 14))
    const [a, b] = [sphere([0, 0, 0], 10), sphere([0, 0, 0], 11.5)]
    expect((await compared(a, b, image, 1.3)).surfaceDsc).toBeLessThan(0.02)
    expect((await compared(a, b, image, 1.7)).surfaceDsc).toBeGreaterThan(0.98)
  })

  test('HD95 is the larger of the two directions: a spike on one of them counts', async () => {
    const ball = sphere([0, 0, 0], 10)
    const spiked = capsule([0, 0, 0], [30, 0, 0], 10)
    const image = taken(capsule([0, 0, 0], [30, 0, 0], 14))
    const [there, back] = [await compared(ball, spiked, image), await compared(spiked, ball, image)]
    expect(there.hd95Mm).toBeCloseTo(back.hd95Mm, 6)
    expect(there.hd95Mm).toBeGreaterThan(20)
    expect(Math.abs(there.hdMm - 30)).toBeLessThan(0.2)
  })

  test('on a sagittal acquisition the same figures come out', async () => {
    const [a, b] = [box([0, 0, 0], [9, 7, 8], oblique), box([2, 1, -1], [9, 7, 8], oblique)]
    const onAxial = await compared(a, b, taken(sphere([1, 0, 0], 17), { orientation: axial() }))
    const onSagittal = await compared(a, b, taken(sphere([1, 0, 0], 17), { orientation: sagittal }))
    expect(Math.abs(onAxial.dsc - onSagittal.dsc)).toBeLessThan(0.01)
    expect(Math.abs(onAxial.hd95Mm - onSagittal.hd95Mm)).toBeLessThan(0.2)
  })
})

describe('added path length', () => {
  test('a box longer by two planes at each end: the contours of four planes are added', async () => {
    // Every contour of B is a rectangle of 20 x 14 mm.
    const [a, b] = [box([0, 0, 0], [10, 7, 10]), box([0, 0, 0], [10, 7, 14])]
    const c = await compared(a, b, taken(box([0, 0, 0], [10, 7, 14]), { phase: 0.5 }))
    const rectangle = 2 * (20 + 14)
    expect(c.contourLengthMm).toBeCloseTo(14 * rectangle, 0)
    expect(c.addedPathLengthMm).toBeCloseTo(4 * rectangle, 0)
  })

  test('a rectangle wider on one side: its new side and what of the flanks is farther than the tolerance', async () => {
    const [a, b] = [box([0, 0, 0], [10, 7, 6]), box([2, 0, 0], [12, 7, 6])]
    const c = await compared(a, b, taken(box([2, 0, 0], [12, 7, 6]), { phase: 0.5 }))
    const planes = 6
    expect(c.addedPathLengthMm).toBeGreaterThan(planes * (14 + 2 * 3) - 3)
    expect(c.addedPathLengthMm).toBeLessThan(planes * (14 + 2 * 3) + 3)
  })
})

describe('refusals', () => {
  test('structures of different frames of reference', async () => {
    const shape = sphere([0, 0, 0], 8)
    const image = taken(shape)
    const [roi] = structureSetOf('compare', image, [{ name: 'A', shape }]).rois
    if (roi === undefined) throw new Error('a ROI was drawn')
    const other = { ...roi, frame: '2.25.99' as FrameUid }
    const run = compareRois(
      { roi, planes: [] },
      { roi: other, planes: [] },
      { toleranceMm: 1 },
      await testEngine(),
      quietJob,
    )
    await expect(run).rejects.toSatisfy((e) => e instanceof PostopError && e.code === 'frame/mismatch')
  })
})
