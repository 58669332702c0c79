import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Case,
  compare,
  PostopError,
  type Proposal,
  propose,
  readCase,
  writeStructureSet,
} from '../../src/index.js'
import { SAMPLE } from '../support/cli.js'

const CT = join(SAMPLE, 'CT')
const RS = join(SAMPLE, 'RS-CT.dcm')
const DATE = { date: '2026-03-05T09:30:00' }

const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'done',
    (e: unknown) => (e instanceof PostopError ? e.code : String(e)),
  )

let patient: Case
let proposal: Proposal

beforeAll(async () => {
  patient = await readCase({ image: [CT], structures: [RS] })
  proposal = await propose(patient, { targets: ['rGTV'], marginMm: 2 })
})

describe('the library', () => {
  test('finds everything in one folder: the only CT, both structure sets, the registrations', async () => {
    const all = await readCase([SAMPLE])
    expect(all.inputs.image.seriesUid).toBe(patient.inputs.image.seriesUid)
    expect(all.inputs.structureSets.map((s) => s.label).sort()).toEqual(['Before operation', 'Planning'])
    expect(all.inputs.registrations.length).toBeGreaterThan(0)
  })

  test('writes the same bytes for the same date, and compares them with what they came from', async () => {
    const bytes = await writeStructureSet(patient, proposal, DATE)
    expect(Buffer.from(bytes).equals(Buffer.from(await writeStructureSet(patient, proposal, DATE)))).toBe(true)
    const own = await compare(
      { structureSet: bytes, roi: 'CTV_PROPOSED' },
      { structureSet: bytes, roi: 'CTV_PROPOSED' },
    )
    expect(own.dsc).toBe(1)
    const grown = await compare(
      { structureSet: new Uint8Array(readFileSync(RS)), roi: 'rGTV' },
      { structureSet: bytes, roi: 'CTV_PROPOSED' },
      { planes: patient.inputs.image.planes, toleranceMm: 2.5 },
    )
    // The margin of 2 mm; past the last contours, on slices of 2 mm, up to half a slice more.
    expect(Math.abs(grown.hd95Mm - 2)).toBeLessThan(0.3)
    expect(grown.hdMm).toBeLessThan(3)
    expect(grown.surfaceDsc).toBeGreaterThan(0.99)
    expect(Math.abs(grown.b.contourCm3 - proposal.volumes.contourCm3)).toBeLessThan(0.001)
    expect(Math.abs(grown.b.solidCm3 - proposal.volumes.solidCm3) / proposal.volumes.solidCm3).toBeLessThan(0.01)
  })

  test('a PTV is the CTV grown by its margin on every side', async () => {
    const bytes = await writeStructureSet(patient, proposal, { ...DATE, ptvMm: 4, onlyCtv: true })
    const c = await compare({ structureSet: bytes, roi: 'CTV_PROPOSED' }, { structureSet: bytes, roi: 'PTV_PROPOSED' })
    expect(Math.abs(c.meanSurfaceDistanceMm - 4)).toBeLessThan(0.1)
    expect(Math.abs(c.hd95Mm - 4)).toBeLessThan(0.3)
  })

  test('the same words again come from the cache and give the same proposal', async () => {
    const again = await propose(patient, { targets: ['rGTV'], marginMm: 2 })
    expect(again.key).toBe(proposal.key)
    expect(Buffer.from(again.field.mm.buffer).equals(Buffer.from(proposal.field.mm.buffer))).toBe(true)
  })

  test('refuses with a code', async () => {
    expect(await codeOf(readCase({ image: ['nowhere'], structures: [RS] }))).toBe('input/not-found')
    expect(await codeOf(readCase([join(SAMPLE, 'MR-pre'), join(SAMPLE, 'MR-post')]))).toBe('input/several-series')
    expect(await codeOf(propose(patient, { targets: ['nobody'] }))).toBe('roi/unknown')
    expect(await codeOf(propose(patient, { targets: ['rGTV'], marginMm: 31 }))).toBe('value/out-of-range')
    expect(await codeOf(writeStructureSet(patient, proposal, { name: 'a name that is too long' }))).toBe(
      'output/name-too-long',
    )
    expect(
      await codeOf(
        compare({ structureSet: new Uint8Array(9), roi: 'x' }, { structureSet: new Uint8Array(9), roi: 'x' }),
      ),
    ).toMatch(/^dicom\//)
  })
})
