import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../src/core/problem/index.js'
import {
  buildCli,
  type CliRun,
  cli,
  interruptedCli,
  namesIn,
  printed,
  python,
  SAMPLE,
  scratchFolder,
} from '../support/cli.js'

const scratch = scratchFolder('main-job')
const at = (name: string): string => join(scratch.path, name)
const CASE = ['--image', join(SAMPLE, 'CT'), '--structures', join(SAMPLE, 'RS-CT.dcm')]
const DATE = ['--date', '2026-03-05T09:30:00']

type Figures = {
  readonly out: string
  readonly solidCm3: number
  readonly contourCm3: number
  readonly regionCm3: number
  readonly targetSolidCm3: number
  readonly achievedMarginMinMm: number
  readonly volumeByReason: readonly { readonly reason: string; readonly cm3: number }[]
  readonly roles: readonly {
    readonly roi: string
    readonly role: { readonly is: string }
    readonly by: string
    readonly why: string
  }[]
  readonly findings: readonly Finding[]
  readonly geometryHash: string
  readonly roiName: string
  readonly recipe: { readonly accepted: readonly string[] }
}

type Seen = {
  readonly approval: string
  readonly sop: string
  readonly date: string
  readonly predecessors: readonly string[]
  readonly rois: readonly {
    readonly number: number
    readonly name: string
    readonly type: string
    readonly algorithm: string
    readonly contours: readonly string[]
  }[]
}

const seen = (file: string): Seen => JSON.parse(python('list_rois.py', file)) as Seen

const propose = (words: readonly string[], out: string): CliRun => cli(['propose', ...CASE, ...words, '--out', at(out)])

let main: CliRun

beforeAll(() => {
  buildCli()
  main = propose(
    ['--target', 'rGTV', 'TumorBed', '--concern', 'Concern_L:8', ...DATE, '--report', at('main.json'), '--json'],
    'main.dcm',
  )
})
afterAll(scratch.remove)

describe('propose on the sample', () => {
  test('exits 0 and prints exactly one JSON object, the same as the report', () => {
    expect(main.exit).toBe(0)
    expect(JSON.parse(readFileSync(at('main.json'), 'utf8'))).toEqual(printed(main))
    expect(main.stderr).not.toContain('Error')
  })

  test('the volumes by rule add up to the region', () => {
    const f = printed<Figures>(main)
    const sum = f.volumeByReason.reduce((cm3, v) => cm3 + v.cm3, 0)
    expect(Math.abs(sum - f.regionCm3)).toBeLessThan(0.001 * f.volumeByReason.length)
    expect(f.solidCm3).toBeGreaterThan(f.targetSolidCm3)
    expect(f.volumeByReason.map((v) => v.reason)).toEqual(
      expect.arrayContaining(['target', 'margin', 'concern', 'air', 'barrier:Bone_Clivus']),
    )
  })

  test('every ROI has its role, who said so and why', () => {
    const { roles } = printed<Figures>(main)
    expect(roles).toHaveLength(16)
    const of = (name: string) => roles.find((a) => a.roi === name)
    expect(of('rGTV')).toMatchObject({ role: { is: 'target' }, by: 'user', why: '--target' })
    expect(of('Concern_L')).toMatchObject({ role: { is: 'concern' }, by: 'user' })
    expect(of('Brainstem')).toMatchObject({ role: { is: 'organ' }, by: 'whitelist' })
    expect(of('Bone_Clivus')).toMatchObject({ role: { is: 'barrier' }, by: 'whitelist' })
    for (const a of roles) expect(a.why).not.toBe('')
  })

  test('pydicom reads the originals with their contour strings, and the CTV as the next number, unapproved', () => {
    const before = seen(join(SAMPLE, 'RS-CT.dcm'))
    const after = seen(at('main.dcm'))
    expect(after.rois.slice(0, before.rois.length).map((r) => r.contours)).toEqual(before.rois.map((r) => r.contours))
    expect(after.rois.at(-1)).toMatchObject({
      number: 17,
      name: 'CTV_PROPOSED',
      type: 'CTV',
      algorithm: 'SEMIAUTOMATIC',
    })
    expect(after).toMatchObject({ approval: 'UNAPPROVED', date: '20260305093000', predecessors: [before.sop] })
    expect(after.sop).not.toBe(before.sop)
  })

  test('dciodvfy prints no error', () => {
    const { stdout, stderr } = spawnSync('dciodvfy', [at('main.dcm')], { encoding: 'utf8' })
    expect(`${stdout}${stderr}`.split('\n').filter((l) => l.startsWith('Error'))).toEqual([])
  })

  test('the terminal shows what JSON says, and the report page escapes what comes from files', () => {
    python('change_case.py', SAMPLE, at('spoilt'))
    const run = cli([
      ...['propose', '--image', join(SAMPLE, 'CT'), '--structures', at('spoilt/RS-hostile.dcm'), '--target', 'rGTV'],
      ...[
        '--exclude',
        '<script>alert("1")</script>&',
        ...DATE,
        '--out',
        at('hostile.dcm'),
        '--report',
        at('hostile.html'),
      ],
    ])
    expect(run.exit).toBe(0)
    const page = readFileSync(at('hostile.html'), 'utf8')
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;')
    expect(page).not.toMatch(/(src|href)=/)
    expect(run.stdout).toContain('proposal, UNAPPROVED')
    expect(run.stdout).toMatch(/Volume {5}\d+\.\d\d cm3 as a solid/)
  })
})

