import { describe, expect, test } from 'vitest'
import type { Vec3 } from '../../../../src/core/frame/index.js'
import { describeRecipe, type Recipe } from '../../../../src/core/proposal/index.js'
import * as cf from '../../../support/closed-forms/index.js'
import * as ph from '../../../support/phantom/index.js'
import { contoursOf } from '../../../support/phantom/structures.js'
import { proposePhantom } from '../../../support/propose.js'

const C: Vec3 = [2.6, 40.3, -11.2]
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]
const SLICE_MM = 2.5
const image = ph.acquire(cf.sphere(C, 18), { name: 'drawn', sliceMm: SLICE_MM, columnMm: 1.3, rowMm: 1.1 })
const region = cf.capsule(at(8, 0, -10), at(8, 0, 10), 5)

const phantomOf = (parts: readonly ph.Part[]): ph.Phantom => {
  const p = ph.phantomOf({
    name: 'drawn',
    image,
    parts: [{ name: 'rGTV', shape: cf.sphere(C, 9), role: ph.target }, ...parts],
    margin: ph.isotropic(3),
    air: null,
  })
  return { ...p, recipe: { ...p.recipe, gridMm: 1 } }
}
const plain = phantomOf([])

/** The region's outlines on every `nth` plane, as a user draws them. */
const drawn = (shape: cf.Shape, nth = 1): Recipe['drawn'] => {
  const contours = contoursOf(shape, image).map((c) => Array.from(c.pointsLps))
  const heights = [...new Set(contours.map((loop) => loop[2]))]
  return [{ name: 'Drawn_1', marginMm: 8, loops: contours.filter((loop) => heights.indexOf(loop[2]) % nth === 0) }]
}

describe('an area of concern drawn on the image', () => {
  test('is the same as an ROI with these contours', async () => {
    const asRoi = await proposePhantom(phantomOf([{ name: 'Close', shape: region, role: ph.concern(8) }]))
    const asDrawn = await proposePhantom(plain, { drawn: drawn(region) })
    expect(asDrawn.volumes.solidCm3).toBe(asRoi.volumes.solidCm3)
    expect(asDrawn.contours).toEqual(asRoi.contours)
    expect(asDrawn.achieved.concern).toEqual(asRoi.achieved.concern)
    expect(asDrawn.volumes.solidCm3).toBeGreaterThan((await proposePhantom(plain)).volumes.solidCm3 + 0.5)
  })

  test('is interpolated between two slices far apart, and reaches half a slice past the last', async () => {
    const all = await proposePhantom(plain, { drawn: drawn(region) })
    const every4th = await proposePhantom(plain, { drawn: drawn(region, 4) })
    expect(every4th.findings.map((f) => f.code)).not.toContain('structure/gap')
    // A capsule's sides are straight between its drawn slices; only what lies past the last one is missing.
    expect(Math.abs(every4th.volumes.solidCm3 / all.volumes.solidCm3 - 1)).toBeLessThan(0.01)
    const [first] = drawn(region)
    if (first === undefined) throw new Error('nothing drawn')
    const middle = first.loops.filter((loop) => Math.abs((loop[2] ?? 0) - C[2]) < SLICE_MM / 2)
    const one = await proposePhantom(plain, { drawn: [{ ...first, loops: middle }] })
    expect(one.findings.map((f) => f.code)).toContain('structure/single-plane')
    expect(one.volumes.solidCm3).toBeLessThan(all.volumes.solidCm3)
  })

  test('that misses the target is refused by its name', async () => {
    const far = drawn(cf.sphere(at(14, 0, 0), 3))
    await expect(proposePhantom(plain, { drawn: far })).rejects.toMatchObject({
      code: 'concern/misses-target',
      message: expect.stringContaining('Drawn_1'),
    })
  })

  test('has a margin from 0 to 30 mm and stands in the description', async () => {
    const [first] = drawn(region)
    if (first === undefined) throw new Error('nothing drawn')
    await expect(proposePhantom(plain, { drawn: [{ ...first, marginMm: 31 }] })).rejects.toMatchObject({
      code: 'value/out-of-range',
    })
    expect(describeRecipe({ ...plain.recipe, drawn: [first] })).toContain('8 mm in Drawn_1 (drawn)')
  })
})

describe('a straight path', () => {
  test('subtracts what blocks and takes the tissue behind it', async () => {
    const wall = phantomOf([{ name: 'Dura', shape: cf.box(at(11, 0, 0), [0.6, 16, 16]), role: ph.barrier }])
    const round = await proposePhantom(wall, { margin: ph.isotropic(5) })
    const straight = await proposePhantom(wall, { margin: ph.isotropic(5), path: 'straight' })
    const cm3 = (p: typeof round, reason: string) => p.volumes.byReason.find((r) => r.reason === reason)?.cm3 ?? 0
    expect(cm3(straight, 'barrier:Dura')).toBe(cm3(round, 'barrier:Dura'))
    expect(cm3(round, 'unreachable') + cm3(round, 'beyond-margin')).toBeGreaterThan(0)
    expect(cm3(straight, 'unreachable') + cm3(straight, 'beyond-margin')).toBe(0)
    expect(straight.volumes.solidCm3).toBeGreaterThan(round.volumes.solidCm3)
  })
})
