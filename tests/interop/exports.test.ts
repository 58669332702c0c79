import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkWriteOptions, exportStructureSet } from '../../src/cli/library/index.js'
import type { ImportCard } from '../../src/core/export/index.js'
import { dot, type Vec3 } from '../../src/core/frame/index.js'
import {
  type Case,
  type Proposal,
  type ProposalRequest,
  propose,
  readCase,
  writeStructureSet,
} from '../../src/index.js'
import * as cf from '../support/closed-forms/index.js'
import { dciodvfyErrors } from '../support/dicom-conformance.js'
import { accuracyOf, brief, pointsOf, table } from '../support/measure/index.js'
import { cutsOf, type PhantomFiles, uidOf, writePhantoms } from '../support/phantom/index.js'
import { maskMm3, plastimatch } from '../support/plastimatch/index.js'
import { type Exported, readExports, roiOf } from '../support/python/exports.js'
import { EXPORT_CASES, type ExportCase } from './export-cases.js'

const DATE = '2026-11-24T08:00:00Z'
const SAMPLE = join(import.meta.dirname, '../../sample-dicom/case')
const scratch = mkdtempSync(join(tmpdir(), 'postop-exports-'))

type Made = {
  readonly name: string
  readonly proposal: Proposal
  readonly read: Case
  readonly file: string
  readonly imageFolder: string
  readonly inputFile: string
  readonly bytes: Uint8Array
  readonly card: ImportCard
}

const made = new Map<string, Made>()
const files = new Map<string, PhantomFiles>()
const exported = new Map<string, Exported>()
const rows: string[][] = [['export', 'ours cm3', 'pydicom %', 'plastimatch %', 'dicompyler % (its way)', 'contours']]

const make = async (
  name: string,
  paths: { image: string; structures: readonly string[]; registrations: readonly string[] },
  request: ProposalRequest,
  holes: 'keyhole' | 'nested',
) => {
  const read = await readCase({
    image: [paths.image],
    structures: paths.structures,
    registrations: paths.registrations,
  })
  const proposal = await propose(read, request)
  const { bytes, card } = await exportStructureSet(read, proposal, checkWriteOptions({ date: DATE, holes }))
  const file = join(scratch, `${name.replace(/\W+/g, '-')}.dcm`)
  writeFileSync(file, bytes)
  made.set(name, {
    name,
    proposal,
    read,
    file,
    bytes,
    card,
    imageFolder: paths.image,
    inputFile: paths.structures[0] ?? '',
  })
}

const madeOf = (name: string): Made => made.get(name) ?? expect.fail(`${name} was not made`)
const setOf = (file: string): Exported => exported.get(file) ?? expect.fail(`${file} was not read`)

beforeAll(async () => {
  const written = writePhantoms(
    join(scratch, 'phantoms'),
    EXPORT_CASES.map((c) => c.phantom),
  )
  for (const [i, c] of EXPORT_CASES.entries()) {
    const f = written[i] as PhantomFiles
    files.set(c.name, f)
    await make(
      c.name,
      { image: f.imageFolder, structures: f.structureFiles, registrations: f.registrationFiles },
      c.request,
      c.holes,
    )
  }
  await make(
    'sample',
    { image: join(SAMPLE, 'CT'), structures: [join(SAMPLE, 'RS-CT.dcm')], registrations: [] },
    { targets: ['rGTV', 'TumorBed'] },
    'keyhole',
  )
  await make(
    'sample by the MR',
    {
      image: join(SAMPLE, 'CT'),
      structures: [join(SAMPLE, 'RS-CT.dcm'), join(SAMPLE, 'RS-MR.dcm')],
      registrations: [join(SAMPLE, 'REG.dcm')],
    },
    { targets: ['RS-MR.dcm::rGTV'] },
    'nested',
  )
  const all = [...made.values()].flatMap((m) => [m.file, m.inputFile])
  for (const e of readExports([...new Set(all)], scratch)) exported.set(e.file, e)
})

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true })
  console.log(`Exports read by other programs:\n${table(rows)}`)
})

const NAMES = [...EXPORT_CASES.map((c) => c.name), 'sample', 'sample by the MR']

