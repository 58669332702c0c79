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
