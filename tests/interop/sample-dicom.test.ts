import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const CASE = resolve(import.meta.dirname, '../../sample-dicom/case')
const files = readdirSync(CASE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.dcm'))
  .sort()

test('dciodvfy finds no error in any file of the sample', () => {
  expect(files.length).toBeGreaterThan(100)
  const complaints = files.flatMap((name) => {
    const { stdout, stderr } = spawnSync('dciodvfy', [resolve(CASE, name)], { encoding: 'utf8' })
    const lines = `${stdout}\n${stderr}`.split('\n')
    expect(lines.some((line) => /^(CTImage|MRImage|RTStructureSet|SpatialRegistration)$/.test(line))).toBe(true)
    return lines.filter((line) => line.startsWith('Error')).map((line) => `${name}: ${line}`)
  })
  expect(complaints).toEqual([])
})

const PYDICOM = `
import json, pydicom, sys
from pathlib import Path
case = Path(sys.argv[1])
ct = [pydicom.dcmread(f) for f in sorted((case / 'CT').iterdir())]
rs = pydicom.dcmread(case / 'RS-CT.dcm')
def area(c):
    p = [float(v) for v in c.ContourData]
    x, y = p[0::3], p[1::3]
    return sum(x[i - 1] * y[i] - x[i] * y[i - 1] for i in range(len(x))) / 2
names = {r.ROINumber: r.ROIName for r in rs.StructureSetROISequence}
z = {d.SOPInstanceUID: float(d.ImagePositionPatient[2]) for d in ct}
on_plane = all(abs(float(c.ContourData[2]) - z[c.ContourImageSequence[0].ReferencedSOPInstanceUID]) < 1e-6
               for r in rs.ROIContourSequence for c in r.ContourSequence)
hu = [int(d.pixel_array[i, j]) * float(d.RescaleSlope) + float(d.RescaleIntercept)
      for d, i, j in ((ct[26], 95, 96), (ct[26], 107, 115))]
print(json.dumps({'slices': len(ct), 'spacing': [float(v) for v in ct[0].PixelSpacing], 'onPlane': on_plane, 'hu': hu,
  'mm3': {names[r.ReferencedROINumber]: sum(area(c) for c in r.ContourSequence) * 2 for r in rs.ROIContourSequence}}))
`

test('pydicom reads the CT and the same volumes that the formulas give', () => {
  const read = JSON.parse(execFileSync('/usr/bin/python3', ['-c', PYDICOM, CASE], { encoding: 'utf8' }))
  expect(read.slices).toBe(60)
  expect(read.spacing).toEqual([1, 0.9])
  expect(read.onPlane).toBe(true)
  expect(Math.abs(read.mm3.TumorBed / 12348.0 - 1)).toBeLessThan(0.005)
  expect(Math.abs(read.mm3.rGTV / 2626.4 - 1)).toBeLessThan(0.005)
  expect(Math.abs(read.mm3.Brainstem / 17417.0 - 1)).toBeLessThan(0.005)
  // In the cavity at x 0.45, y -8.5 mm, and in the bed at x 17.55, y 3.5 mm of the slice at z 0.
  expect(read.hu[0]).toBeLessThan(-900)
  expect(Math.abs(read.hu[1] - 46)).toBeLessThan(60)
})