describe('the same words', () => {
  test('with the same date give the same bytes, with SOURCE_DATE_EPOCH as with --date, with the files in any order', () => {
    const words = ['--target', 'rGTV', '--margin', '2', '--only-ctv']
    expect(propose([...words, '--date', '2026-03-05T09:30:00'], 'one.dcm').exit).toBe(0)
    const files = namesIn(join(SAMPLE, 'CT'))
      .map((n) => join(SAMPLE, 'CT', n))
      .reverse()
    const run = cli(['propose', '--image', ...files, ...CASE.slice(2), ...words, '--out', at('two.dcm')], {
      env: { SOURCE_DATE_EPOCH: String(Date.UTC(2026, 2, 5, 9, 30, 0) / 1000) },
    })
    expect(run.exit).toBe(0)
    expect(readFileSync(at('two.dcm')).equals(readFileSync(at('one.dcm')))).toBe(true)
    expect(seen(at('one.dcm')).rois.map((r) => r.name)).toEqual(['CTV_PROPOSED'])
  })

  test('an earlier output may be replaced; a taken name gets a suffix', () => {
    const words = ['--target', 'rGTV', '--margin', '2', '--name', 'rgtv', '--ptv', '3', ...DATE]
    writeFileSync(at('again.dcm'), 'an earlier output')
    const run = propose([...words, '--json'], 'again.dcm')
    expect(run.exit).toBe(0)
    const names = seen(at('again.dcm'))
      .rois.slice(16)
      .map((r) => [r.name, r.type])
    expect(names.map(([, type]) => type)).toEqual(['CTV', 'PTV'])
    expect(new Set([...names.map(([name]) => name), 'rGTV']).size).toBe(3)
  })
})

