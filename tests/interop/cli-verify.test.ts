import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildCli,
  cli,
  type PrintedError,
  printed,
  python,
  SAMPLE,
  SAMPLE_WORDS,
  SMALL_WORDS,
  scratchFolder,
} from '../support/cli.js'

const scratch = scratchFolder('verify')
const at = (name: string): string => join(scratch.path, name)
const inputs = SAMPLE_WORDS

beforeAll(() => {
  buildCli()
  expect(cli(['propose', ...inputs, ...SMALL_WORDS, '--out', at('small.dcm')]).exit).toBe(0)
  python('change_case.py', SAMPLE, at('spoilt'))
})
afterAll(scratch.remove)

test('an output as it was written', () => {
  const run = cli(['verify', at('small.dcm'), ...inputs, '--json'])
  expect(run.exit).toBe(0)
  expect(printed(run)).toMatchObject({
    verified: true,
    changed: [],
    changedOriginals: [],
    notReproduced: [],
    conformance: [],
  })
})

describe('an output with edits by hand', () => {
  type Figures = {
    readonly solidCm3: number
    readonly achievedMarginWorstLps: readonly number[]
    readonly recipeInWords: string
    readonly edits: readonly {
      readonly id: string
      readonly what: string
      readonly on: boolean
      readonly cm3: number
    }[]
    readonly findings: readonly { readonly code: string; readonly kind: string }[]
    readonly recipe: { readonly edits: readonly unknown[] }
  }
  let edits: readonly object[]
  let plain: Figures
  let edited: Figures

  beforeAll(() => {
    plain = printed<Figures>(cli(['propose', ...inputs, ...SMALL_WORDS, '--out', at('plain.dcm'), '--json']))
    const [x = 0, y = 0, z = 0] = plain.achievedMarginWorstLps
    const ball = (pathLps: readonly number[], radiusMm: number) => ({ is: 'sweep', pathLps, radiusMm, flat: null })
    const common = { on: true, mayEnter: false }
    edits = [
      { id: '1', ...common, do: 'take', shape: ball([x, y, z], 3) },
      { id: '2', ...common, do: 'add', shape: ball([x, y, z + 20, x, y, z + 24], 3), mayEnter: true },
      { id: '3', ...common, on: false, do: 'smooth', mm: 1 },
    ]
    writeFileSync(at('edits.json'), JSON.stringify(edits))
    const run = cli([
      'propose',
      ...inputs,
      ...SMALL_WORDS,
      '--edits',
      at('edits.json'),
      '--out',
      at('by-hand.dcm'),
      '--json',
    ])
    expect(run.exit).toBe(0)
    edited = printed<Figures>(run)
  })

  test('says what each did, and that taking of the target is to be decided', () => {
    expect(edited.edits.map(({ id, what, on }) => [id, what, on])).toEqual([
      ['1', 'eraser', true],
      ['2', 'brush', true],
      ['3', 'smoothed by 1 mm', false],
    ])
    const [taken = 0, added = 0, off] = edited.edits.map((e) => e.cm3)
    expect(taken).toBeLessThan(-0.03)
    expect(added).toBeGreaterThan(0.05)
    expect(off).toBe(0)
    expect(Math.abs(edited.solidCm3 - plain.solidCm3 - taken - added)).toBeLessThan(0.001)
    expect(edited.recipeInWords).toMatch(/; edited by hand: 2 edits, [+-]0\.\d\d cm3$/)
    expect(edited.findings.filter((f) => f.kind === 'decide').map((f) => f.code)).toContain('edit/takes-target')
    expect(edited.recipe.edits).toEqual(edits)
  })

  test('holds: the edits are replayed from the file', () => {
    const run = cli(['verify', at('by-hand.dcm'), ...inputs, '--json'])
    expect(run.exit).toBe(0)
    expect(printed(run)).toMatchObject({ verified: true, notReproduced: [] })
  })

  test('does not hold where an edit in the file is another, the contours as they were', () => {
    python('edit_roi.py', at('by-hand.dcm'), at('other-edit.dcm'), 'recipe-radius', '3.5')
    const other = cli(['verify', at('other-edit.dcm'), ...inputs, '--json'])
    expect(other.exit).toBe(1)
    expect(printed<PrintedError>(other).error.code).toBe('verify/not-reproduced')
    python('edit_roi.py', at('by-hand.dcm'), at('no-edit.dcm'), 'recipe-radius', '-1')
    const damaged = cli(['verify', at('no-edit.dcm'), ...inputs, '--json'])
    expect(damaged.exit).toBe(1)
    expect(printed<PrintedError>(damaged).error).toMatchObject({ code: 'recipe/invalid', file: at('no-edit.dcm') })
    expect(printed<PrintedError>(damaged).error.message).toContain('Edit 1 of the recipe')
  })

  test('a file that holds no edits is refused', () => {
    for (const [text, said] of [
      ['{', 'is not JSON'],
      ['{}', 'holds no list'],
      ['[{}]', 'Edit 1'],
    ] as const) {
      writeFileSync(at('bad.json'), text)
      const run = cli([
        'propose',
        ...inputs,
        ...SMALL_WORDS,
        '--edits',
        at('bad.json'),
        '--out',
        at('bad.dcm'),
        '--json',
      ])
      expect(run.exit).toBe(1)
      expect(printed<PrintedError>(run).error).toMatchObject({ code: 'recipe/invalid', file: at('bad.json') })
      expect(printed<PrintedError>(run).error.message).toContain(said)
    }
  })
})

