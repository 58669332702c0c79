import { describe, expect, it } from 'vitest'
import type { Vec3 } from '../../src/core/frame/index.js'
import { type Proposal, StageCache } from '../../src/core/proposal/index.js'
import * as cf from '../support/closed-forms/index.js'
import {
  brief,
  drawingOf,
  evenOddMm2,
  pointsOf,
  statsOf,
  toLoops,
  valueAt,
  voxelsOf,
} from '../support/measure/index.js'
import * as ph from '../support/phantom/index.js'
import { proposePhantom } from '../support/propose.js'

const C: Vec3 = [-31.27, 12.64, 8.91]
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]
const egg = cf.ellipsoid(C, [10, 7.5, 7], cf.turned(20, 30, 10))
const target = (shape: cf.Shape): ph.Part => ({ name: 'rGTV', shape, role: ph.target })

const phantom = (name: string, shape: cf.Shape, image: ph.Acquisition, marginMm: number): ph.Phantom =>
  ph.phantomOf({ name, image, parts: [target(shape)], margin: ph.isotropic(marginMm) })

/** A phantom whose target is what another proposal drew. */
const redrawn = (p: ph.Phantom, proposal: Proposal, marginMm: number): ph.Phantom => {
  const [set] = p.inputs.structureSets
  const [roi] = set?.rois ?? []
  if (!set || !roi) throw new Error('no target')
  const contours = proposal.contours.map((l) => ({ kind: 'CLOSED_PLANAR' as const, pointsLps: l.pointsLps }))
  const inputs = {
    ...p.inputs,
    structureSets: [{ ...set, hash: ph.hashOf(set.hash, String(marginMm)), rois: [{ ...roi, contours }] }],
  }
  return { ...p, inputs, recipe: { ...p.recipe, margin: ph.isotropic(marginMm) } }
}

const between = (a: Proposal, b: Proposal) => {
  const there = drawingOf(b.contours)
  return statsOf(a.contours.flatMap((l) => pointsOf(l.pointsLps).map((v) => toLoops(v, there.get(l.planeIndex) ?? []))))
}

describe('margin 0 changes nothing measurable', () => {
  it.each([
    ['ellipsoid, 2.5 mm slices', egg, 2.5],
    ['sphere, 3 mm slices', cf.sphere(C, 8), 3],
    ['turned box, 2 mm slices', cf.box(C, [7, 6, 8], cf.turned(25, -15, 30)), 2],
  ] as const)('%s', async (name, shape, sliceMm) => {
    const image = ph.acquire(shape, { name: `zero ${name}`, sliceMm, columnMm: 0.8, rowMm: 1.1 })
    const p = await proposePhantom(phantom(`zero ${name}`, shape, image, 0))
    const drawn = new Map(ph.cutsOf(image).map((cut, k) => [k, cf.sectionOf(shape, cut)]))
    const off = statsOf(
      p.contours.flatMap((l) => pointsOf(l.pointsLps).map((v) => toLoops(v, drawn.get(l.planeIndex) ?? []))),
    )
    const area = ph.cutsOf(image).reduce((s, cut, k) => s + evenOddMm2(drawn.get(k) ?? [], cut), 0) * sliceMm
    console.log(
      `margin 0, ${name}: contours off by ${brief(off)} mm, volume ${(100 * (p.volumes.solidCm3 / p.volumes.targetSolidCm3 - 1)).toFixed(3)} %, area ${(100 * ((p.volumes.contourCm3 * 1000) / area - 1)).toFixed(3)} %`,
    )
    expect(off.mean, 'mean distance from the drawn contours, mm').toBeLessThan(0.05)
    expect(off.p95, 'p95 distance from the drawn contours, mm').toBeLessThan(0.2)
    expect(Math.abs(p.volumes.solidCm3 / p.volumes.targetSolidCm3 - 1)).toBeLessThan(0.001)
    expect(Math.abs((p.volumes.contourCm3 * 1000) / area - 1)).toBeLessThan(0.01)
  })
})

