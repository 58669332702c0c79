import { beforeAll, describe, expect, test } from 'vitest'
import {
  baseSetOf,
  checkExportOptions,
  EXPORT_DEFAULTS,
  type ExportOptions,
  planExport,
} from '../../../../src/core/export/index.js'
import type { Uid, Vec3 } from '../../../../src/core/frame/index.js'
import { quietJob } from '../../../../src/core/job/index.js'
import { expandProposal, type Proposal } from '../../../../src/core/proposal/index.js'
import * as cf from '../../../support/closed-forms/index.js'
import { testEngine } from '../../../support/engine.js'
import * as ph from '../../../support/phantom/index.js'
import { proposePhantom } from '../../../support/propose.js'

const C: Vec3 = [2.6, 40.3, -11.2]
const image = ph.acquire(cf.sphere(C, 20), { name: 'export', sliceMm: 2, columnMm: 1, rowMm: 1.1 })
const made = ph.phantomOf({ name: 'export', image, parts: [{ name: 'rGTV', shape: cf.sphere(C, 7), role: ph.target }] })
const phantom = { ...made, recipe: { ...made.recipe, gridMm: 1 } }
let proposal: Proposal

const refusalOf = (options: Partial<ExportOptions>): string => {
  try {
    checkExportOptions({ ...EXPORT_DEFAULTS, ...options })
    return 'taken'
  } catch (e) {
    return (e as { readonly code: string }).code
  }
}

beforeAll(async () => {
  proposal = await proposePhantom(phantom)
})

describe('the options of an export', () => {
  test.each([
    [{}, 'taken'],
    [{ name: 'CTV_60Gy_2026_a1' }, 'taken'],
    [{ name: '\u9F3B\u54BD\u764C\u590D\u53D1\u9776\u533A' }, 'taken'],
    [{ name: 'CTV_60Gy_2026_a12' }, 'output/name-too-long'],
    [{ label: 'a label of 17 cha' }, 'output/name-too-long'],
    [{ name: '' }, 'value/out-of-range'],
    [{ name: ' CTV' }, 'value/out-of-range'],
    [{ name: 'CTV\\A' }, 'value/out-of-range'],
    [{ label: 'a\nb' }, 'value/out-of-range'],
    [{ ptvMm: 31 }, 'value/out-of-range'],
    [{ ptvMm: 0 }, 'taken'],
    [{ holes: 'filled' as 'keyhole' }, 'value/out-of-range'],
  ] as const)('%j: %s', (options, said) => {
    expect(refusalOf(options)).toBe(said)
  })
})

describe('what an export contains', () => {
  test('the CTV with its volumes, as a proposal, and the recipe', () => {
    const plan = planExport(proposal, { ...EXPORT_DEFAULTS, name: 'CTV_6000' }, null, null)
    expect(plan.structures).toEqual([
      expect.objectContaining({
        name: 'CTV_6000',
        type: 'CTV',
        solidCm3: proposal.volumes.solidCm3,
        contourCm3: proposal.volumes.contourCm3,
        description: expect.stringMatching(/^Proposal, not approved\. postop-ctv .*: rGTV, 5 mm/),
      }),
    ])
    expect(JSON.parse(plan.recipeJson)).toEqual(JSON.parse(JSON.stringify(proposal.recipe)))
  })

  test('a PTV: the sphere of the CTV grown by its margin, named like it, its margin beside the recipe', async () => {
    const ptv = await expandProposal(phantom.inputs.image, proposal, 4, await testEngine(), quietJob)
    const plan = planExport(proposal, { ...EXPORT_DEFAULTS, name: 'CTV_6000', ptvMm: 4 }, null, ptv)
    const [, grown] = plan.structures
    expect(grown).toMatchObject({ name: 'PTV_6000', type: 'PTV' })
    const truthCm3 = ((4 / 3) * Math.PI * (7 + 5 + 4) ** 3) / 1000
    expect(Math.abs((grown?.solidCm3 ?? 0) / truthCm3 - 1)).toBeLessThan(0.01)
    expect(Math.abs((grown?.contourCm3 ?? 0) / truthCm3 - 1)).toBeLessThan(0.01)
    expect(JSON.parse(plan.recipeJson)).toMatchObject({ ptvMm: 4 })
  })

  test('of other sets those with a target are named first, whatever the order of files', () => {
    const [role] = proposal.recipe.roles
    if (role === undefined) throw new Error('no role')
    const of = (setUid: string, is: 'organ' | 'target' | 'ignore') => ({
      ...role,
      roi: { ...role.roi, setUid: setUid as Uid },
      role: is === 'organ' ? ({ is, marginMm: 0, blocks: false, cutsTarget: false } as const) : ({ is } as const),
    })
    const roles = [
      of('1.1', 'organ'),
      of('1.5', 'target'),
      of('1.2', 'ignore'),
      of('1.3', 'target'),
      of('1.5', 'organ'),
    ]
    const uids = (list: typeof roles) =>
      planExport({ ...proposal, recipe: { ...proposal.recipe, roles: list } }, EXPORT_DEFAULTS, '1.3' as Uid, null)
        .predecessorUids
    expect(uids(roles)).toEqual(['1.5', '1.1'])
    expect(uids([...roles].reverse())).toEqual(['1.5', '1.1'])
  })

  test('the set with a target is copied, before one that names the series, before the first by its UID', () => {
    const [own] = phantom.inputs.structureSets
    if (own === undefined) throw new Error('no structure set')
    const other = (uid: string, series: boolean) => ({
      ...own,
      uid: uid as Uid,
      referencedSeriesUids: series ? [phantom.inputs.image.seriesUid] : [],
    })
    const sets = [
      other('0.1', false),
      other('0.2', true),
      own,
      { ...other('0.0', true), frame: 'x' as never, rois: [] },
    ]
    const found = baseSetOf(sets, phantom.inputs.image, proposal.recipe)
    expect(found.base?.uid).toBe(own.uid)
    expect(found.others.map((set) => set.uid)).toEqual(['0.2', '0.1'])
  })
})
