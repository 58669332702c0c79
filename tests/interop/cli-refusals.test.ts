import { execFileSync } from 'node:child_process'
import { copyFileSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildCli,
  type CliRun,
  cli,
  namesIn,
  type PrintedError,
  printed,
  ROOT,
  SAMPLE,
  scratchFolder,
} from '../support/cli.js'

const scratch = scratchFolder('refusals')
const spoilt = join(scratch.path, 'spoilt')
const outFolder = join(scratch.path, 'out')
const out = join(outFolder, 'CTV.dcm')
const CT = join(SAMPLE, 'CT')
const RS = join(SAMPLE, 'RS-CT.dcm')
const RS_MR = join(SAMPLE, 'RS-MR.dcm')

beforeAll(() => {
  buildCli()
  mkdirSync(outFolder)
  execFileSync('/usr/bin/python3', [join(ROOT, 'tests/support/python/change_case.py'), SAMPLE, spoilt])
})
afterAll(scratch.remove)

/** One clear line with code, no stack trace, nothing on stdout, nothing written. */
const expectRefused = (run: CliRun, code: string, exit = 1): void => {
  expect(run.stderr).toContain(`[${code}`)
  expect(run.exit).toBe(exit)
  expect(
    run.stderr
      .trimEnd()
      .split('\n')
      .filter((l) => !l.includes('to decide:')),
  ).toHaveLength(1)
  expect(run.stderr).not.toMatch(/\n\s+at |\.js:\d+/)
  expect(run.stdout).toBe('')
  expect(namesIn(outFolder)).toEqual([])
}

const propose = (words: readonly string[], { image = CT, structures = RS } = {}): CliRun =>
  cli(['propose', '--image', image, '--structures', structures, ...words, '--out', out])