describe('expansion', () => {
  it('in two steps equals one step for a convex body', async () => {
    const image = ph.acquire(cf.expand(egg, 6), { name: 'twice', sliceMm: 2 })
    const first = await proposePhantom(phantom('twice', egg, image, 2))
    const second = await proposePhantom(redrawn(phantom('twice', egg, image, 2), first, 3))
    const once = await proposePhantom(phantom('twice', egg, image, 5))
    const off = between(second, once)
    console.log(
      `2 mm then 3 mm against 5 mm: ${brief(off)} mm, volume ${(100 * (second.volumes.solidCm3 / once.volumes.solidCm3 - 1)).toFixed(3)} %`,
    )
    expect(off.mean).toBeLessThan(0.1)
    expect(Math.abs(second.volumes.solidCm3 / once.volumes.solidCm3 - 1)).toBeLessThan(0.01)
  })

  it('distributes over the union of targets', async () => {
    const [a, b] = [cf.sphere(at(-6, 0, -3), 7), cf.sphere(at(6, 3, 4), 6.5)]
    const image = ph.acquire(cf.expand(cf.union(a, b), 6), { name: 'union', sliceMm: 2 })
    const parts = [
      { name: 'rGTV', shape: a, role: ph.target },
      { name: 'Bed', shape: b, role: ph.target },
    ]
    const tidy = { islandCm3: 0, holeCm3: 0, smoothMm: 0 }
    const both = await proposePhantom(ph.phantomOf({ name: 'union', image, parts, tidy }))
    const one = await proposePhantom(ph.phantomOf({ name: 'union a', image, parts: [target(a)], tidy }))
    const other = await proposePhantom(ph.phantomOf({ name: 'union b', image, parts: [target(b)], tidy }))
    let worst = 0
    let n = 0
    for (const [q, mm] of voxelsOf(both.field)) {
      const least = Math.min(valueAt(one.field, q), valueAt(other.field, q))
      if (Math.abs(mm) > 0.4 && Math.abs(least) > 0.4) continue
      worst = Math.max(worst, Math.abs(mm - least))
      n++
    }
    console.log(`union: largest difference near the surface ${worst.toFixed(4)} mm over ${n} voxels`)
    expect(n).toBeGreaterThan(5000)
    expect(worst).toBeLessThan(0.15)
    expect(both.volumes.solidCm3).toBeLessThan(one.volumes.solidCm3 + other.volumes.solidCm3)
  })

  it('grows with the margin, and a larger margin holds a smaller one', async () => {
    const image = ph.acquire(cf.expand(egg, 9), { name: 'grow', sliceMm: 2.5 })
    const cache = new StageCache()
    const p = phantom('grow', egg, image, 0)
    let before: Proposal | undefined
    for (const mm of [0, 1, 2.5, 5, 6.5, 8]) {
      const next = await proposePhantom(p, { margin: ph.isotropic(mm) }, cache)
      if (before) {
        expect(next.volumes.solidCm3).toBeGreaterThan(before.volumes.solidCm3)
        expect(next.volumes.contourCm3).toBeGreaterThan(before.volumes.contourCm3)
        for (const l of before.contours)
          for (const v of pointsOf(l.pointsLps)) expect(valueAt(next.field, v)).toBeLessThan(0)
      }
      before = next
    }
  })

  it('moves with its input: shifted by whole voxels, the contours shift too', async () => {
    const shift: Vec3 = [9.5, -4, 6]
    const make = (name: string, by: Vec3) => {
      const shape = cf.moved(egg, by)
      const image = ph.acquire(cf.expand(egg, 6), { name: 'here', sliceMm: 2 })
      return phantom(name, shape, { ...image, originMm: cf.add(image.originMm, by) }, 5)
    }
    const here = await proposePhantom(make('here', [0, 0, 0]))
    const there = await proposePhantom(make('there', shift))
    expect(there.contours.length).toBe(here.contours.length)
    const back = {
      ...there,
      contours: there.contours.map((l) => ({
        ...l,
        pointsLps: Float64Array.from(l.pointsLps, (v, i) => v - shift[(i % 3) as 0]),
      })),
    }
    expect(between(back, here).max).toBeLessThan(0.02)
  })
})

describe('the same inputs give the same bytes', () => {
  const nerve = { name: 'Nerve', shape: cf.sphere(at(13, 0, 2), 5), role: ph.organ(1, true) }
  const image = ph.acquire(cf.expand(egg, 6), { name: 'same', sliceMm: 2 })
  const p = ph.phantomOf({
    name: 'same',
    image,
    parts: [target(egg), nerve],
    materials: [{ shape: cf.cylinder(at(-12, 2, 0), [0, 0.1, 1], 4), hu: -970 }],
  })

  it('twice, from the start', async () => {
    const [a, b] = [await proposePhantom(p), await proposePhantom(p)]
    expect(a.key).toBe(b.key)
    expect(a.field.mm).toEqual(b.field.mm)
    expect(a.contours).toEqual(b.contours)
    expect(a.volumes).toEqual(b.volumes)
    expect(a.achieved).toEqual(b.achieved)
    expect(a.reasons.code).toEqual(b.reasons.code)
  })

  it('by way of another margin and the stages kept from it', async () => {
    const cache = new StageCache()
    const other = await proposePhantom(p, { margin: ph.isotropic(3) }, cache)
    const again = await proposePhantom(p, {}, cache)
    const fresh = await proposePhantom(p)
    expect(other.key).not.toBe(again.key)
    expect(again.field.mm).toEqual(fresh.field.mm)
    expect(again.contours).toEqual(fresh.contours)
    expect(again.volumes).toEqual(fresh.volumes)
  })

  it('whatever the order of structure sets', async () => {
    const extra = ph.structureSetOf('another', image, [{ name: 'Other', shape: cf.sphere(C, 3) }])
    const [first] = p.inputs.structureSets
    if (!first) throw new Error('no structure set')
    const one = await proposePhantom({ ...p, inputs: { ...p.inputs, structureSets: [first, extra] } })
    const two = await proposePhantom({ ...p, inputs: { ...p.inputs, structureSets: [extra, first] } })
    expect(two.field.mm).toEqual(one.field.mm)
    expect(two.contours).toEqual(one.contours)
    expect(two.key).toBe(one.key)
  })
})
