import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quietJob } from '../../src/core/job/index.js'
import { propose as proposeInNode, type Recipe, StageCache } from '../../src/core/proposal/index.js'
import { geometryHash, loadVolume, readRecipe, scanFiles, writtenContours } from '../../src/dicom/index.js'
import { openSample, propose, saveExport } from '../support/browser/drive.js'
import { filesUnder } from '../support/browser/files.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { testEngine } from '../support/engine.js'

const CASE = resolve(import.meta.dirname, '../../sample-dicom/case')

const PYTHON = `
import json, sys, pydicom
ds = pydicom.dcmread(sys.argv[1])
names = {r.ROINumber: r.ROIName for r in ds.StructureSetROISequence}
contours = {names[c.ReferencedROINumber]: [len(x.ContourData) // 3 for x in c.get("ContourSequence", [])] for c in ds.ROIContourSequence}
ctv = [r for r in ds.StructureSetROISequence if r.ROIName == "CTV_PROPOSED"][0]
types = {o.ReferencedROINumber: o.RTROIInterpretedType for o in ds.RTROIObservationsSequence}
print(json.dumps({"approval": ds.ApprovalStatus, "names": list(names.values()), "contours": contours["CTV_PROPOSED"],
  "generated": ctv.ROIGenerationAlgorithm, "type": types[ctv.ROINumber], "patient": str(ds.PatientName)}))
`

let browser: TestBrowser
let opened: OpenedPage
let folder: string
let file: string
let fileName: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-export-'))
  file = join(folder, 'saved.dcm')
  browser = await startBrowser()
  opened = await browser.newPage()
  const { page } = opened
  await openSample(page)
  await propose(page)
  fileName = await saveExport(page, file)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the downloaded structure set', () => {
  test('is named for the patient and holds every original ROI and the CTV, unapproved', () => {
    expect(fileName).toBe('RS.SYN-0001.ctv-1.dcm')
    const read = spawnSync('/usr/bin/python3', ['-c', PYTHON, file], { encoding: 'utf8' })
    expect(read.stderr).toBe('')
    const seen = JSON.parse(read.stdout)
    expect(seen).toMatchObject({
      approval: 'UNAPPROVED',
      generated: 'SEMIAUTOMATIC',
      type: 'CTV',
      patient: 'SAMPLE^NPC-01',
    })
    expect(seen.names).toHaveLength(17)
    expect(seen.names).toEqual(expect.arrayContaining(['rGTV', 'TumorBed', 'Bone_Clivus', 'CTV_PROPOSED']))
    expect(seen.contours.length).toBeGreaterThan(15)
    expect(Math.min(...seen.contours)).toBeGreaterThanOrEqual(3)
  })

  test('passes dciodvfy without an error', () => {
    const checked = spawnSync('dciodvfy', [file], { encoding: 'utf8' })
    const errors = `${checked.stdout}${checked.stderr}`.split('\n').filter((line) => line.startsWith('Error'))
    expect(errors).toEqual([])
  })

  test('has the geometry that Node computes from its recipe', async () => {
    const stored = readRecipe(new Uint8Array(readFileSync(file)), fileName)
    const scan = await scanFiles(filesUnder(CASE), quietJob)
    const ct = scan.series.find((s) => s.modality === 'CT')
    if (ct === undefined) throw new Error('The sample has no CT.')
    const { volume } = await loadVolume(ct, quietJob)
    const inputs = {
      image: volume,
      structureSets: scan.structureSets.map(({ set }) => set),
      registrations: scan.registrations,
    }
    const recipe = JSON.parse(stored.recipeJson) as Recipe
    const proposal = await proposeInNode(inputs, recipe, await testEngine(), new StageCache(), quietJob)
    expect(stored.rois[0]?.geometryHash).toBe(
      geometryHash(writtenContours(proposal.contours, volume.planes, stored.holes).contours),
    )
  })
})
