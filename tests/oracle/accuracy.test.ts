import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dot, type Vec3 } from '../../src/core/frame/index.js'
import * as cf from '../support/closed-forms/index.js'
import {
  type Accuracy,
  accuracyOf,
  brief,
  type Drawing,
  drawingOf,
  evenOddMm2,
  pointsOf,
  table,
} from '../support/measure/index.js'
import { cutsOf, type Phantom, writePhantoms } from '../support/phantom/index.js'
import { usualWay } from '../support/plastimatch/index.js'
import { proposePhantom } from '../support/propose.js'
import { type Exported, readExports } from '../support/python/exports.js'
import { ACCURACY_CASES, type AccuracyCase } from './accuracy-cases.js'

const scratch = mkdtempSync(join(tmpdir(), 'postop-accuracy-'))
const usual = new Map<string, { readonly accuracy: Accuracy; readonly maskMm3: number }>()
const rows: string[][] = [
  [
    'case',
    'phase',
    'vertex mm',
    'mean',
    'p95',
    'max',
    'surface mm',
    'mean',
    'p95',
    'max',
    'solid %',
    'contour %',
    'plastimatch: vertex mm',
    'surface mm',
    'volume %',
  ],
]

const exactMm3 = new Map<string, number>()
const volumeOfTruth = (c: AccuracyCase): number => {
  const known = exactMm3.get(c.name) ?? cf.volumeMm3(c.truth, 24)
  exactMm3.set(c.name, known)
  return known
}

/** Contours of a structure set by the plane they lie on. */
const drawingOn = (p: Phantom, set: Exported): Drawing => {
  const { normal, originMm, sliceMm } = p.image
  const by = new Map<number, Vec3[][]>()
  for (const flat of set.rois[0]?.points ?? []) {
    const loop = pointsOf(Float64Array.from(flat))
    const k = Math.round(dot(cf.sub(loop[0] as Vec3, originMm), normal) / sliceMm)
    by.set(k, [...(by.get(k) ?? []), loop])
  }
  return by
}

const percent = (a: number, b: number): number => (a / b - 1) * 100
const signed = (v: number): string => `${v < 0 ? '' : '+'}${v.toFixed(2)}`

beforeAll(async () => {
  const asked = ACCURACY_CASES.filter((c) => c.usual)
  const phantoms = asked.map((c) => c.phantom(c.phases[0] ?? 0))
  const files = writePhantoms(scratch, phantoms)
  const results = await Promise.all(
    asked.map(async (c, i) => {
      const f = files[i]
      if (!f || !c.usual) throw new Error(`no files of ${c.name}`)
      return usualWay(f, { target: 'rGTV', ...c.usual })
    }),
  )
  const read = readExports(
    results.map((r) => r.structureFile),
    scratch,
  )
  for (const [i, c] of asked.entries()) {
    const p = phantoms[i] as Phantom
    const accuracy = accuracyOf(drawingOn(p, read[i] as Exported), c.truth, cutsOf(p.image), p.image.sliceMm)
    usual.set(c.name, { accuracy, maskMm3: results[i]?.grownMm3 ?? 0 })
  }
})

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true })
  console.log(`Closed forms against contours, mm and %:\n${table(rows)}`)
})

describe.each(ACCURACY_CASES)('$name', (c) => {
  it.each(c.phases)('planes at phase %f', async (phase) => {
    const p = c.phantom(phase)
    const proposal = await proposePhantom(p)
    const a = accuracyOf(drawingOf(proposal.contours), c.truth, cutsOf(p.image), p.image.sliceMm)
    const solid = percent(proposal.volumes.solidCm3 * 1000, volumeOfTruth(c))
    const contour = percent(proposal.volumes.contourCm3 * 1000, a.exactContourMm3)
    const beside = phase === c.phases[0] ? usual.get(c.name) : undefined
    rows.push([
      c.name,
      phase.toFixed(2),
      `n ${a.vertices.n}`,
      ...brief(a.vertices).split(' '),
      `n ${a.surface.n}`,
      ...brief(a.surface).split(' '),
      signed(solid),
      signed(contour),
      ...(beside
        ? [
            brief(beside.accuracy.vertices),
            brief(beside.accuracy.surface),
            signed(percent(beside.maskMm3, volumeOfTruth(c))),
          ]
        : ['-', '-', '-']),
    ])

    const [meanMm, volumePercent] = c.bound === 'smooth' ? [0.05, 0.5] : [0.2, 1]
    expect.soft(a.vertices.mean, 'mean distance of contour vertices, mm').toBeLessThanOrEqual(meanMm)
    expect.soft(a.surface.mean, 'mean distance of the exact surface, mm').toBeLessThanOrEqual(meanMm)
    if (c.bound === 'smooth') {
      expect.soft(a.vertices.p95, 'p95 of contour vertices, mm').toBeLessThanOrEqual(0.2)
      expect.soft(a.surface.p95, 'p95 of the exact surface, mm').toBeLessThanOrEqual(0.2)
    }
    expect.soft(Math.abs(solid), 'volume of the solid, %').toBeLessThanOrEqual(volumePercent)
    expect.soft(Math.abs(contour), 'volume of the contours, %').toBeLessThanOrEqual(volumePercent)
    expect(contourSum(proposal.contours, p)).toBeCloseTo(proposal.volumes.contourCm3, 3)
    if (beside) {
      expect.soft(a.vertices.mean, 'closer than the usual way').toBeLessThan(beside.accuracy.vertices.mean)
      expect.soft(a.surface.mean, 'closer than the usual way').toBeLessThan(beside.accuracy.surface.mean)
    }
  })
})

/** Even-odd area x spacing of the contours in cm3, counted here again. */
const contourSum = (loops: Parameters<typeof drawingOf>[0], p: Phantom): number => {
  const drawing = drawingOf(loops)
  return (
    cutsOf(p.image).reduce((sum, cut, k) => sum + evenOddMm2(drawing.get(k) ?? [], cut) * p.image.sliceMm, 0) / 1000
  )
}
