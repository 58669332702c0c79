import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCli, cli, namesIn, printed, SAMPLE, scratchFolder } from '../support/cli.js'

type Inspection = {
  readonly files: number
  readonly series: readonly {
    readonly modality: string
    readonly images: number
    readonly sliceSpacingMm: number
    readonly frameUid: string
  }[]
  readonly structureSets: readonly {
    readonly rois: readonly {
      readonly name: string
      readonly suggestedRole: string
      readonly contours: number
      readonly contourCm3: number | null
    }[]
  }[]
  readonly registrations: readonly { readonly matrix: readonly number[] }[]
  readonly problems: readonly { readonly code: string; readonly file: string }[]
}

const scratch = scratchFolder('inspect')
const at = (name: string): string => join(scratch.path, name)

beforeAll(buildCli)
afterAll(scratch.remove)

test('the sample: series, structure sets with their ROIs, registrations', () => {
  const run = cli(['inspect', SAMPLE, '--json'])
  expect(run.exit).toBe(0)
  const i = printed<Inspection>(run)
  expect(i.series.map((s) => [s.modality, s.images, s.sliceSpacingMm])).toEqual([
    ['CT', 60, 2],
    ['MR', 34, 2.75],
    ['MR', 30, 3],
  ])
  const rois = i.structureSets.flatMap((s) => s.rois)
  expect(rois).toHaveLength(17)
  expect(rois.find((r) => r.name === 'Brainstem')?.suggestedRole).toBe('subtracted, blocks')
  expect(rois.find((r) => r.name === 'Concern_L')?.suggestedRole).toBe('plays no part')
  expect(i.registrations.length).toBeGreaterThan(0)
  expect(rois.every((r) => r.contourCm3 !== null && r.contourCm3 > 0)).toBe(true)
  const table = cli(['inspect', SAMPLE]).stdout
  const onCt = rois.find((r) => r.name === 'TumorBed')?.contourCm3 ?? 0
  expect(table).toMatch(new RegExp(`TumorBed .* ${onCt.toFixed(2).replace('.', '\\.')}  target`))
})

test('goes on past bad files at any depth and reports each, once, whatever links lead in a circle', () => {
  mkdirSync(at('deep/er/est'), { recursive: true })
  writeFileSync(at('deep/er/est/slice.dcm'), readFileSync(join(SAMPLE, 'CT', namesIn(join(SAMPLE, 'CT'))[0] ?? '')))
  writeFileSync(at('deep/er/truncated.dcm'), readFileSync(join(SAMPLE, 'RS-CT.dcm')).subarray(0, 5000))
  writeFileSync(at('deep/empty.dcm'), '')
  writeFileSync(at('deep/notes.txt'), 'no DICOM')
  symlinkSync(at('deep'), at('deep/er/round'))
  symlinkSync(at('nowhere'), at('deep/broken'))
  const run = cli(['inspect', at('deep'), '--json'])
  expect(run.exit).toBe(0)
  const i = printed<Inspection>(run)
  expect(i.series.map((s) => s.images)).toEqual([1])
  const codes = Object.fromEntries(i.problems.map((p) => [p.file.replace(`${at('deep')}/`, ''), p.code]))
  expect(codes).toEqual({
    'er/truncated.dcm': 'dicom/truncated',
    'empty.dcm': 'dicom/not-dicom',
    'notes.txt': 'dicom/not-dicom',
    broken: 'input/unreadable',
  })
})

test('nothing readable is a refusal', () => {
  mkdirSync(at('texts'))
  for (const name of ['a.txt', 'b.txt']) writeFileSync(at(join('texts', name)), 'no DICOM')
  const run = cli(['inspect', at('texts')])
  expect(run.exit).toBe(1)
  expect(run.stderr).toContain('[input/nothing-readable')
})

test('a pipe beside the files is never opened', () => {
  mkdirSync(at('pipes'))
  execFileSync('mkfifo', [at('pipes/pipe')])
  writeFileSync(at('pipes/RS.dcm'), readFileSync(join(SAMPLE, 'RS-CT.dcm')))
  const run = cli(['inspect', at('pipes'), '--json'])
  expect(run.exit).toBe(0)
  expect(printed<Inspection>(run).problems.map((p) => [p.code, p.file])).toEqual([
    ['input/unreadable', at('pipes/pipe')],
  ])
})
