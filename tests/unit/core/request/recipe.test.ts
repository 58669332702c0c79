import { describe, expect, test } from 'vitest'
import { describeRecipe, parseNumber, parseRecipe, suggestRoles } from '../../../../src/core/proposal/index.js'
import { nearest } from '../../../../src/core/words/index.js'
import { CT_FRAME, HEAD, refusal, resolve } from './support.js'

describe('recipe', () => {
  test('is read back from its JSON as it was', () => {
    const { recipe } = resolve({ targets: ['rGTV'], accept: ['target/in-organ'] })
    expect(parseRecipe(JSON.stringify(recipe))).toEqual(recipe)
  })

  test.each(['', '[]', '{}', '{"schema":2}'])('is refused as %j', (json) => {
    expect(refusal(() => parseRecipe(json, 'out.dcm'))).toMatchObject({ code: 'recipe/invalid', file: 'out.dcm' })
  })

  test('with a part missing names it', () => {
    const { recipe } = resolve({ targets: ['rGTV'] })
    for (const key of Object.keys(recipe)) {
      const e = refusal(() => parseRecipe(JSON.stringify({ ...recipe, [key]: undefined })))
      expect(e.message).toContain(`"${key}"`)
    }
  })

  test('reads as one line', () => {
    const { recipe } = resolve({
      targets: ['rGTV', 'TumorBed'],
      concern: ['Couch:8'],
      exclude: ['Parotid_L:2'],
      body: 'External:3',
    })
    expect(describeRecipe(recipe)).toBe(
      'rGTV + TumorBed, 5 mm, 8 mm in Couch; minus air below -465 HU; minus Parotid_L+2, Brainstem (blocks), Bone_Clivus (barrier); inside External - 3 mm',
    )
  })
})

test('on the page gross tumour and bed are suggested as targets', () => {
  const roles = suggestRoles([HEAD], CT_FRAME, [])
  expect(roles.filter((a) => a.role.is === 'target').map((a) => a.roi.name)).toEqual(['rGTV', 'TumorBed'])
})

test('nearest counts letters to change', () => {
  expect(nearest('kitten', ['mitten', 'sitting', 'kitchen', 'x'], (s) => s, 3)).toEqual([
    'mitten',
    'kitchen',
    'sitting',
  ])
})

test.each<[string, number]>([
  ['5', 5],
  [' 2.5 ', 2.5],
  ['-.5', -0.5],
  ['1e1', 10],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['5mm', Number.NaN],
  ['', Number.NaN],
  ['0x10', Number.NaN],
  ['1,5', Number.NaN],
])('the number in %j is %d', (text, value) => {
  expect(parseNumber(text)).toBe(value)
})
