import { beforeAll, describe, expect, test } from 'vitest'
import type { Cruncher } from '../../../../src/core/field/index.js'
import type { Vec3 } from '../../../../src/core/frame/index.js'
import { quietJob } from '../../../../src/core/job/index.js'
import { neededVoxels, outline, propose, type Recipe, StageCache } from '../../../../src/core/proposal/index.js'
import { cropVolume } from '../../../../src/core/volume/index.js'
import * as cf from '../../../support/closed-forms/index.js'
import { testEngine } from '../../../support/engine.js'
import * as ph from '../../../support/phantom/index.js'

const C: Vec3 = [12.3, -7.6, 31.9]
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]
const image = ph.acquire(cf.sphere(C, 14), { name: 'stages', sliceMm: 2.5, columnMm: 1.1, rowMm: 1.4 })
const phantom = ph.phantomOf({
  name: 'stages',
  image,
  parts: [
    { name: 'rGTV', shape: cf.sphere(C, 6.3), role: ph.target },
    { name: 'TumorBed', shape: cf.sphere(at(4, 2, 1), 5), role: ph.target },
    { name: 'Nerve', shape: cf.sphere(at(12, 0, 0), 4), role: ph.organ(1, true) },
    { name: 'Parotid', shape: cf.sphere(at(0, 12, 0), 4), role: ph.organ(0) },
    { name: 'Carotid', shape: cf.capsule(at(-8, 0, -20), at(-8, 0, 20), 2), role: { is: 'keep-and-warn' } },
    { name: 'Body', shape: cf.capsule(at(0, 0, -20), at(0, 0, 20), 13), role: ph.body(1) },
    { name: 'Close', shape: cf.sphere(at(0, -7, 0), 4), role: ph.concern(8) },
  ],
  materials: [{ shape: cf.cylinder(at(-8, -8, 0), [0, 0, 1], 4), hu: -970 }],
})
const recipe: Recipe = { ...phantom.recipe, gridMm: 1 }
const role = (name: string, change: object): Recipe['roles'] =>
  recipe.roles.map((a) => (a.roi.name === name ? { ...a, role: { ...a.role, ...change } } : a))

/** The real engine, counting what is asked of it. */
const counted = (engine: Cruncher) => {
  const calls: string[] = []
  const count =
    <A extends unknown[], R>(name: string, call: (...args: A) => R) =>
    (...args: A): R => {
      calls.push(name)
      return call(...args)
    }
  const cruncher: Cruncher = {
    signedDistance: count('signedDistance', engine.signedDistance),
    redistance: count('redistance', engine.redistance),
    geodesic: count('geodesic', engine.geodesic),
    expandLrapsi: count('expandLrapsi', engine.expandLrapsi),
    components: count('components', engine.components),
    fillHoles: count('fillHoles', engine.fillHoles),
    threshold: count('threshold', engine.threshold),
    tidy: count('tidy', engine.tidy),
  }
  const take = (): string[] => calls.splice(0).sort()
  return { cruncher, take }
}

