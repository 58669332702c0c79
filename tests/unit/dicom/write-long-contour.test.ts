import { expect, it } from 'vitest'
import { quietJob } from '../../../src/core/job/index.js'
import { loadVolume, parseStructureSet, scanFiles, writeStructureSet } from '../../../src/dicom/index.js'
import { circle } from '../../support/dicom-loops.js'
import { ctFiles } from '../../support/dicom-phantom.js'

it('writes a contour longer than explicit VR can hold, in implicit VR, and reads it again point by point', async () => {
  const { series } = await scanFiles(ctFiles({ columns: 90, rows: 80 }), quietJob)
  const { volume, reference } = await loadVolume(series[0] ?? expect.fail('no series'), quietJob)
  const loop = circle(volume, 1, [30, 30, 25], false, 4000)
  const { bytes } = writeStructureSet({
    reference,
    planes: volume.planes,
    rois: [{ name: 'CTV', type: 'CTV', contours: [loop], colour: [1, 2, 3], description: '' }],
    holes: 'keyhole',
    recipeJson: '{}',
    date: '2026-11-24',
    version: '0.1.0',
    label: 'long',
    onlyCtv: false,
  })
  const text = Buffer.from(bytes).toString('latin1')
  expect(text.slice(128, 400)).toContain('1.2.840.10008.1.2\0')
  expect(text.slice(400).match(/[-\d.\\]{65535,}/)).not.toBeNull()
  const points = parseStructureSet(bytes, 'long').set.rois[0]?.contours[0]?.pointsLps ?? new Float64Array(0)
  expect(points.length).toBe(3 * 4000)
  let worstMm = 0
  for (const [i, v] of points.entries()) worstMm = Math.max(worstMm, Math.abs(v - (loop.pointsLps[i] ?? Number.NaN)))
  expect(worstMm).toBeLessThan(1e-3)
})
