import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodePart10, IMPLICIT_LITTLE_ENDIAN, parseStructureSet } from '../../src/dicom/index.js'
import { closed, type RoiItem, structureSet } from '../../tests/support/dicom-phantom.js'
import { faster, type Row, time } from '../report.js'
import { inTurn } from '../timing.js'

const ROIS = 100
const PLANES = 40
const POINTS = 250
const ROUNDS = 5

const ring = (x: number, z: number): string =>
  Array.from({ length: POINTS }, (_, i) => {
    const angle = (2 * Math.PI * i) / POINTS
    return `${(x + 30 * Math.cos(angle)).toFixed(4)}\\${(30 * Math.sin(angle)).toFixed(4)}\\${z}`
  }).join('\\')

const rois = (): RoiItem[] =>
  Array.from({ length: ROIS }, (_, n) => ({
    number: n + 1,
    name: `ROI ${n + 1}`,
    contours: Array.from({ length: PLANES }, (_, k) => closed(ring(n, k * 2.5))),
  }))

const read = (path: string): void => {
  const { set } = parseStructureSet(new Uint8Array(readFileSync(path)), path)
  const points = set.rois.reduce((sum, r) => sum + r.contours.reduce((n, c) => n + c.pointsLps.length / 3, 0), 0)
  if (points !== ROIS * PLANES * POINTS) throw new Error(`read ${points} points`)
}

/** W8: a structure set in the cache of the operating system to contours, checked and hashed, by us and by pydicom. */
export const structures = async (folder: string): Promise<Row[]> => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'RS.dcm')
  writeFileSync(path, encodePart10(structureSet(rois()), IMPLICIT_LITTLE_ENDIAN))
  const script = join(import.meta.dirname, '../python/read_structures.py')
  const { ours, pydicom } = await inTurn(ROUNDS, {
    ours: () => read(path),
    pydicom: () => execFileSync('/usr/bin/python3', [script, path, String(ROIS * PLANES * POINTS)]),
  })
  return [
    { what: 'ours: ROIs joined, contours checked, hashed', figure: time(ours), aim: 'under 2 s' },
    { what: 'pydicom to numpy arrays, with the start of Python', figure: time(pydicom), aim: '' },
    { what: 'faster than pydicom', figure: faster(pydicom, ours), aim: '' },
  ]
}