describe('series that cannot be planned on', () => {
  test.each([
    ['empty', 'input/no-image'],
    ['text', 'input/no-image'],
    ['truncated-pixels', 'dicom/truncated'],
    ['truncated-header', 'dicom/truncated'],
    ['duplicate-other', 'series/duplicate-slice'],
    ['missing-in-target', 'series/missing-slice'],
    ['mixed-spacing', 'series/mixed-geometry'],
    ['no-ImagePositionPatient', 'dicom/missing-attribute'],
    ['no-ImageOrientationPatient', 'dicom/missing-attribute'],
    ['no-PixelSpacing', 'dicom/missing-attribute'],
    ['no-Rows', 'dicom/missing-attribute'],
    ['no-FrameOfReferenceUID', 'series/no-frame'],
  ])('%s: %s', (folder, code) => {
    expectRefused(propose(['--target', 'TumorBed'], { image: join(spoilt, folder) }), code)
  })

  test('the file and the attribute are named', () => {
    const run = propose(['--target', 'TumorBed'], { image: join(spoilt, 'no-Rows') })
    expect(run.stderr).toContain('Rows (0028,0010)')
    expect(run.stderr).toMatch(/no-Rows\/CT-\d+\.dcm/)
  })

  test('several series without --series are listed, and --series must be one of them', () => {
    const both = join(scratch.path, 'two-series')
    mkdirSync(both)
    for (const folder of ['MR-pre', 'MR-post']) symlinkSync(join(SAMPLE, folder), join(both, folder))
    const run = propose(['--target', 'rGTV'], { image: both })
    expectRefused(run, 'input/several-series')
    expect(run.stderr.match(/MR 2\.25\.\d+ \(3\d images/g)).toHaveLength(2)
    expectRefused(propose(['--target', 'rGTV', '--series', '1.2.3']), 'input/unknown-series')
  })

  test('an MR has no CT numbers: --no-air must be said', () => {
    expectRefused(propose(['--target', 'rGTV'], { image: join(SAMPLE, 'MR-pre'), structures: RS_MR }), 'image/not-ct')
  })
})

describe('structure sets', () => {
  test.each([
    ['RS-truncated.dcm', 'dicom/truncated'],
    ['RS-garbage.dcm', 'dicom/bad-value'],
    ['RS-no-contours.dcm', 'target/empty'],
    ['RS-far-away.dcm', 'target/outside-image'],
    ['RS-other-frame.dcm', 'frame/no-registration'],
  ])('%s: %s', (file, code) => {
    expectRefused(propose(['--target', 'rGTV'], { structures: join(spoilt, file) }), code)
  })

  test('a folder of images is no structure set', () => {
    expectRefused(propose(['--target', 'rGTV'], { structures: CT }), 'input/no-structure-set')
  })

  test('a target on the MR without its registration, and a registration that is none', () => {
    expectRefused(propose(['--target', 'rGTV'], { structures: RS_MR }), 'frame/no-registration')
    expectRefused(propose(['--target', 'rGTV', '--registration', RS], { structures: RS_MR }), 'input/no-registration')
  })
})

describe('words', () => {
  test.each<[readonly string[], string]>([
    [['--margin', '-1'], 'value/out-of-range'],
    [['--margin', '30.5'], 'value/out-of-range'],
    [['--margin', 'NaN'], 'value/out-of-range'],
    [['--margin', 'five'], 'value/out-of-range'],
    [['--margin', '5', '--margin-lrapsi', '5,5,5,5,5,5'], 'value/conflict'],
    [['--margin-lrapsi', '5,5,5,5,5,40'], 'value/out-of-range'],
    [['--margin-lrapsi', '5,5,5,5,5,5', '--barrier', 'Bone_Clivus'], 'value/conflict'],
    [['--air-below', '-400', '--no-air'], 'value/conflict'],
    [['--air-below', '40'], 'value/out-of-range'],
    [['--bone-above', 'much'], 'value/out-of-range'],
    [['--exclude', 'Brainstem:31'], 'value/out-of-range'],
    [['--exclude', 'Brian'], 'roi/unknown'],
    [['--exclude', 'rGTV'], 'value/conflict'],
    [['--cut-target', 'Concern_L'], 'value/conflict'],
    [['--concern', 'Concern_L:3'], 'value/conflict'],
    [['--concern', 'SpinalCord:8'], 'concern/misses-target'],
    [['--ptv', '-3'], 'value/out-of-range'],
    [['--name', 'A_NAME_OF_17_CHAR'], 'output/name-too-long'],
    [['--holes', 'filled'], 'value/out-of-range'],
    [['--date', '2026-02-30'], 'value/out-of-range'],
    [['--report', 'report.pdf'], 'value/out-of-range'],
    [['--protocol', 'nowhere.json'], 'input/not-found'],
  ])('%j: %s', (words, code) => {
    expectRefused(propose(['--target', 'rGTV', ...words]), code)
  })

  test('unknown and ambiguous names list the nearest', () => {
    const run = propose(['--target', 'rGVT'])
    expectRefused(run, 'roi/unknown')
    expect(run.stderr).toContain('nearest are "rGTV"')
  })

  test.each<[readonly string[], string]>([
    [[], 'usage/missing'],
    [['propse'], 'usage/unknown-word'],
    [['propose', '--imgae', CT], 'usage/unknown-word'],
    [['propose', '--image', CT, '--structures', RS, '--out', out], 'usage/missing'],
    [['propose', '--image', CT, '--structures', RS, '--target', 'rGTV', '--out', out, '--margin'], 'usage/malformed'],
    [
      [
        'propose',
        '--image',
        CT,
        '--structures',
        RS,
        '--target',
        'rGTV',
        '--out',
        out,
        '--margin',
        '5',
        '--margin',
        '6',
      ],
      'usage/malformed',
    ],
    [
      ['propose', '--image', CT, '--structures', RS, '--target', 'rGTV', '--out', out, '--margin-lrapsi', '5,5,5'],
      'usage/malformed',
    ],
    [
      ['propose', '--image', CT, '--structures', RS, '--target', 'rGTV', '--out', out, '--concern', 'Concern_L'],
      'usage/malformed',
    ],
    [
      ['propose', '--image', CT, '--structures', RS, '--target', 'rGTV', '--out', out, '--no-air=yes'],
      'usage/malformed',
    ],
    [['inspect'], 'usage/missing'],
    [['compare', RS, RS], 'usage/missing'],
    [['verify', RS, RS], 'usage/unknown-word'],
  ])('%j are not understood: exit 2, %s', (words, code) => {
    expectRefused(cli(words), code, 2)
  })
})

describe('output', () => {
  test('a folder that does not exist', () => {
    const words = ['propose', '--image', CT, '--structures', RS, '--target', 'rGTV']
    expectRefused(cli([...words, '--out', join(scratch.path, 'nowhere', 'CTV.dcm')]), 'output/folder-missing')
    expectRefused(
      cli([...words, '--out', out, '--report', join(scratch.path, 'nowhere', 'r.json')]),
      'output/folder-missing',
    )
    expectRefused(cli([...words, '--out', outFolder]), 'output/not-written')
  })

  test('an input is never overwritten, by its name or by a link to it', () => {
    const input = join(scratch.path, 'RS.dcm')
    copyFileSync(RS, input)
    const link = join(scratch.path, 'link.dcm')
    symlinkSync(input, link)
    const hard = join(scratch.path, 'hard.dcm')
    linkSync(input, hard)
    for (const place of [input, link, hard]) {
      expectRefused(
        cli(['propose', '--image', CT, '--structures', input, '--target', 'rGTV', '--out', place]),
        'output/is-input',
      )
    }
    expect(readFileSync(input).equals(readFileSync(RS))).toBe(true)
  })
})

describe('--json', () => {
  test.each<[readonly string[], string, number]>([
    [['inspect', 'nowhere', '--json'], 'input/not-found', 1],
    [['--json', 'inspect', 'nowhere'], 'input/not-found', 1],
    [['propose', '--json'], 'usage/missing', 2],
    [['nothing', '--json'], 'usage/unknown-word', 2],
    [['check', CT, '--json'], 'check/no-case', 1],
    [['verify', RS, '--json'], 'verify/no-recipe', 1],
    [['compare', RS, RS, '--roi', 'none', '--json'], 'roi/unknown', 1],
  ])('%j prints one object with the refusal, and the line on stderr', (words, code, exit) => {
    const run = cli(words, { cwd: scratch.path })
    expect(run.exit).toBe(exit)
    const { error } = printed<PrintedError>(run)
    expect(Object.keys(error).sort()).toEqual(['attribute', 'code', 'file', 'message', 'remedy'])
    expect(error.code).toBe(code)
    expect(error.remedy).not.toBe('')
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(run.stderr).toContain(error.message)
  })
})

test('names from files cannot move the cursor or add lines', () => {
  const odd = join(scratch.path, 'a\u001b[2Jb\nc')
  writeFileSync(odd, 'no DICOM')
  const run = cli(['inspect', odd])
  expect(run.exit).toBe(1)
  expect(run.stderr.trimEnd()).not.toMatch(/\p{Cc}/u)
})
