import { describe, expect, test } from 'vitest'
import type { FrameUid, Mat4, Uid, Vec3 } from '../../../src/core/frame/index.js'
import { quietJob } from '../../../src/core/job/index.js'
import type { Registration } from '../../../src/core/proposal/index.js'
import { roiSolid } from '../../../src/jobs/compute/roi-solid.js'
import * as cf from '../../support/closed-forms/index.js'
import { testEngine } from '../../support/engine.js'
import * as ph from '../../support/phantom/index.js'

const C: Vec3 = [12.3, -7.6, 31.9]
const image = ph.acquire(cf.sphere(C, 20), { name: 'solid on the page', sliceMm: 2 })
const phantom = ph.phantomOf({
  name: 'solid on the page',
  image,
  parts: [{ name: 'rGTV', shape: cf.sphere(C, 8), role: ph.target }],
})
const [MR, PET] = ['1.2.3.1', '1.2.3.2'] as unknown as [FrameUid, FrameUid]
const shift = (x: number, y: number, z: number): Mat4 => [1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z, 0, 0, 0, 1]
const registration = (from: FrameUid, to: FrameUid, matrix: Mat4, uid: string): Registration => ({
  rigid: { from, to, matrix, sourceUid: uid as Uid },
  hash: ph.hashOf(uid),
  file: `${uid}.dcm`,
})

const [set] = phantom.inputs.structureSets
const [roi] = set?.rois ?? []
if (set === undefined || roi === undefined) throw new Error('nothing was drawn')
const inMr = { ...set, rois: [{ ...roi, frame: MR }] }
const solidWith = async (registrations: readonly Registration[]) =>
  roiSolid(
    { ...phantom.inputs, structureSets: [inMr], registrations },
    { setUid: set.uid, number: roi.number },
    await testEngine(),
    quietJob,
  )

describe('an ROI as the page draws it', () => {
  test('is carried over several registrations, each either way, as the proposal carries it', async () => {
    const chain = [registration(PET, MR, shift(-10, 0, 0), 'a'), registration(PET, image.frame, shift(0, 5, 2), 'b')]
    const { field, solidCm3 } = await solidWith(chain)
    expect(field.grid.frame).toBe(image.frame)
    expect(solidCm3).toBeCloseTo(((4 / 3) * Math.PI * 512) / 1000, 1)
    const sum = [0, 0, 0]
    let count = 0
    const [nx, ny] = field.grid.size
    field.mm.forEach((d, n) => {
      if (d >= 0) return
      count++
      const at = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))]
      for (let c = 0; c < 3; c++)
        sum[c] = (sum[c] ?? 0) + (field.grid.originLps[c] ?? 0) + (at[c] ?? 0) * field.grid.spacingMm[0]
    })
    const centre = sum.map((v) => v / count)
    ;[C[0] + 10, C[1] + 5, C[2] + 2].forEach((v, c) => {
      expect(Math.abs((centre[c] ?? 0) - v), `mm along axis ${c}`).toBeLessThan(0.1)
    })
  })

  test('is refused where no registration joins it', async () => {
    await expect(solidWith([registration(PET, image.frame, shift(0, 5, 2), 'b')])).rejects.toMatchObject({
      code: 'frame/no-registration',
    })
  })
})
