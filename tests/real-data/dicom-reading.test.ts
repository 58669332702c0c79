import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyRigid, pointLps } from '../../src/core/frame/index.js'
import { quietJob } from '../../src/core/job/index.js'
import { type DicomScan, loadVolume, scanFiles } from '../../src/dicom/index.js'
import { folderFiles } from '../support/dicom-folder.js'

const ROOT = resolve(process.env.POSTOP_DATA ?? '../shared/data')

type RoiFacts = {
  number: number
  name: string
  type: string
  frameOfReference: string
  contours: number
  points: number
  geometricTypes: Record<string, number>
}
type SetFacts = { path: string; rois: RoiFacts[]; referencedImages: number }
type SeriesFacts = {
  seriesUID: string
  kind: string
  files: number
  rows: number
  columns: number
  pixelSpacing: [number, number] | null
  frameOfReference: string | null
  spacing: number | null
  spacingMin: number | null
  spacingMax: number | null
  otherOrientations: number | null
}
type CaseFacts = { series: SeriesFacts[]; structureSets: SetFacts[]; files: { path: string }[] }

const facts = JSON.parse(readFileSync(join(ROOT, 'facts.json'), 'utf8')) as { cases: Record<string, CaseFacts> }
const CASES = Object.keys(facts.cases)

const scans = new Map<string, Promise<DicomScan>>()
const scanOf = (name: string): Promise<DicomScan> => {
  const scan = scans.get(name) ?? folderFiles(join(ROOT, name)).then((files) => scanFiles(files, quietJob))
  scans.set(name, scan)
  return scan
}

const casesWith = (has: (c: CaseFacts) => boolean): string[] =>
  CASES.filter((name) => has(facts.cases[name] as CaseFacts))
const isImage = (s: SeriesFacts): boolean => s.kind === 'CT' || s.kind === 'MR' || s.kind.startsWith('Enhanced')

