import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quietJob } from '../../src/core/job/index.js'
import {
  encodePart10,
  IMPLICIT_LITTLE_ENDIAN,
  type LoadedVolume,
  loadVolume,
  parseStructureSet,
  scanFiles,
  writeStructureSet,
} from '../../src/dicom/index.js'
import { dciodvfyErrors } from '../support/dicom-conformance.js'
import { folderFiles } from '../support/dicom-folder.js'
import { ringWithIsland } from '../support/dicom-loops.js'
import { AXIAL, closed, ctSlice, square, structureSet } from '../support/dicom-phantom.js'
import { readExports } from '../support/python/exports.js'

let scratch = ''
const SLICES = [0, 2, 4, 6, 8, 10]

const loadFolder = async (folder: string): Promise<LoadedVolume> => {
  const { series, problems } = await scanFiles(await folderFiles(folder), quietJob)
  expect(problems).toEqual([])
  expect(series).toHaveLength(1)
  return loadVolume(series[0] as (typeof series)[0], quietJob)
}

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'postop-dicom-'))
  mkdirSync(join(scratch, 'ours'))
  const o = { ...AXIAL, columns: 90, rows: 80, positions: SLICES }
  for (const k of SLICES.keys()) writeFileSync(join(scratch, 'ours', `${k}.dcm`), encodePart10(ctSlice(o, k)))
})

afterAll(() => rmSync(scratch, { recursive: true }))

describe('other programs', () => {
  it.each(['implicit', 'deflated', 'big'])('write our CT in %s syntax and it reads the same', async (syntax) => {
    const out = join(scratch, syntax)
    mkdirSync(out)
    const files = [...SLICES.keys()].map((k) => join(scratch, 'ours', `${k}.dcm`))
    execFileSync('/usr/bin/python3', [join(import.meta.dirname, '../support/dicom-rewrite.py'), syntax, out, ...files])
    const ours = await loadFolder(join(scratch, 'ours'))
    const theirs = await loadFolder(out)
    expect(theirs.volume.hash).toBe(ours.volume.hash)
    expect(theirs.reference).toEqual(ours.reference)
  })

  it('see the pixels that we wrote', () => {
    const script =
      'import sys,pydicom; a=pydicom.dcmread(sys.argv[1]).pixel_array; print(a.shape, a[2,3], a.min(), a.max())'
    const answer = execFileSync('/usr/bin/python3', ['-c', script, join(scratch, 'ours', '4.dcm')], {
      encoding: 'utf8',
    })
    expect(answer.trim()).toBe('(80, 90) 4023 4000 4879')
  })

  it('copy a structure set from another syntax and find nothing wrong', async () => {
    const rs = join(scratch, 'rs.dcm')
    writeFileSync(
      rs,
      encodePart10(
        structureSet([{ number: 3, name: 'Zäpfchen', contours: [closed(square(-80, -60, 42, 5))] }]),
        IMPLICIT_LITTLE_ENDIAN,
      ),
    )
    const loaded = await loadFolder(join(scratch, 'ours'))
    for (const syntax of ['big', 'deflated']) {
      const out = mkdtempSync(join(scratch, `rs-${syntax}-`))
      execFileSync('/usr/bin/python3', [join(import.meta.dirname, '../support/dicom-rewrite.py'), syntax, out, rs])
      const [file] = await folderFiles(out)
      if (file === undefined) throw new Error('nothing written')
      const bytes = await file.bytes()
      expect(parseStructureSet(bytes, syntax).set.hash).toBe(
        parseStructureSet(
          encodePart10(structureSet([{ number: 3, name: 'Zäpfchen', contours: [closed(square(-80, -60, 42, 5))] }])),
          'x',
        ).set.hash,
      )
      const written = writeStructureSet({
        reference: loaded.reference,
        planes: loaded.volume.planes,
        base: { file: syntax, bytes },
        rois: [],
        holes: 'keyhole',
        recipeJson: '{}',
        date: '2026-11-24',
        version: '0.1.0',
        label: 'copy',
        onlyCtv: false,
      })
      const path = join(scratch, `${syntax}.dcm`)
      writeFileSync(path, written.bytes)
      expect(dciodvfyErrors(path)).toEqual([])
    }
  })

  it.each(['keyhole', 'nested'] as const)(
    'read our structure set with %s holes: no error, the same area, our strings',
    async (holes) => {
      const loaded = await loadFolder(join(scratch, 'ours'))
      const written = writeStructureSet({
        reference: loaded.reference,
        planes: loaded.volume.planes,
        rois: [
          {
            name: 'CTV_PROPOSED',
            type: 'CTV',
            contours: ringWithIsland(loaded.volume),
            colour: [255, 140, 0],
            description: 'ring',
          },
        ],
        holes,
        recipeJson: '{"schema":1}',
        date: '2026-11-24T10:00:00',
        version: '0.1.0',
        label: 'CTV proposal',
        onlyCtv: false,
      })
      const path = join(scratch, `${holes}.dcm`)
      writeFileSync(path, written.bytes)
      expect(dciodvfyErrors(path)).toEqual([])
      const [seen] = readExports([path], scratch)
      const roi = seen?.rois[0]
      expect(roi).toMatchObject({ number: 1, name: 'CTV_PROPOSED', type: 'CTV', algorithm: 'SEMIAUTOMATIC' })
      expect(seen?.referencedImages).toEqual(loaded.volume.planes.map((p) => p.sopInstanceUid))
      expect(roi?.longestDecimal).toBeLessThanOrEqual(16)
      const polygon = (r: number): number => 24 * r * r * Math.sin((2 * Math.PI) / 48)
      const mm3 = (polygon(20) - polygon(12) + polygon(5)) * 2 * 4
      expect((roi?.volume?.mm3 ?? 0) / mm3).toBeCloseTo(1, 5)
    },
  )
})
