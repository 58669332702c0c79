import { describe, expect, test } from 'vitest'
import type { ProposalRequest } from '../../../../src/core/proposal/index.js'
import { HEAD, inputsOf, refusal, resolve, rolesOf, setOf } from './support.js'

const asked = (request: ProposalRequest) => resolve({ targets: ['rGTV'], ...request })
const six = { leftMm: 5, rightMm: 4, anteriorMm: 3, posteriorMm: 0, superiorMm: 6, inferiorMm: 7 }

describe('defaults', () => {
  test('the consensus margin, air below -465 HU from 0.2 cm3, no bone, a grid of 0.5 mm, smoothing of 0.5 mm', () => {
    const { recipe } = asked({})
    expect(recipe).toMatchObject({
      margin: { is: 'isotropic', mm: 5 },
      air: { belowHu: -465, minimumCm3: 0.2, blocks: false },
      bone: null,
      gridMm: 0.5,
      tidy: { islandCm3: 0.05, smoothMm: 0.5 },
      contours: { maxPoints: 400 },
    })
  })

  test('roles by name: what blocks, what is subtracted, what is kept; helpers and strangers are ignored', () => {
    expect(rolesOf(asked({}))).toEqual({
      rGTV: { is: 'target' },
      TumorBed: { is: 'ignore' },
      Brainstem: { is: 'organ', marginMm: 0, blocks: true, cutsTarget: false },
      SpinalCord_PRV05: { is: 'ignore' },
      Parotid_L: { is: 'organ', marginMm: 0, blocks: false, cutsTarget: false },
      A_Carotid_L: { is: 'keep-and-warn' },
      Bone_Clivus: { is: 'barrier', cutsTarget: false },
      External: { is: 'body', retractionMm: 0 },
      Couch: { is: 'ignore' },
      Hollow: { is: 'ignore' },
      Iso: { is: 'ignore' },
    })
  })

  test('a word of the user overrides the role by name, ROI by ROI', () => {
    const roles = rolesOf(
      asked({ exclude: ['Brainstem:2'], barrier: ['Parotid_L'], body: 'External:3', ignore: ['Bone_Clivus'] }),
    )
    expect(roles).toMatchObject({
      Brainstem: { is: 'organ', marginMm: 2, blocks: false },
      Parotid_L: { is: 'barrier' },
      External: { is: 'body', retractionMm: 3 },
      Bone_Clivus: { is: 'ignore' },
      A_Carotid_L: { is: 'keep-and-warn' },
    })
  })

  test('without defaults only what is said plays a part', () => {
    const roles = rolesOf(asked({ useDefaults: false, block: ['Brainstem:1'] }))
    expect(Object.values(roles).filter((r) => r.is !== 'ignore')).toEqual([
      { is: 'target' },
      { is: 'organ', marginMm: 1, blocks: true, cutsTarget: false },
    ])
  })

  test('of two body outlines one is used', () => {
    const roles = rolesOf(resolve({ targets: ['GTV'] }, inputsOf([setOf('b.dcm', ['GTV', 'BODY', 'Skin'])])))
    expect(roles).toMatchObject({ BODY: { is: 'body' }, Skin: { is: 'ignore' } })
  })

  test('an exclusion cuts the target only where that is said', () => {
    expect(rolesOf(asked({ cutTarget: ['Brainstem'] }))).toMatchObject({
      Brainstem: { cutsTarget: true },
      Bone_Clivus: { cutsTarget: false },
    })
    expect(refusal(() => asked({ cutTarget: ['A_Carotid_L'] })).code).toBe('value/conflict')
  })
})

describe('refused values', () => {
  test.each<[string, ProposalRequest, string]>([
    ['a negative margin', { marginMm: -0.1 }, 'value/out-of-range'],
    ['a margin over 30 mm', { marginMm: 30.01 }, 'value/out-of-range'],
    ['a margin that is no number', { marginMm: Number.NaN }, 'value/out-of-range'],
    ['an infinite margin', { marginMm: Number.POSITIVE_INFINITY }, 'value/out-of-range'],
    ['one bad margin of six', { marginLrapsiMm: { ...six, inferiorMm: 31 } }, 'value/out-of-range'],
    ['both forms of margin', { marginMm: 5, marginLrapsiMm: six }, 'value/conflict'],
    ['a block beside six margins', { marginLrapsiMm: six, block: ['Brainstem'] }, 'value/conflict'],
    ['a barrier beside six margins', { marginLrapsiMm: six, barrier: ['Parotid_L'] }, 'value/conflict'],
    ['blocking air beside six margins', { marginLrapsiMm: six, airBlocks: true }, 'value/conflict'],
    ['blocking air without air', { airBelowHu: null, airBlocks: true }, 'value/conflict'],
    ['air that is tissue', { airBelowHu: -100 }, 'value/out-of-range'],
    ['bone that is tissue', { boneAboveHu: 60 }, 'value/out-of-range'],
    ['a concern under the margin', { marginMm: 6, concern: ['Couch:5.9'] }, 'value/conflict'],
    ['a retraction over 30 mm', { body: 'External:31' }, 'value/out-of-range'],
    ['two roles for one ROI', { exclude: ['Brainstem'], block: ['#3'] }, 'value/conflict'],
    ['an exclusion without contours', { exclude: ['Hollow'] }, 'roi/no-contours'],
    ['an exclusion of a point', { exclude: ['Iso'] }, 'roi/not-a-solid'],
  ])('%s', (_, request, code) => {
    expect(refusal(() => asked(request)).code).toBe(code)
  })

  test('a target without contours is empty', () => {
    expect(refusal(() => resolve({ targets: ['Hollow'] })).code).toBe('target/empty')
  })

  test('no target at all', () => {
    expect(refusal(() => resolve({})).code).toBe('usage/missing')
  })

  test('an image that is not CT has no air and no bone by CT number', () => {
    const mr = inputsOf([HEAD], [], 'none')
    expect(refusal(() => resolve({ targets: ['rGTV'] }, mr)).code).toBe('image/not-ct')
    expect(refusal(() => resolve({ targets: ['rGTV'], airBelowHu: null, boneAboveHu: 400 }, mr)).code).toBe(
      'image/not-ct',
    )
    expect(resolve({ targets: ['rGTV'], airBelowHu: null }, mr).recipe.air).toBeNull()
  })

  test('the limits themselves are allowed, zero margins too', () => {
    expect(asked({ marginMm: 0 }).recipe.margin).toEqual({ is: 'isotropic', mm: 0 })
    expect(asked({ marginMm: 30, concern: ['Couch:30'] }).recipe.margin).toEqual({ is: 'isotropic', mm: 30 })
    expect(asked({ marginLrapsiMm: six }).recipe.margin).toEqual({ is: 'lrapsi', ...six })
  })
})