describe('a target on the oblique MR', () => {
  test('is carried by the registration: its centroid is where the CT has it', () => {
    const run = cli([
      ...[
        'propose',
        '--image',
        join(SAMPLE, 'CT'),
        '--structures',
        join(SAMPLE, 'RS-MR.dcm'),
        '--registration',
        join(SAMPLE, 'REG.dcm'),
      ],
      ...['--target', 'rGTV', '--margin', '2', ...DATE, '--out', at('mr.dcm'), '--json'],
    ])
    expect(run.exit).toBe(0)
    const f = printed<Figures & { readonly carried: readonly { readonly afterLps: readonly number[] }[] }>(run)
    const drawn = python('centroid.py', join(SAMPLE, 'RS-CT.dcm'), 'rGTV').trim().split(' ').map(Number)
    const carried = f.carried[0]?.afterLps ?? []
    for (const axis of [0, 1, 2]) expect(Math.abs((carried[axis] ?? Number.NaN) - (drawn[axis] ?? 0))).toBeLessThan(0.5)
    expect(f.findings.map((x) => x.code)).toEqual(expect.arrayContaining(['target/carried', 'structure/none-on-image']))
    expect(seen(at('mr.dcm')).rois.map((r) => r.name)).toEqual(['CTV_PROPOSED'])
  })

  test('by two registrations 2 mm apart is to be decided: both files and the mm; one alone is the choice', () => {
    const [own, shifted] = [join(SAMPLE, 'REG.dcm'), at('spoilt/REG-shifted.dcm')]
    const carriedBy = (...registrations: string[]) => {
      const run = cli([
        ...['propose', '--image', join(SAMPLE, 'CT'), '--structures', join(SAMPLE, 'RS-MR.dcm')],
        ...['--registration', ...registrations, '--target', 'rGTV', '--margin', '1', ...DATE],
        ...['--out', at('two-ways.dcm'), '--json'],
      ])
      const f = printed<Figures & { readonly carried: readonly { readonly afterLps: readonly number[] }[] }>(run)
      const told = f.findings.filter((x) => x.code === 'registration/disagree').map((x) => x.message)
      return { x: f.carried[0]?.afterLps[0] ?? Number.NaN, told, stderr: run.stderr }
    }
    const both = carriedBy(shifted, own)
    expect(both.told).toEqual([
      `${own} and ${shifted} carry rGTV to the planning image up to 2.0 mm apart; ${own} is used.`,
    ])
    expect(both.stderr).toContain('[registration/disagree]')
    const [alone, other] = [carriedBy(own), carriedBy(shifted)]
    expect([...alone.told, ...other.told]).toEqual([])
    expect(both.x).toBe(alone.x)
    expect(other.x - alone.x).toBeCloseTo(2, 3)
  })
})

describe('findings to decide', () => {
  const words = ['--image', join(SAMPLE, 'CT'), '--target', 'rGTV', '--margin', '1', ...DATE, '--json']

  test('stand on stderr and in the findings, exit 0; --accept marks them', () => {
    const structures = ['--structures', at('spoilt/RS-other-images.dcm')]
    const asked = cli(['propose', ...words, ...structures, '--out', at('asked.dcm')])
    expect(asked.exit).toBe(0)
    expect(asked.stderr).toContain('to decide: ')
    expect(asked.stderr).toContain('[structure/other-image]')
    const before = printed<Figures>(asked).findings.find((x) => x.code === 'structure/other-image')
    expect(before).toMatchObject({ kind: 'decide' })
    expect(before?.accepted).toBeUndefined()
    const accepted = cli([
      'propose',
      ...words,
      ...structures,
      '--accept',
      'structure/other-image',
      'target/in-organ',
      '--out',
      at('accepted.dcm'),
    ])
    expect(accepted.stderr).not.toContain('to decide: ')
    const f = printed<Figures>(accepted)
    expect(f.findings.find((x) => x.code === 'structure/other-image')).toMatchObject({ accepted: true })
    expect(f.findings.find((x) => x.code === 'accept/no-such-finding')?.message).toContain('target/in-organ')
    expect(f.recipe.accepted).toEqual(['structure/other-image', 'target/in-organ'])
  })

  test('of a structure set of another patient the two IDs are named', () => {
    const run = cli(['propose', ...words, '--structures', at('spoilt/RS-other-patient.dcm'), '--out', at('whose.dcm')])
    expect(run.exit).toBe(0)
    expect(run.stderr).toMatch(/to decide: .*RS-other-patient\.dcm has Patient ID SOMEONE-ELSE; the planning image has/)
    const found = printed<Figures>(run).findings.filter((x) => x.code === 'patient/differs')
    expect(found).toMatchObject([{ kind: 'decide', attribute: 'PatientID (0010,0020)' }])
  })
})

describe('cancelling', () => {
  test('ends with 130 and leaves nothing behind', async () => {
    mkdirSync(at('cancelled'))
    const words = ['propose', ...CASE, '--target', 'rGTV', 'TumorBed', '--out', at('cancelled/CTV.dcm')]
    const run = await interruptedCli(words, 1500)
    expect(run.exit).toBe(130)
    expect(run.stderr).toContain('[run/cancelled]')
    expect(namesIn(at('cancelled'))).toEqual([])
  })
})
