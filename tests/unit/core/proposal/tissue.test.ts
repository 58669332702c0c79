import { describe, expect, test } from 'vitest'
import { sampleField } from '../../../../src/core/field/index.js'
import { pointLps, type Vec3 } from '../../../../src/core/frame/index.js'
import { quietJob } from '../../../../src/core/job/index.js'
import { airChanges, StageCache, tissue } from '../../../../src/core/proposal/index.js'
import * as cf from '../../../support/closed-forms/index.js'
import { testEngine } from '../../../support/engine.js'
import * as ph from '../../../support/phantom/index.js'
import { proposePhantom } from '../../../support/propose.js'

const C: Vec3 = [2.6, 40.3, -11.2]
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]
const cavity = cf.sphere(at(12, 0, 0), 7)
const bubble = cf.sphere(at(-14, 0, 0), 2)
const rod = cf.capsule(at(0, 14, -8), at(0, 14, 8), 3)

const phantom = ph.phantomOf({
  name: 'tissue',
  image: ph.acquire(cf.sphere(C, 30), { name: 'tissue', sliceMm: 2, columnMm: 1.1, rowMm: 0.9 }),
  materials: [
    { shape: cavity, hu: -1000 },
    { shape: bubble, hu: -1000 },
    { shape: rod, hu: 1000 },
  ],
  parts: [{ name: 'rGTV', shape: cf.sphere(C, 6), role: ph.target }],
})
const recipe = { ...phantom.recipe, gridMm: 1, bone: { aboveHu: 400 } }

describe('air and bone at the thresholds', () => {
  test('have their surfaces at the crossing of the threshold; a bubble of 0.03 cm3 is no air', async () => {
    const found = await tissue(phantom.inputs, recipe, await testEngine(), quietJob)
    const value = (field: typeof found.air, p: Vec3) =>
      field === null ? Number.NaN : sampleField(field, pointLps(p[0], p[1], p[2]))
    for (const n of cf.directions(40)) {
      const on = (centre: Vec3, mm: number): Vec3 =>
        at(centre[0] + mm * n[0], centre[1] + mm * n[1], centre[2] + mm * n[2])
      expect(value(found.air, on([12, 0, 0], 6)), 'within the cavity').toBeLessThan(0)
      expect(value(found.air, on([12, 0, 0], 8.5)), 'outside the cavity').toBeGreaterThan(0)
    }
    expect(
      value(found.air, bubble.minMm.map((x, i) => (x + (bubble.maxMm[i] ?? x)) / 2) as unknown as Vec3),
    ).toBeGreaterThan(0)
    expect(value(found.bone, at(0, 14, 0))).toBeLessThan(0)
    expect(value(found.bone, C)).toBeGreaterThan(0)
  })

  test('lie in the same place on the working grid, where slices are not evenly spaced', async () => {
    const inputs = { ...phantom.inputs, image: { ...phantom.inputs.image, evenlySpaced: false } }
    const found = await tissue(inputs, recipe, await testEngine(), quietJob)
    const even = await tissue(phantom.inputs, recipe, await testEngine(), quietJob)
    for (const what of ['air', 'bone'] as const) {
      const [a, b] = [found[what], even[what]]
      if (a === null || b === null) throw new Error(`no ${what}`)
      let compared = 0
      for (let z = -12; z <= 12; z += 3)
        for (let y = -18; y <= 18; y += 3)
          for (let x = -16; x <= 18; x += 3) {
            const p = at(x, y, z)
            const [here, there] = [a, b].map((f) => sampleField(f, pointLps(p[0], p[1], p[2])))
            if (Math.abs(there ?? 0) < 0.5) continue
            compared++
            expect(Math.sign(here ?? 0), `${what} at ${p.join()}`).toBe(Math.sign(there ?? 0))
          }
      expect(compared).toBeGreaterThan(500)
    }
  })

  test('the histogram counts every voxel near the target once', async () => {
    const { histogram } = await tissue(phantom.inputs, recipe, await testEngine(), quietJob)
    const { fromHu, stepHu, counts } = histogram
    const binOf = (hu: number) => Math.floor((hu - fromHu) / stepHu)
    expect(counts.indexOf(Math.max(...counts)), 'most of it is the body').toBe(binOf(40))
    const [ni, nj, nk] = phantom.inputs.image.grid.size
    const total = counts.reduce((sum, n) => sum + n, 0)
    expect(total).toBeGreaterThan(10_000)
    expect(total).toBeLessThanOrEqual(ni * nj * nk)
    expect(counts[binOf(-1000)], 'the cavity').toBeGreaterThan(500)
  })

  test('nothing is known without a target', async () => {
    const roles = recipe.roles.map((r) => ({ ...r, role: { is: 'ignore' } as const }))
    await expect(tissue(phantom.inputs, { ...recipe, roles }, await testEngine(), quietJob)).rejects.toMatchObject({
      code: 'target/empty',
    })
  })
})

describe('the CTV at other thresholds of air', () => {
  test('is what a proposal at that threshold has', async () => {
    const list = await airChanges(phantom.inputs, recipe, [-565, -365], await testEngine(), new StageCache(), quietJob)
    expect(list.map((c) => c.belowHu)).toEqual([-565, -365])
    for (const { belowHu, solidCm3 } of list) {
      const alone = await proposePhantom(phantom, { ...recipe, air: { ...ph.AIR, belowHu } })
      expect(solidCm3).toBe(alone.volumes.solidCm3)
    }
    const none = await airChanges(
      phantom.inputs,
      { ...recipe, air: null },
      [-565],
      await testEngine(),
      new StageCache(),
      quietJob,
    )
    expect(none).toEqual([])
  })
})
