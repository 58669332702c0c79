import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