describe.each(NAMES)('%s', (name) => {
  it('is a proposal that pydicom reads: CTV, unapproved, each contour on its own image', () => {
    const m = madeOf(name)
    const set = setOf(m.file)
    const ctv = roiOf(set, 'CTV_PROPOSED')
    const { planes } = m.read.inputs.image
    expect(ctv.type).toBe('CTV')
    expect(ctv.algorithm).toBe('SEMIAUTOMATIC')
    expect(set.approval).toBe('UNAPPROVED')
    expect(set.label.length).toBeLessThanOrEqual(16)
    expect(set.studyUid).toBe(m.read.inputs.image.studyUid)
    expect(set.referencedImages.toSorted()).toEqual(planes.map((p) => String(p.sopInstanceUid)).toSorted())
    expect(ctv.kinds).toEqual(['CLOSED_PLANAR'])
    expect(new Set(ctv.numbers).size).toBe(ctv.contours)
    expect(ctv.longestDecimal).toBeLessThanOrEqual(16)
    for (const [i, flat] of ctv.points.entries()) {
      const points = pointsOf(Float64Array.from(flat))
      expect(points.length).toBe(ctv.declaredPoints[i])
      expect(points.length).toBeGreaterThanOrEqual(3)
      expect(points[0]).not.toEqual(points.at(-1))
      const plane = planes.find((p) => p.sopInstanceUid === ctv.images[i])
      if (!plane) expect.fail(`contour ${i} is on no image`)
      for (const v of points)
        expect(Math.abs(dot(cf.sub(v, plane.originLps), plane.normal)), 'height over its image, mm').toBeLessThan(1e-4)
    }
    expect(JSON.parse(set.private.find((v) => v.startsWith('{')) ?? '')).toMatchObject({
      schema: 1,
      inputs: { image: { hash: m.read.inputs.image.hash } },
    })
  })

  it('holds the originals with their contour strings as they were', () => {
    const m = madeOf(name)
    const [before, after] = [setOf(m.inputFile), setOf(m.file)]
    const onImage = before.rois.every((r) => r.frame === String(m.read.inputs.image.frame))
    expect(after.rois.length).toBe((onImage ? before.rois.length : 0) + 1)
    if (!onImage) return
    expect(after.predecessors).toContain(before.sopInstanceUid)
    expect(after.sopInstanceUid).not.toBe(before.sopInstanceUid)
    for (const original of before.rois) {
      const copy = roiOf(after, original.name)
      expect(copy.number).toBe(original.number)
      expect(copy.type).toBe(original.type)
      expect(copy.stringHashes).toEqual(original.stringHashes)
      expect(copy.images).toEqual(original.images)
    }
  })

  it('has the same volume in pydicom, plastimatch and dicompyler-core, like with like', async () => {
    const m = madeOf(name)
    const ctv = roiOf(setOf(m.file), 'CTV_PROPOSED')
    const ours = m.proposal.volumes.contourCm3
    if (!ctv.volume) expect.fail('no volume')
    const percent = (cm3: number, of: number) => (cm3 / of - 1) * 100
    const python = percent(ctv.volume.mm3 / 1000, ours)
    expect(Math.abs(python), 'pydicom, %').toBeLessThanOrEqual(0.1)

    const folder = join(scratch, `mask-${m.file.replace(/\W+/g, '-')}`)
    mkdirSync(folder)
    await plastimatch('convert', '--input', m.imageFolder, '--output-img', join(folder, 'ct.mha'))
    await plastimatch(
      'convert',
      '--input',
      m.file,
      '--referenced-ct',
      m.imageFolder,
      '--fixed',
      join(folder, 'ct.mha'),
      '--output-prefix',
      join(folder, 'masks'),
      '--prefix-format',
      'mha',
      ...(name.includes('nested') ? ['--xor-contours'] : []),
    )
    const mask = percent(maskMm3(join(folder, 'masks', 'CTV_PROPOSED.mha')) / 1000, ours)
    if (ours >= 10) expect(Math.abs(mask), 'plastimatch, %').toBeLessThanOrEqual(1)
    else expect(Math.abs(mask), 'plastimatch, %').toBeLessThanOrEqual(3)

    const axial = Math.abs(ctv.volume.normal[2] ?? 0) > 0.999999
    const pyler = percent(ctv.dicompyler.cm3, ctv.dicompyler.itsWayCm3)
    if (axial) expect(Math.abs(pyler), 'dicompyler-core, %').toBeLessThanOrEqual(1)
    rows.push([
      name,
      ours.toFixed(3),
      python.toFixed(3),
      mask.toFixed(2),
      axial ? pyler.toFixed(2) : '(oblique)',
      String(ctv.contours),
    ])
  })

  it('has the import card that pydicom finds: volume, centroid, extent, loops and area of every slice', () => {
    const m = madeOf(name)
    const { number, volume } = roiOf(setOf(m.file), 'CTV_PROPOSED')
    const [card] = m.card.structures
    if (!volume || card === undefined) expect.fail('no volume')
    expect(card).toMatchObject({ number, name: 'CTV_PROPOSED', type: 'CTV', onTheirSlice: card.contours })
    expect(m.card).toMatchObject({ sopInstanceUid: setOf(m.file).sopInstanceUid, approval: 'UNAPPROVED' })
    expect(Math.abs(card.contourCm3 / (volume.mm3 / 1000) - 1), 'volume').toBeLessThanOrEqual(0.001)
    expect(Math.abs(card.contourCm3 - m.proposal.volumes.contourCm3), 'as computed, cm3').toBeLessThanOrEqual(0.001)
    expect(card.solidCm3).toBe(m.proposal.volumes.solidCm3)
    for (const c of [0, 1, 2] as const)
      expect(Math.abs(card.centroidLps[c] - (volume.centroid[c] ?? Number.NaN)), 'centroid, mm').toBeLessThan(0.01)
    expect(Math.abs(card.superiorMm - volume.zMax), 'superior, mm').toBeLessThan(1e-6)
    expect(Math.abs(card.inferiorMm - volume.zMin), 'inferior, mm').toBeLessThan(1e-6)
    // The other program's normal may point either way.
    const { normal } = m.read.inputs.image.planes[0] ?? expect.fail('no plane')
    const turned = dot(normal, volume.normal as unknown as Vec3) < 0
    const [areas, loops] = [[...volume.areasMm2], [...volume.loops]].map((list) => (turned ? list.reverse() : list))
    expect(card.slices.map((s) => s.loops)).toEqual(loops)
    expect([card.loopsMin, card.loopsMax]).toEqual([Math.min(...volume.loops), Math.max(...volume.loops)])
    for (const [i, slice] of card.slices.entries())
      expect(Math.abs(slice.areaMm2 - (areas?.[i] ?? Number.NaN)), 'area, mm2').toBeLessThan(0.01)
  })

  it('conforms: dciodvfy finds no error, gdcmdump and dcmdump read it', async () => {
    const m = madeOf(name)
    const before = m.inputFile === '' ? [] : dciodvfyErrors(m.inputFile)
    const errors = dciodvfyErrors(m.file)
    expect(errors.filter((e) => !before.includes(e))).toEqual([])
    if (name.startsWith('sample')) expect(errors).toEqual([])
    const dcm = await promisify(execFile)('dcmdump', ['+P', 'ROIName', m.file])
    expect(dcm.stdout).toContain('CTV_PROPOSED')
    const gdcm = spawnSync('gdcmdump', [m.file], { encoding: 'utf8', maxBuffer: 1 << 28 })
    expect(gdcm.status).toBe(0)
    expect(gdcm.stdout).toContain('CTV_PROPOSED')
  })

  it('is written twice with the same bytes, and read again gives the same contours', async () => {
    const m = madeOf(name)
    const holes = EXPORT_CASES.find((c) => c.name === name)?.holes ?? (name === 'sample' ? 'keyhole' : 'nested')
    const again = await writeStructureSet(m.read, m.proposal, { date: DATE, holes })
    expect(Buffer.compare(Buffer.from(again), Buffer.from(m.bytes))).toBe(0)
    const back = await readCase({ image: [m.imageFolder], structures: [m.file] })
    const roi = back.inputs.structureSets[0]?.rois.find((r) => r.name === 'CTV_PROPOSED')
    expect(roi?.contours.map((c) => Array.from(c.pointsLps))).toEqual(roiOf(setOf(m.file), 'CTV_PROPOSED').points)
    if (holes === 'keyhole' && m.proposal.contours.some((l) => l.hole)) return
    const left = (roi?.contours ?? []).map((c) => c.pointsLps)
    expect(left.length).toBe(m.proposal.contours.length)
    for (const { pointsLps } of m.proposal.contours) {
      const same = left.findIndex(
        (p) => p.length === pointsLps.length && p.every((v, i) => Math.abs(v - (pointsLps[i] ?? 0)) < 1e-4),
      )
      expect(same, 'a contour of the proposal that the file lacks').toBeGreaterThanOrEqual(0)
      left.splice(same, 1)
    }
  })
})

