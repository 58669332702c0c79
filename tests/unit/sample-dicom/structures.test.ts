import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { anatomyOf, PRE_TO_CT, roisOf, type SampleRoi } from '../../../sample-dicom/generator/index.js'
import { sectionOn } from '../../../sample-dicom/generator/section.js'
import { applyRigid, type FrameUid, pointLps, type Uid } from '../../../src/core/frame/index.js'
import type { Roi } from '../../../src/core/structure/index.js'
import { parseRegistration, parseStructureSet } from '../../../src/dicom/index.js'

const CASE = resolve(import.meta.dirname, '../../../sample-dicom/case')
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(resolve(CASE, path)))

const forms = roisOf(anatomyOf(1))
const set = parseStructureSet(read('RS-CT.dcm'), 'RS-CT.dcm').set
const drawn = (name: string): Roi => {
  const roi = set.rois.find((r) => r.name === name)
  if (roi === undefined) throw new Error(`${name} is not in RS-CT.dcm`)
  return roi
}

/** Twice the signed area of a loop in the x-y plane, and its first moment along x. */
const moments = (points: Float64Array): readonly [area: number, x: number] => {
  let area = 0
  let x = 0
  for (let n = 0; n < points.length; n += 3) {
    const m = (n + 3) % points.length
    const [x1, y1, x2, y2] = [points[n], points[n + 1], points[m], points[m + 1]] as [number, number, number, number]
    const cross = x1 * y2 - x2 * y1
    area += cross / 2
    x += (cross * (x1 + x2)) / 6
  }
  return [area, x]
}

/** Area x spacing in mm3 and the centroid's x of loops that run counterclockwise round what is inside. */
const measure = (loops: readonly Float64Array[], spacingMm: number): { mm3: number; x: number } => {
  const sums = loops.map(moments)
  const area = sums.reduce((sum, [a]) => sum + a, 0)
  return { mm3: area * spacingMm, x: sums.reduce((sum, [, x]) => sum + x, 0) / area }
}

const measureDrawn = (name: string) =>
  measure(
    drawn(name).contours.map((c) => c.pointsLps),
    2,
  )

const byFormula = forms.filter((f): f is SampleRoi & { volumeMm3: number } => f.volumeMm3 !== undefined)

describe('structures of the sample', () => {
  test('are those that the phantom states, in its order', () => {
    expect(set.rois.map((r) => [r.number, r.name, r.type])).toEqual(forms.map((f) => [f.number, f.name, f.type]))
    expect(byFormula.length).toBe(forms.length - 1)
  })

  test.each(forms.map((f) => [f.name, f] as const))(
    '%s: every point lies on its closed form within 0.001 mm',
    (name, form) => {
      const worst = drawn(name).contours.reduce((most, { pointsLps: p }) => {
        let here = most
        for (let n = 0; n < p.length; n += 3)
          here = Math.max(here, Math.abs(form.shape.at(p[n] as number, p[n + 1] as number, p[n + 2] as number)))
        return here
      }, 0)
      expect(drawn(name).contours.length).toBeGreaterThan(1)
      expect(worst).toBeLessThan(0.001)
    },
  )

  test.each(byFormula.map((f) => [f.name, f] as const))('%s: closed-form volume', (name, form) => {
    // Drawn on 2 mm slices: half a slice more or less at either end counts for structures of two or three slices.
    const few = drawn(name).contours.length < 5
    expect(Math.abs(measureDrawn(name).mm3 / form.volumeMm3 - 1)).toBeLessThan(few ? 0.1 : 0.01)
    // Cut finely, area x spacing must come to the formula.
    const fineMm = form.volumeMm3 > 1e4 ? 0.5 : 0.1
    const first = Math.floor(form.shape.min[2]) - 0.03
    const count = Math.ceil((form.shape.max[2] - first) / fineMm) + 1
    const grid = {
      frame: '1.2.3' as FrameUid,
      size: [1, 1, count] as const,
      originLps: pointLps(0, 0, first),
      spacingMm: [1, 1, fineMm] as const,
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1] as const,
    }
    const same = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] as const
    const step = Math.min(form.stepMm, 0.4) / (form.volumeMm3 < 5000 ? 2 : 1)
    const loops = Array.from({ length: count }, (_, k) => sectionOn(form.shape, { grid, toCt: same }, k, step)).flat()
    expect(Math.abs(measure(loops, fineMm).mm3 / form.volumeMm3 - 1)).toBeLessThan(0.001)
  })

  test('left is left: x grows to the left', () => {
    for (const { name } of forms) {
      const { x } = measureDrawn(name)
      if (/_L$|^rGTV$|^TumorBed$/.test(name)) expect(x, name).toBeGreaterThan(10)
      if (/_R$/.test(name)) expect(x, name).toBeLessThan(-10)
    }
  })
})

test('the rGTV on the oblique MR comes onto its closed form through REG.dcm', () => {
  const mr = parseStructureSet(read('RS-MR.dcm'), 'RS-MR.dcm').set
  const { registrations } = parseRegistration(read('REG.dcm'), 'REG.dcm')
  const [roi] = mr.rois
  const found = registrations.find((r) => r.rigid.from === mr.frame && r.rigid.to === set.frame)
  const form = forms.find((f) => f.name === 'rGTV')
  if (roi === undefined || found === undefined || form === undefined) throw new Error('rGTV or registration missing')
  expect(mr.frame).not.toBe(set.frame)
  found.rigid.matrix.forEach((v, n) => {
    expect(Math.abs(v - (PRE_TO_CT[n] as number))).toBeLessThan(1e-9)
  })
  let worst = 0
  const normals = new Set<string>()
  for (const { pointsLps: p } of roi.contours) {
    normals.add((p[2] as number) === (p[5] as number) ? 'axial' : 'oblique')
    for (let n = 0; n < p.length; n += 3) {
      const at = applyRigid(
        { ...found.rigid, sourceUid: '' as Uid },
        pointLps(p[n] as number, p[n + 1] as number, p[n + 2] as number),
      )
      worst = Math.max(worst, Math.abs(form.shape.at(at[0], at[1], at[2])))
    }
  }
  expect(roi.name).toBe('rGTV')
  expect(roi.contours.length).toBeGreaterThanOrEqual(7)
  expect([...normals]).toEqual(['oblique'])
  expect(worst).toBeLessThan(0.002)
})