describe('real files', () => {
  it.each(CASES)('of %s are all accounted for', async (name) => {
    const scan = await scanOf(name)
    const known = facts.cases[name] as CaseFacts
    const images = new Set(scan.series.flatMap((s) => s.images.map((image) => image.input))).size
    const registrations = new Set(scan.registrations.map((r) => r.file)).size
    const treatment = scan.doses.length + scan.plans.length
    const rest = scan.others.length + scan.problems.length
    expect(images + scan.structureSets.length + registrations + treatment + rest).toBe(scan.fileCount)
    expect(scan.fileCount).toBeGreaterThanOrEqual(known.files.length)
    for (const p of scan.problems) expect(p.code).not.toBe('internal/unexpected')
  })

  it.each(casesWith((c) => c.series.some(isImage)))(
    'of %s have the sizes, spacings and frames that pydicom sees',
    async (name) => {
      const scan = await scanOf(name)
      const broken = new Set(scan.problems.map((p) => p.file))
      for (const expected of (facts.cases[name] as CaseFacts).series.filter(isImage)) {
        const series = scan.series.find((s) => s.seriesUid === expected.seriesUID)
        if (series === undefined) throw new Error(`series ${expected.seriesUID} is not found`)
        const damaged = name === 'no-meta' ? [...broken].filter((f) => f?.startsWith('MR')).length : 0
        expect(new Set(series.images.map((image) => image.input)).size).toBe(expected.files - damaged)
        expect([series.columns, series.rows]).toEqual([expected.columns, expected.rows])
        expect(series.frame).toBe(expected.frameOfReference)
        if (expected.pixelSpacing !== null && series.spacingMm !== null && expected.otherOrientations === 0) {
          expect(series.spacingMm[0]).toBeCloseTo(expected.pixelSpacing[1], 5)
          expect(series.spacingMm[1]).toBeCloseTo(expected.pixelSpacing[0], 5)
        }
        if (series.sliceSpacingMm !== null && expected.spacingMin !== null && expected.spacingMax !== null) {
          expect(series.sliceSpacingMm.min).toBeCloseTo(expected.spacingMin, 4)
          expect(series.sliceSpacingMm.max).toBeCloseTo(expected.spacingMax, 4)
        }
      }
    },
  )

  it.each(casesWith((c) => c.structureSets.length > 0))(
    'of %s have the ROIs, contours and points that pydicom sees',
    async (name) => {
      const scan = await scanOf(name)
      for (const expected of (facts.cases[name] as CaseFacts).structureSets) {
        const parsed = scan.structureSets.find((s) => `${name}/${s.set.file}` === expected.path)
        if (parsed === undefined) throw new Error(`${expected.path} is not read`)
        const repeated = new Set(parsed.findings.filter((f) => f.code === 'structure/repeated-point').map((f) => f.roi))
        expect(parsed.set.rois).toHaveLength(expected.rois.length)
        for (const [i, roi] of parsed.set.rois.entries()) {
          const fact = expected.rois[i] as RoiFacts
          expect([roi.number, roi.name, roi.type, roi.frame]).toEqual([
            fact.number,
            fact.name,
            fact.type,
            fact.frameOfReference,
          ])
          expect(roi.contours).toHaveLength(fact.contours)
          const points = roi.contours.reduce((n, c) => n + c.pointsLps.length / 3, 0)
          expect(points + (repeated.has(roi.name) ? roi.contours.length : 0)).toBe(fact.points)
          const kinds: Record<string, number> = {}
          for (const c of roi.contours) kinds[c.kind] = (kinds[c.kind] ?? 0) + 1
          expect(kinds).toEqual(fact.geometricTypes)
        }
      }
    },
  )

  it.each([
    ['ct-head-small', 'series/no-frame'],
    ['multiframe-enhanced', 'dicom/unsupported-object'],
  ])('of %s are refused with %s', async (name, code) => {
    const { series } = await scanOf(name)
    expect(series.map((s) => s.refusal?.code)).toContain(code)
    const refused = series.find((s) => s.refusal?.code === code)
    if (refused !== undefined) await expect(loadVolume(refused, quietJob)).rejects.toMatchObject({ code })
  })

  it.each([
    ['DeflatedExplicitVRLittleEndian', ['dcmconv', '+te']],
    ['JPEG2000LosslessOnly', ['gdcmconv', '--raw']],
    ['JPEGLSLossless', ['dcmdjpls']],
    ['JPEGLSLossy', ['dcmdjpls']],
    ['JPEGProcess14SV1', ['dcmdjpeg']],
    ['JPEGProcess2_4', ['dcmdjpeg']],
    ['RLELossless', ['dcmdrle']],
  ] as const)('in %s have the pixels that another program finds', async (syntax, [program, ...options]) => {
    const scratch = mkdtempSync(join(tmpdir(), 'postop-real-syntax-'))
    const source =
      readdirSync(join(ROOT, 'transfer-syntaxes')).find((f) => f.includes(`_${syntax}TransferSyntax_`)) ?? ''
    // Twice, at two positions: one slice is no volume.
    for (const k of [0, 1]) {
      const file = join(scratch, `${k}.dcm`)
      writeFileSync(file, readFileSync(join(ROOT, 'transfer-syntaxes', source)))
      const changes = [`(0008,0018)=1.2.3.${k}`, `(0020,0032)=0\\0\\${k}`].flatMap((change) => ['-m', change])
      execFileSync('dcmodify', ['-nb', ...changes, file])
      mkdirSync(join(scratch, 'raw'), { recursive: true })
      execFileSync(program, [...options, file, join(scratch, 'raw', `${k}.dcm`)])
    }
    const load = async (below: string) => {
      const files = (await folderFiles(scratch)).filter((f) => f.name.startsWith('raw') === (below === 'raw'))
      const { series } = await scanFiles(files, quietJob)
      return (await loadVolume(series[0] as (typeof series)[0], quietJob)).volume
    }
    const [own, peer] = [await load(''), await load('raw')]
    expect(own.grid.size).toEqual([512, 512, 2])
    expect(own.data.some((v) => v > 1000)).toBe(true)
    expect(Buffer.from(own.data.buffer).equals(Buffer.from(peer.data.buffer))).toBe(true)
    rmSync(scratch, { recursive: true })
  })

  it('of an enhanced CT are its frames, each at its own position, a rotated row with them', async () => {
    const { series } = await scanOf('multiframe-enhanced')
    const ct = series.find((s) => s.modality === 'CT')
    if (ct === undefined) throw new Error('no series')
    const { volume } = await loadVolume(ct, quietJob)
    expect(volume.grid.size).toEqual([512, 512, 2])
    expect(volume.planes.map((p) => [p.originLps[2], p.frame])).toEqual([
      [-149, { number: 2, of: 2 }],
      [-159, { number: 1, of: 2 }],
    ])
    expect(volume.planes[0]?.rowDirection).toEqual([-1, 0, 0])
    expect(volume.intercept).toEqual([-1024, -1024])
    expect(volume.window).toEqual({ width: 102, level: 49 })
  })

  it('keep the tilted, uneven head at its own positions, with findings', async () => {
    const { series } = await scanOf('ct-head-tilt-uneven')
    const [head] = series
    if (head === undefined) throw new Error('no series')
    const { volume, findings } = await loadVolume(head, quietJob)
    expect(volume.evenlySpaced).toBe(false)
    expect(findings.map((f) => f.code)).toEqual(expect.arrayContaining(['image/uneven-slices', 'image/sheared-slices']))
    expect(volume.planes).toHaveLength(28)
    expect(volume.planes[0]?.originLps[2]).toBeCloseTo(5.8361, 4)
  })

  it('carry GTV_Mass from the MR frame to the CT frame by the registration', async () => {
    const scan = await scanOf('ct-mr-thigh-two-frames-mim')
    const [registration] = scan.registrations
    const mr = scan.series.find((s) => s.modality === 'MR')
    const ct = scan.series.find((s) => s.modality === 'CT')
    if (registration === undefined) throw new Error('no registration')
    expect([registration.rigid.from, registration.rigid.to]).toEqual([mr?.frame, ct?.frame])
    const moved = applyRigid(registration.rigid, pointLps(56.46, 0.34, -11.89))
    expect(moved[0]).toBeCloseTo(70.25, 1)
    expect(moved[1]).toBeCloseTo(12.49, 1)
    expect(moved[2]).toBeCloseTo(-791.3, 1)
  })

  it('load the thorax CT whole: 134 slices of 512 x 512, the stored values of the scanner', async () => {
    const { series } = await scanOf('ct-thorax-aria')
    const [ct] = series
    if (ct === undefined) throw new Error('no series')
    const { volume, reference } = await loadVolume(ct, quietJob)
    expect(volume.grid.size).toEqual([512, 512, 134])
    let highest = 0
    for (const v of volume.data) if (v > highest) highest = v
    expect(highest).toBe(4058)
    expect(volume.intercept[0]).toBe(-1024)
    expect(reference.patientId).toBe('LUNG1-001')
  })
})
