import { describe, expect, test } from 'vitest'
import type { FrameUid, Uid, Vec3 } from '../../../../src/core/frame/index.js'
import { type Recipe, recipeFor } from '../../../../src/core/proposal/index.js'
import { recipeKey } from '../../../../src/core/proposal/recipe-key.js'
import * as cf from '../../../support/closed-forms/index.js'
import * as ph from '../../../support/phantom/index.js'
import { proposePhantom } from '../../../support/propose.js'

const C: Vec3 = [2.6, 40.3, -11.2]
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]
const ball = cf.sphere(C, 6)
const image = ph.acquire(cf.sphere(C, 13), { name: 'refusals', sliceMm: 2.5, columnMm: 1.3, rowMm: 1.1 })
const phantom = (parts: readonly ph.Part[] = [], name = 'refusals'): ph.Phantom => {
  const p = ph.phantomOf({ name, image, parts: [{ name: 'rGTV', shape: ball, role: ph.target }, ...parts] })
  return { ...p, recipe: { ...p.recipe, gridMm: 1 } }
}
const plain = phantom()
const refusal = (p: ph.Phantom, change: Partial<Recipe> = {}) =>
  proposePhantom(p, change).then(
    () => 'a proposal',
    (e: { code: string; message: string }) => `${e.code}: ${e.message}`,
  )
const withSets = (p: ph.Phantom, change: (s: ph.Phantom['inputs']['structureSets'][number]) => object): ph.Phantom => ({
  ...p,
  inputs: { ...p.inputs, structureSets: p.inputs.structureSets.map((s) => ({ ...s, ...change(s) })) },
})