describe('stages are keyed by their inputs', () => {
  const cache = new StageCache()
  let engine: ReturnType<typeof counted>
  const run = async (change: Partial<Recipe>) => {
    await propose(phantom.inputs, { ...recipe, ...change }, engine.cruncher, cache, quietJob)
    return engine.take()
  }

  beforeAll(async () => {
    engine = counted(await testEngine())
    expect(await run({})).toEqual([
      'components',
      'geodesic',
      'geodesic',
      // The targets together, air, what the area of concern marks, the CTV for the achieved margin.
      ...Array.from({ length: 4 }, () => 'redistance'),
      ...Array.from({ length: 7 }, () => 'signedDistance'),
      'tidy',
    ])
  })

  test.each([
    ['a new margin', { margin: ph.isotropic(3) }, ['redistance', 'tidy']],
    ['a margin at the end of the slider', { margin: ph.isotropic(15) }, ['redistance', 'tidy']],
    ['another margin of the area of concern', { roles: role('Close', { marginMm: 11 }) }, ['redistance', 'tidy']],
    ['another smoothing', { tidy: { ...recipe.tidy, smoothMm: 0.2 } }, ['redistance', 'tidy']],
    ['the same again', {}, ['redistance', 'tidy']],
  ] as const)('%s computes the last stages only', async (_, change, expected) => {
    expect(await run(change)).toEqual(expected)
  })

  test('another margin of an organ that blocks finds its way anew, the other solids are known', async () => {
    const asked = await run({ roles: role('Nerve', { marginMm: 2 }) })
    expect(asked).toEqual(['geodesic', 'geodesic', 'redistance', 'signedDistance', 'tidy'])
  })

  test('another margin of an organ that only subtracts leaves the ways as they are', async () => {
    expect(await run({ roles: role('Parotid', { marginMm: 2 }) })).toEqual(['redistance', 'signedDistance', 'tidy'])
  })

  test('another air threshold labels the air anew and nothing else', async () => {
    const asked = await run({ air: { ...ph.AIR, belowHu: -400 } })
    expect(asked).toEqual(['components', 'redistance', 'redistance', 'tidy'])
  })

  test.each([
    ['an organ cuts the target', { roles: role('Nerve', { cutsTarget: true }) }],
    ['the body is drawn in further', { roles: role('Body', { retractionMm: 3 }) }],
    ['air is larger', { air: { ...ph.AIR, minimumCm3: 50 } }],
    ['air blocks', { air: { ...ph.AIR, blocks: true } }],
    ['a target is gone', { roles: recipe.roles.filter((a) => a.roi.name !== 'TumorBed') }],
  ] satisfies [string, Partial<Recipe>][])('where %s nothing remembered is mistaken for it', async (_, change) => {
    const whole = { ...recipe, ...change }
    const warm = await outline(phantom.inputs, whole, engine.cruncher, cache, quietJob)
    const fresh = await outline(phantom.inputs, whole, engine.cruncher, new StageCache(), quietJob)
    expect(warm.field.mm).toEqual(fresh.field.mm)
    const usual = await outline(phantom.inputs, recipe, engine.cruncher, cache, quietJob)
    expect(warm.field.mm).not.toEqual(usual.field.mm)
  })
})

test('nothing that is remembered is written: the same proposal after four others', async () => {
  const cache = new StageCache()
  const engine = await testEngine()
  const first = await propose(phantom.inputs, recipe, engine, cache, quietJob)
  const before = structuredClone(first)
  for (const mm of [0, 2, 7, 15])
    await propose(phantom.inputs, { ...recipe, margin: ph.isotropic(mm) }, engine, cache, quietJob)
  const again = await propose(phantom.inputs, recipe, engine, cache, quietJob)
  expect(again).toEqual(before)
  expect(first).toEqual(before)
})

test('the order of ROIs plays no part in the shape', async () => {
  const engine = await testEngine()
  const there = await outline(phantom.inputs, recipe, engine, new StageCache(), quietJob)
  const turned = { ...recipe, roles: [...recipe.roles].reverse() }
  const back = await outline(phantom.inputs, turned, engine, new StageCache(), quietJob)
  expect(back.field.mm).toEqual(there.field.mm)
  expect(back.contours).toEqual(there.contours)
})

describe('the voxels that a recipe reads', () => {
  test('are all that it needs of the image: the same proposal from a crop', async () => {
    const block = neededVoxels(phantom.inputs, recipe)
    if (block === null) throw new Error('the air rule reads voxels')
    const inputs = { ...phantom.inputs, image: cropVolume(phantom.inputs.image, block) }
    const engine = await testEngine()
    const withBone = { ...recipe, bone: { aboveHu: 300 } }
    for (const r of [recipe, withBone]) {
      const [whole, cropped] = [phantom.inputs, inputs].map((i) => outline(i, r, engine, new StageCache(), quietJob))
      expect(await cropped).toEqual(await whole)
    }
  })

  test('are none where no rule looks at CT numbers, and where there is no target', () => {
    expect(neededVoxels(phantom.inputs, { ...recipe, air: null, bone: null })).toBeNull()
    expect(neededVoxels(phantom.inputs, { ...recipe, roles: [] })).toBeNull()
  })
})