describe.each(EXPORT_CASES)('as files all the way: $name', (c: ExportCase) => {
  it('lies where the closed form says', () => {
    const ctv = roiOf(setOf(madeOf(c.name).file), 'CTV_PROPOSED')
    const { image } = c.phantom
    const drawing = new Map<number, ReturnType<typeof pointsOf>[]>()
    for (const [i, flat] of ctv.points.entries()) {
      const k = Array.from({ length: image.slices }, (_, n) => n).find(
        (n) => String(uidOf(`${image.name} image ${n}`)) === ctv.images[i],
      )
      if (k === undefined) expect.fail(`contour ${i} is on no image of the phantom`)
      drawing.set(k, [...(drawing.get(k) ?? []), pointsOf(Float64Array.from(flat))])
    }
    const a = accuracyOf(drawing, c.truth, cutsOf(image), image.sliceMm)
    const percent = 100 * ((ctv.volume?.mm3 ?? 0) / a.exactContourMm3 - 1)
    console.log(
      `${c.name}: vertices ${brief(a.vertices)}, surface ${brief(a.surface)} mm, contour volume ${percent.toFixed(2)} %`,
    )
    // A keyhole's bridge runs through the inside: its ends lie on the surface all the same.
    expect(a.vertices.mean, 'mean distance of contour vertices, mm').toBeLessThanOrEqual(0.05)
    expect(a.surface.mean, 'mean distance of the exact surface, mm').toBeLessThanOrEqual(0.05)
    expect(Math.abs(percent), 'volume of the contours, %').toBeLessThanOrEqual(0.5)
  })
})