describe('refused with what is wrong', () => {
  test.each([
    ['a margin below 0', { margin: ph.isotropic(-1) }, /^value\/out-of-range: .*-1 mm; it must be from 0 to 30 mm/],
    ['a margin above 30', { margin: ph.isotropic(30.5) }, /^value\/out-of-range: .*30.5 mm/],
    ['a margin that is no number', { margin: ph.isotropic(Number.NaN) }, /^value\/out-of-range: .*not a number/],
    [
      'one of six margins above 30',
      {
        margin: {
          is: 'lrapsi',
          leftMm: 1,
          rightMm: 1,
          anteriorMm: 1,
          posteriorMm: 1,
          superiorMm: 31,
          inferiorMm: 1,
        },
      },
      /^value\/out-of-range: .*31 mm/,
    ],
    ['no target', { roles: [] }, /^target\/empty/],
  ] satisfies [string, Partial<Recipe>, RegExp][])('%s', async (_, change, expected) => {
    expect(await refusal(plain, change)).toMatch(expected)
  })

  test('a target or an organ without contours', async () => {
    const bare = withSets(phantom([{ name: 'Nerve', shape: ball, role: ph.organ() }]), (s) => ({
      rois: s.rois.map((r) => (r.name === 'Nerve' ? { ...r, contours: [] } : r)),
    }))
    expect(await refusal(bare)).toMatch(/^roi\/no-contours: Nerve has no contours/)
    const none = withSets(plain, (s) => ({ rois: s.rois.map((r) => ({ ...r, contours: [] })) }))
    expect(await refusal(none)).toMatch(/^target\/empty: rGTV has no contours/)
  })

  test('a target in another frame without a registration', async () => {
    const far = withSets(plain, (s) => ({ rois: s.rois.map((r) => ({ ...r, frame: '1.2.3.4' as FrameUid })) }))
    expect(await refusal(far)).toMatch(/^frame\/no-registration: rGTV/)
  })

  test('a target outside the image', async () => {
    const apart = ph.phantomOf({
      name: 'apart',
      image,
      parts: [{ name: 'rGTV', shape: ball, role: ph.target }],
    })
    const moved = withSets(apart, (s) => ({
      rois: s.rois.map((r) => ({
        ...r,
        contours: r.contours.map((c) => ({ ...c, pointsLps: c.pointsLps.map((v, i) => (i % 3 === 0 ? v + 80 : v)) })),
      })),
    }))
    expect(await refusal({ ...moved, recipe: { ...moved.recipe, gridMm: 1 } })).toMatch(/^target\/outside-image: rGTV/)
  })

  test('an area of concern that misses the target', async () => {
    const p = phantom([{ name: 'Close', shape: cf.sphere(at(9.5, 0, 0), 3), role: ph.concern(8) }])
    expect(await refusal(p)).toMatch(/^concern\/misses-target: .*Close/)
  })

  test('everything subtracted', async () => {
    const over: ph.Part = {
      name: 'Wall',
      shape: cf.sphere(C, 12.5),
      role: { is: 'barrier', cutsTarget: true },
    }
    expect(await refusal(phantom([over]))).toMatch(/^proposal\/everything-subtracted/)
    expect(await refusal(plain, { air: { belowHu: 100, minimumCm3: 0.2, blocks: false } })).toMatch(
      /^proposal\/everything-subtracted/,
    )
  })

  test('more ROIs to subtract than there are codes for reasons', async () => {
    const [target] = plain.recipe.roles
    if (target === undefined) throw new Error('no role')
    const organs = (n: number) => Array.from({ length: n }, () => ({ ...target, role: ph.organ() }))
    expect(await refusal(plain, { roles: [target, ...organs(241)] })).toMatch(
      /^value\/out-of-range: 241 ROIs are to be subtracted; it must be at most 240/,
    )
  })

  test('air or bone by values that are no CT numbers', async () => {
    const mr = { ...plain, inputs: { ...plain.inputs, image: { ...plain.inputs.image, unit: 'none' as const } } }
    expect(await refusal(mr)).toMatch(/^image\/not-ct/)
    expect(await refusal(mr, { air: null, bone: { aboveHu: 400 } })).toMatch(/^image\/not-ct/)
    expect(await refusal(mr, { air: null })).toBe('a proposal')
  })

  test('a slice missing within the target and its margin, not one beyond', async () => {
    const without = (k: number): ph.Phantom => {
      const { image: v } = plain.inputs
      const size = v.grid.size[0] * v.grid.size[1]
      const data = v.data.filter((_, n) => Math.floor(n / size) !== k) as Int16Array
      const drop = <T>(list: readonly T[]): T[] => list.filter((_, n) => n !== k)
      const grid = { ...v.grid, size: [v.grid.size[0], v.grid.size[1], v.grid.size[2] - 1] as const }
      const holed = {
        ...v,
        grid,
        data,
        planes: drop(v.planes),
        slope: drop(v.slope),
        intercept: drop(v.intercept),
        hash: ph.hashOf(v.hash, `${k}`),
        evenlySpaced: false,
      }
      return { ...plain, inputs: { ...plain.inputs, image: holed } }
    }
    const middle = Math.floor(image.slices / 2)
    expect(await refusal(without(middle))).toMatch(/^series\/missing-slice: .*5.00 mm between two slices where 2.50 mm/)
    expect(await refusal(without(middle + 4))).toMatch(/^series\/missing-slice/)
    expect(await refusal(without(middle + 7))).toBe('a proposal')
  })
})