test.each<[string, readonly string[], string]>([
  ['a point of the CTV moved by 1 mm', ['move', 'CTV_PROPOSED', '1'], 'verify/contour-changed'],
  ['a point of the CTV moved by 1 micrometre', ['move', 'CTV_PROPOSED', '0.001'], 'verify/contour-changed'],
  ['a whole contour of the CTV moved by 3 mm', ['shift', 'CTV_PROPOSED', '3'], 'verify/contour-changed'],
  ['a point of an original moved', ['move', 'Brainstem', '1'], 'verify/contour-changed'],
  ['the CTV deleted', ['delete', 'CTV_PROPOSED'], 'verify/contour-changed'],
  ['an original deleted', ['delete', 'Parotid_L'], 'verify/contour-changed'],
  ['the private elements removed', ['strip-private'], 'verify/no-recipe'],
])('%s', (_, edit, code) => {
  python('edit_roi.py', at('small.dcm'), at('edited.dcm'), ...edit)
  const run = cli(['verify', at('edited.dcm'), ...inputs, '--json'])
  expect(run.exit).toBe(1)
  expect(printed<PrintedError>(run).error.code).toBe(code)
  expect(run.stderr).toContain(`[${code}`)
})

describe('what another system writes of our export', () => {
  const compared = (edit: readonly string[]) => {
    python('edit_roi.py', at('small.dcm'), at('theirs.dcm'), ...edit)
    const run = cli(['compare', at('small.dcm'), at('theirs.dcm'), '--roi', 'CTV_PROPOSED', '--json'])
    expect(run.exit).toBe(0)
    return printed<{ readonly dsc: number; readonly hd95Mm: number; readonly centroidShiftLpsMm: readonly number[] }>(
      run,
    )
  }

  test('in another syntax: compare finds nothing moved', () => {
    expect(compared(['rewrite'])).toMatchObject({ dsc: 1, hd95Mm: 0, centroidShiftLpsMm: [0, 0, 0] })
  })

  test('shifted by 3 mm: compare says so, in mm', () => {
    const { dsc, centroidShiftLpsMm } = compared(['shift', 'CTV_PROPOSED', '3'])
    const [left = 0, posterior = 0, superior = 0] = centroidShiftLpsMm
    expect(left).toBeCloseTo(3, 2)
    expect([posterior, superior].map(Math.abs).every((mm) => mm < 0.01)).toBe(true)
    expect(dsc).toBeLessThan(0.9)
  })
})

test('read again as an input, the CTV goes over with its strings and its volume', () => {
  const again = at('again.dcm')
  const words = [...inputs.slice(0, 2), '--structures', at('small.dcm'), ...SMALL_WORDS, '--out', again]
  expect(cli(['propose', ...words]).exit).toBe(0)
  const ctv = (file: string) => {
    const { rois } = JSON.parse(python('list_rois.py', file)) as {
      readonly rois: readonly { readonly name: string; readonly contours: readonly string[] }[]
    }
    return rois.find((roi) => roi.name === 'CTV_PROPOSED')?.contours
  }
  expect(ctv(again)?.length).toBeGreaterThan(3)
  expect(ctv(again)).toEqual(ctv(at('small.dcm')))
  const run = cli(['compare', at('small.dcm'), again, '--roi', 'CTV_PROPOSED', '--json'])
  const { a, b } = printed<{
    readonly a: { readonly contourCm3: number }
    readonly b: { readonly contourCm3: number }
  }>(run)
  expect(b.contourCm3).toBe(a.contourCm3)
})

test('an input it needs is named', () => {
  for (const [words, missing] of [
    [[], '--image'],
    [inputs.slice(0, 2), '--structures'],
    [['--image', join(SAMPLE, 'MR-pre'), ...inputs.slice(2)], '--image'],
  ] as const) {
    const run = cli(['verify', at('small.dcm'), ...words, '--json'])
    expect(run.exit).toBe(1)
    expect(printed<PrintedError>(run).error).toMatchObject({ code: 'verify/input-missing', attribute: missing })
  }
  const other = cli([
    'verify',
    at('small.dcm'),
    ...inputs.slice(0, 2),
    '--structures',
    at('spoilt/RS-hostile.dcm'),
    '--json',
  ])
  expect(printed<PrintedError>(other).error.code).toBe('verify/input-changed')
})
