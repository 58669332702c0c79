import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quietJob } from '../../src/core/job/index.js'
import { type DicomScan, loadVolume, readRecipe, scanFiles, writeStructureSet } from '../../src/dicom/index.js'
import { dciodvfyErrors } from '../support/dicom-conformance.js'
import { folderFiles } from '../support/dicom-folder.js'
import { circle } from '../support/dicom-loops.js'
import { readExports } from '../support/python/exports.js'

const ROOT = resolve(process.env.POSTOP_DATA ?? '../shared/data')
const CASES = [
  'ct-thorax-aria',
  'ct-synthetic-lung-plastimatch',
  'ct-mr-thigh-two-frames-mim',
  'ct-phantom-oncentra',
  'ct-phantom-mim-rt-utils',
]

let scratch = ''
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'postop-real-'))
})
afterAll(() => rmSync(scratch, { recursive: true }))

const scanOf = async (name: string): Promise<DicomScan> => scanFiles(await folderFiles(join(ROOT, name)), quietJob)

describe('a proposal beside real structure sets', () => {
  it.each(CASES)('of %s: originals verbatim by pydicom, no new error by dciodvfy', async (name) => {
    const scan = await scanOf(name)
    const ct = scan.series.find((s) => s.modality === 'CT')
    const base = scan.structureSets.find((s) => s.set.rois.some((r) => r.frame === ct?.frame))
    if (ct === undefined || base === undefined) throw new Error('no CT with a structure set')
    const { volume, reference } = await loadVolume(ct, quietJob)
    const contours = volume.planes
      .slice(0, 3)
      .flatMap((_, k) => [circle(volume, k, [60, 60, 30]), circle(volume, k, [55, 60, 10], true)])
    const written = writeStructureSet({
      reference,
      planes: volume.planes,
      base: base.source,
      rois: [{ name: 'CTV_PROPOSED', type: 'CTV', contours, colour: [255, 140, 0], description: 'two circles' }],
      holes: 'keyhole',
      recipeJson: '{"schema":1}',
      date: '2026-11-24T10:00:00',
      version: '0.1.0',
      label: 'CTV proposal',
      onlyCtv: false,
    })
    const path = join(scratch, `${name}.dcm`)
    const before = join(scratch, `${name}-before.dcm`)
    writeFileSync(path, written.bytes)
    writeFileSync(before, base.source.bytes)
    const known = new Set(dciodvfyErrors(before))
    expect(dciodvfyErrors(path).filter((e) => !known.has(e))).toEqual([])
    const [original, copy] = readExports([before, path], scratch)
    expect(original?.rois.length).toBe(base.set.rois.length)
    const strings = (rois: typeof original) => rois?.rois.map((r) => [r.number, r.name, r.stringHashes, r.kinds])
    expect(strings(copy)?.slice(0, -1)).toEqual(strings(original))
    expect(copy?.rois.at(-1)).toMatchObject({
      name: 'CTV_PROPOSED',
      type: 'CTV',
      contours: Math.min(3, volume.planes.length),
      frame: ct.frame,
    })
    expect(copy?.studyUid).toBe(ct.studyUid)
    expect(copy?.predecessors).toEqual([base.set.uid])
    expect(readRecipe(written.bytes, path).recipeJson).toBe('{"schema":1}')
  })
})