describe('found and told', () => {
  test('a structure set drawn on other images of the same frame is to be decided', async () => {
    const other = withSets(plain, () => ({ referencedImageUids: ['1.2.77.1', '1.2.77.2'] as unknown as Uid[] }))
    const p = await proposePhantom(other)
    expect(p.findings).toContainEqual(
      expect.objectContaining({
        code: 'structure/other-image',
        kind: 'decide',
        message: expect.stringMatching(/2 images of which none is in the planning series/),
      }),
    )
    expect((await proposePhantom(plain)).findings.map((f) => f.code)).not.toContain('structure/other-image')
    const accepted = await proposePhantom(other, { accepted: ['structure/other-image'] })
    expect(accepted.findings.find((f) => f.code === 'structure/other-image')?.accepted).toBe(true)
    expect(accepted.key).toBe(p.key)
  })

  test('so is one of which some images are not here, with how many, and how many contours lie on them', async () => {
    const partly = withSets(plain, (s) => ({ referencedImageUids: [...s.referencedImageUids, '1.2.77.1' as Uid] }))
    const { findings } = await proposePhantom(partly)
    const count = (plain.inputs.structureSets[0]?.referencedImageUids.length ?? 0) + 1
    expect(findings.find((f) => f.code === 'structure/other-image')).toMatchObject({
      kind: 'decide',
      message: `Structure set ${plain.inputs.structureSets[0]?.label} was drawn on ${count} images of which 1 is not in the planning series; only the frame of reference joins them.`,
    })
    const drawn = withSets(partly, (s) => ({
      rois: s.rois.map((r) => ({
        ...r,
        contours: r.contours.map((c, i) => (i < 2 ? { ...c, imageUid: '1.2.77.1' as Uid } : c)),
      })),
    }))
    const contours = drawn.inputs.structureSets[0]?.rois[0]?.contours.length
    const told = (await proposePhantom(drawn)).findings.find((f) => f.code === 'structure/other-image')
    expect(told?.message).toContain(`1 is not in the planning series (2 of the ${contours} contours used here)`)
  })

  test('a body outline that is nowhere near leaves the kept target alone, to be decided', async () => {
    const p = await proposePhantom(phantom([{ name: 'BODY', shape: cf.sphere(at(0, 0, 0), 3), role: ph.body(0) }]))
    expect(p.findings.map((f) => [f.code, f.kind])).toContainEqual(['target/outside-body', 'decide'])
    const moved = withSets(phantom([{ name: 'BODY', shape: ball, role: ph.body(0) }], 'far body'), (s) => ({
      rois: s.rois.map((r) =>
        r.name === 'BODY'
          ? {
              ...r,
              contours: r.contours.map((c) => ({
                ...c,
                pointsLps: c.pointsLps.map((v, i) => (i % 3 === 0 ? v + 300 : v)),
              })),
            }
          : r,
      ),
    }))
    const q = await proposePhantom(moved)
    expect(q.findings.find((f) => f.code === 'target/outside-body')?.message).toMatch(
      /^0\.[89]\d cm3 of the target lie outside BODY/,
    )
    expect(q.volumes.byReason.map((r) => r.reason)).toEqual(['target', 'outside-body'])
  })

  test('the gaps of an ROI that warns or marks are told too', async () => {
    const cut = withSets(
      phantom([
        { name: 'Carotid', shape: cf.capsule(at(8, 0, -12), at(8, 0, 12), 2), role: { is: 'keep-and-warn' } },
        { name: 'Close', shape: cf.capsule(at(-5, 0, -12), at(-5, 0, 12), 2), role: ph.concern(6) },
      ]),
      (s) => ({
        rois: s.rois.map((r) => (r.name === 'rGTV' ? r : { ...r, contours: r.contours.filter((_, k) => k !== 4) })),
      }),
    )
    const told = (await proposePhantom(cut)).findings.filter((f) => f.code === 'structure/missing-plane')
    expect(told.map((f) => f.roi).sort()).toEqual(['Carotid', 'Close'])
  })
})

describe('the key of a recipe', () => {
  const recipe = plain.recipe
  const changes: { readonly [K in Exclude<keyof Recipe, 'accepted' | 'schema'>]: Recipe[K] } = {
    inputs: { ...recipe.inputs, image: { ...recipe.inputs.image, hash: ph.hashOf('other') } },
    roles: recipe.roles.map((a) => ({ ...a, role: { is: 'ignore' } })),
    margin: ph.isotropic(4),
    path: 'straight',
    drawn: [{ name: 'Drawn_1', marginMm: 8, loops: [[0, 0, 0, 9, 0, 0, 9, 9, 0]] }],
    air: { ...ph.AIR, blocks: true },
    bone: { aboveHu: 400 },
    tidy: { ...recipe.tidy, smoothMm: 0.1 },
    gridMm: 0.75,
    contours: { ...recipe.contours, maxPoints: 300 },
    edits: [{ id: '1', on: true, mayEnter: false, do: 'smooth', mm: 1 }],
    software: 'postop-ctv 99',
  }

  test.each(Object.keys(changes))('changes with %s', (name) => {
    const field = name as keyof typeof changes
    expect(recipeKey({ ...recipe, [field]: changes[field] })).not.toBe(recipeKey(recipe))
  })

  test('does not change with what was accepted, nor with the order of the inputs', () => {
    expect(recipeKey({ ...recipe, accepted: ['target/in-organ'] })).toBe(recipeKey(recipe))
    const extra = ph.structureSetOf('second', image, [{ name: 'Other', shape: ball }])
    const sets = [...plain.inputs.structureSets, extra]
    const of = (structureSets: typeof sets) => recipeKey(recipeFor({ ...plain.inputs, structureSets }, recipe))
    expect(of(sets)).toBe(of([...sets].reverse()))
  })
})
