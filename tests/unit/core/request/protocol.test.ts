import { describe, expect, test } from 'vitest'
import { refusal, resolve, rolesOf } from './support.js'

const PROTOCOL = {
  schema: 1,
  name: 'Nasopharynx after surgery',
  target: ['rGTV', 'GTV_Node'],
  margin: 4,
  exclude: ['Parotid_L:2'],
  block: 'Brainstem:1',
  'air-below': -500,
  'bone-above': 400,
  body: 'External:3',
}

describe('protocol', () => {
  test('gives targets, margins and roles; names the case does not have are skipped with a note', () => {
    const r = resolve({ protocol: PROTOCOL })
    expect(r.recipe).toMatchObject({
      margin: { is: 'isotropic', mm: 4 },
      air: { belowHu: -500 },
      bone: { aboveHu: 400 },
    })
    expect(rolesOf(r)).toMatchObject({
      rGTV: { is: 'target' },
      Parotid_L: { is: 'organ', marginMm: 2, blocks: false },
      Brainstem: { is: 'organ', marginMm: 1, blocks: true },
      External: { is: 'body', retractionMm: 3 },
      A_Carotid_L: { is: 'keep-and-warn' },
    })
    expect(r.findings.filter((f) => f.code === 'protocol/name-absent').map((f) => f.message)).toEqual([
      'The protocol names "GTV_Node", which this case does not have.',
    ])
    expect(r.recipe.roles.find((a) => a.roi.name === 'Brainstem')?.by).toBe('protocol')
  })

  test("the user's words come first", () => {
    const r = resolve({
      protocol: PROTOCOL,
      targets: ['TumorBed'],
      marginLrapsiMm: { leftMm: 1, rightMm: 2, anteriorMm: 3, posteriorMm: 4, superiorMm: 5, inferiorMm: 6 },
      exclude: ['Brainstem'],
      airBelowHu: null,
      body: 'Couch',
    })
    expect(r.recipe.margin).toMatchObject({ is: 'lrapsi', leftMm: 1, inferiorMm: 6 })
    expect(r.recipe.air).toBeNull()
    expect(rolesOf(r)).toMatchObject({
      TumorBed: { is: 'target' },
      rGTV: { is: 'target' },
      Brainstem: { is: 'organ', marginMm: 0, blocks: false },
      Couch: { is: 'body' },
      External: { is: 'ignore' },
    })
  })

  test('"no-defaults" drops the roles by name', () => {
    const roles = rolesOf(resolve({ protocol: { target: 'rGTV', 'no-defaults': true } }))
    expect(Object.values(roles).filter((r) => r.is !== 'ignore')).toEqual([{ is: 'target' }])
  })

  test.each<[string, unknown]>([
    ['is no object', ['rGTV']],
    ['has an unknown key', { targets: ['rGTV'] }],
    ['has a later schema', { schema: 2, target: 'rGTV' }],
    ['has a margin in words', { target: 'rGTV', margin: '5' }],
    ['has a number for a name', { target: [1] }],
    ['has null for yes or no', { target: 'rGTV', 'air-blocks': null }],
  ])('that %s is refused', (_, protocol) => {
    expect(refusal(() => resolve({ protocol })).code).toBe('protocol/invalid')
  })

  test('its values are checked like words', () => {
    expect(refusal(() => resolve({ protocol: { target: 'rGTV', margin: 31 } })).code).toBe('value/out-of-range')
    expect(refusal(() => resolve({ protocol: { target: 'rGTV', 'margin-lrapsi': [1, 2, 3] } })).code).toBe(
      'usage/malformed',
    )
  })
})
