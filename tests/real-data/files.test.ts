import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { quietJob } from '../../src/core/job/index.js'
import { PostopError } from '../../src/core/problem/index.js'
import { type DicomScan, type ImageSeries, loadVolume, scanFiles } from '../../src/dicom/index.js'
import { folderFiles } from '../support/dicom-folder.js'

const ROOT = resolve(process.env.POSTOP_DATA ?? '../shared/data')

/** What becomes of every file: its kind, then the codes of its refusal or findings. A file that no line names fails. */
const OUTCOMES: readonly (readonly [files: RegExp, outcome: string])[] = [
  [/^breast-tumor-bed\/rtss/, 'structures structure/empty-roi'],
  [/^character-sets\/chrKoreanMulti/, 'other Computed Radiography Image'],
  [/^character-sets\/chr(FrenMulti|Germ|H31|X1)\./, 'other Secondary Capture Image'],
  [/^character-sets\/chrSQEncoding/, 'problem dicom/missing-attribute'],
  [/^ct-head-small\//, 'CT series/no-frame'],
  [/^ct-head-tilt-uneven\//, 'CT image/padding image/sheared-slices image/uneven-slices image/very-thick-slices'],
  [/^ct-mr-thigh-two-frames-mim\/ct\//, 'CT image/very-thick-slices'],
  [/^ct-mr-thigh-two-frames-mim\/mr-t2\//, 'MR image/very-thick-slices'],
  [/^ct-mr-thigh-two-frames-mim\/.+-rtstruct\//, 'structures'],
  [/^ct-mr-thigh-two-frames-mim\/reg\//, 'registration'],
  [/^ct-phantom-mim-rt-utils\/ct_/, 'CT image/padding image/very-thick-slices'],
  [/^ct-phantom-mim-rt-utils\/(rt|non_existent_reference_rt|invalid_reference_rt)\./, 'structures'],
  [/^ct-phantom-oncentra\/CT/, 'CT image/very-thick-slices'],
  [/^ct-phantom-oncentra\/RS/, 'structures'],
  [/^ct-phantom-oncentra\/RD/, 'dose'],
  [/^ct-phantom-oncentra\/RP/, 'plan'],
  [/^ct-synthetic-lung-plastimatch\/image/, 'CT image/very-thick-slices'],
  [/^ct-synthetic-lung-plastimatch\/rtss/, 'structures structure/empty-roi structure/repeated-point'],
  [/^ct-thorax-aria\/image\//, 'CT image/thick-slices'],
  [/^ct-thorax-aria\/rtstruct\//, 'structures'],
  [/^dicomdir\/DICOMDIR/, 'other DICOMDIR'],
  [/^dicomdir\/.+\/CR\d\//, 'other Computed Radiography Image'],
  [/^dicomdir\/77654033\/CT2\//, 'CT image/missing-slice image/padding image/uneven-slices'],
  [/^dicomdir\/98892001\/CT5N\//, 'CT image/padding image/thick-slices'],
  [/^dicomdir\/98892001\/CT2N\//, 'CT series/mixed-geometry'],
  [/^dicomdir\/98892003\/(MR1\/|MR2\/15970$)/, 'MR series/single-slice'],
  [/^dicomdir\/98892003\/(MR700\/|MR2\/(?!15970$))/, 'MR series/mixed-geometry'],
  [/^multiframe-enhanced\/CT0012/, 'CT image/very-thick-slices'],
  [/^multiframe-enhanced\/emri_small/, 'MR dicom/unsupported-object'],
  [/^no-meta\/MR_small_padded/, 'MR series/single-slice'],
  [/^no-meta\/ExplVR_LitEndNoMeta/, 'plan'],
  [/^no-meta\/MR_truncated/, 'problem dicom/truncated'],
  [/^no-meta\/no_meta/, 'problem dicom/not-dicom'],
  [/^rt-objects\/(explicit_rtdose_16bit_mono2_3d-volume|rtdose|rtdose_rle)\./, 'dose'],
  [/^rt-objects\/(rtplan|monaco-vmat-plan)\./, 'plan'],
  [/^rt-raystation-box\/RS/, 'structures structure/not-a-solid'],
  [/^transfer-syntaxes\/CTImage/, 'CT series/single-slice'],
  [/^transfer-syntaxes\/MR_small_bigendian/, 'MR series/single-slice'],
]

const words = (...parts: readonly string[]): string => parts.filter((p) => p !== '').join(' ')
const codes = (findings: readonly { readonly code: string }[]): string =>
  [...new Set(findings.map((f) => f.code))].sort().join(' ')

const endOf = async (series: ImageSeries): Promise<string> => {
  try {
    return codes((await loadVolume(series, quietJob)).findings)
  } catch (e) {
    if (e instanceof PostopError) return e.code
    throw e
  }
}

const outcomesIn = async (scan: DicomScan): Promise<Map<string, string>> => {
  const outcomes = new Map<string, string>()
  for (const s of scan.series) {
    const end = await endOf(s)
    for (const { input } of s.images) outcomes.set(input.name, words(s.modality, end))
  }
  for (const s of scan.structureSets) outcomes.set(s.set.file, words('structures', codes(s.findings)))
  for (const r of scan.registrations) outcomes.set(r.file, 'registration')
  for (const d of scan.doses) outcomes.set(d.file, 'dose')
  for (const p of scan.plans) outcomes.set(p.file, 'plan')
  for (const o of scan.others)
    outcomes.set(o.file, words('other', o.kind, codes(scan.findings.filter((f) => f.file === o.file))))
  for (const p of scan.problems) outcomes.set(p.file ?? '', words('problem', p.code))
  return outcomes
}

const CASES = readdirSync(ROOT, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []))
const scans = new Map<string, DicomScan>()
const found = new Map<string, string>()

beforeAll(async () => {
  for (const name of CASES) {
    const files = await folderFiles(join(ROOT, name))
    const scan = await scanFiles(files, quietJob)
    scans.set(name, scan)
    const outcomes = await outcomesIn(scan)
    for (const { name: file } of files) found.set(`${name}/${file}`, outcomes.get(file) ?? 'nothing is said of it')
  }
})

type FileFacts = {
  readonly path: string
  readonly dose?: {
    readonly units: string
    readonly type: string
    readonly summation: string
    readonly position: readonly number[]
    readonly pixelSpacing: readonly [number, number]
    readonly frameOffsets: readonly [number, number, number]
    readonly maxGy: number
  }
  readonly plan?: {
    readonly label: string
    readonly fractionGroups: readonly number[]
    readonly beams: number
    readonly doseReferences: readonly { readonly type: string; readonly target: number | null }[]
    readonly structureSet: readonly string[]
  }
}
const facts = JSON.parse(readFileSync(join(ROOT, 'facts.json'), 'utf8')) as {
  readonly cases: Readonly<Record<string, { readonly files: readonly FileFacts[] }>>
}
const FILES = Object.values(facts.cases).flatMap((c) => c.files)
const inCase = (path: string): readonly [scan: DicomScan, file: string] => {
  const [name = '', ...rest] = path.split('/')
  const scan = scans.get(name)
  if (scan === undefined) throw new Error(`${name} is not there`)
  return [scan, rest.join('/')]
}

describe('every real file', () => {
  it('ends as the table says, and every line of the table is of a file', () => {
    const said = [...found].map(([path, outcome]) => {
      const rows = OUTCOMES.filter(([files]) => files.test(path))
      return rows.length === 1 && rows[0]?.[1] === outcome ? '' : `${path}: ${outcome}, in ${rows.length} lines`
    })
    expect(said.filter((text) => text !== '')).toEqual([])
    const idle = OUTCOMES.filter(([files]) => ![...found.keys()].some((path) => files.test(path)))
    expect(idle.map(([files]) => String(files))).toEqual([])
  })

  it('that the facts name is in the table', () => {
    expect(FILES.map((f) => f.path).filter((path) => !found.has(path))).toEqual([])
  })

  it.each(FILES.flatMap((f) => (f.dose === undefined ? [] : [[f.path, f.dose] as const])))(
    'of dose has its facts: %s',
    (path, fact) => {
      const [scan, file] = inCase(path)
      const dose = scan.doses.find((d) => d.file === file)
      if (dose === undefined) throw new Error('is not read')
      const { grid } = dose
      expect([dose.unit, dose.doseType, dose.summation]).toEqual([
        fact.units === 'GY' ? 'Gy' : 'relative',
        fact.type,
        fact.summation,
      ])
      expect(Math.abs(dose.max - fact.maxGy)).toBeLessThan(1e-5)
      expect(grid.originLps.map((v, a) => Math.abs(v - (fact.position[a] ?? Number.NaN)) < 1e-6)).toEqual([
        true,
        true,
        true,
      ])
      expect([grid.rowSpacingMm, grid.columnSpacingMm]).toEqual(fact.pixelSpacing)
      const [first, second, last] = fact.frameOffsets
      expect([grid.heightsMm[0], grid.heightsMm[1], grid.heightsMm.at(-1)]).toEqual([first, second, last])
    },
  )

  it.each(FILES.flatMap((f) => (f.plan === undefined ? [] : [[f.path, f.plan] as const])))(
    'of plan has its facts: %s',
    (path, fact) => {
      const [scan, file] = inCase(path)
      const plan = scan.plans.find((p) => p.file === file)
      if (plan === undefined) throw new Error('is not read')
      expect([plan.label, plan.beamCount]).toEqual([fact.label, fact.beams])
      expect(plan.fractionGroups.map((g) => g.fractions)).toEqual(fact.fractionGroups)
      expect(plan.doseReferences.map((r) => [r.type, r.prescribedGy])).toEqual(
        fact.doseReferences.map((r) => [r.type, r.target]),
      )
      expect(plan.structureSetUid).toBe(fact.structureSet[0] ?? null)
    },
  )
})
