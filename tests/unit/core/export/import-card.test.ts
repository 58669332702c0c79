import { describe, expect, test } from 'vitest'
import { describeExport, type ExportPlan, importCardText } from '../../../../src/core/export/index.js'
import type { FrameUid, Sha256, Uid, Vec3 } from '../../../../src/core/frame/index.js'
import { cross, pointLps, unit } from '../../../../src/core/frame/index.js'
import type { Roi, StructureSet } from '../../../../src/core/structure/index.js'
import type { Planes } from '../../../../src/core/volume/index.js'

const FRAME = '1.2.3' as FrameUid
const ROW = unit([1, 0.2, 0.1])
const NORMAL = unit(cross(ROW, [0, 1, 0.3]))
const COLUMN = cross(NORMAL, ROW)
const ORIGIN: Vec3 = [-31.5, 12.25, 104]
/** Heights over the first plane, unevenly spaced. */
const HEIGHTS = [0, 2, 4, 7, 10] as const

const on = (u: number, v: number, w: number): Vec3 => {
  const at = (c: 0 | 1 | 2) => ORIGIN[c] + u * ROW[c] + v * COLUMN[c] + w * NORMAL[c]
  return [at(0), at(1), at(2)]
}

const image: Planes = {
  planes: HEIGHTS.map((w, k) => ({
    originLps: pointLps(...on(0, 0, w)),
    rowDirection: ROW,
    columnDirection: COLUMN,
    normal: NORMAL,
    sopInstanceUid: `1.2.840.${k}` as Uid,
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2' as Uid,
  })),
  grid: {
    frame: FRAME,
    size: [100, 100, HEIGHTS.length],
    originLps: pointLps(...ORIGIN),
    spacingMm: [1, 1, 2],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  } as unknown as Planes['grid'],
}

/** A rectangle of the plane, as a contour. */
const rectangle = (k: number, u: number, v: number, du: number, dv: number) => ({
  kind: 'CLOSED_PLANAR' as const,
  imageUid: `1.2.840.${k}` as Uid,
  pointsLps: Float64Array.from(
    [
      [u, v],
      [u + du, v],
      [u + du, v + dv],
      [u, v + dv],
    ].flatMap(([a = 0, b = 0]) => on(a, b, HEIGHTS[k] ?? 0)),
  ),
})

/** On planes 1 and 2 a plate of 30 x 20 mm; on plane 3 the same with a hole of 10 x 10 mm, in which an island of 4 x 4 mm lies. */
const roi = {
  setUid: '1.9' as Uid,
  number: 17,
  name: 'CTV<b>\n',
  type: 'CTV',
  frame: FRAME,
  contours: [
    rectangle(1, 5, 6, 30, 20),
    rectangle(2, 5, 6, 30, 20),
    rectangle(3, 5, 6, 30, 20),
    rectangle(3, 10, 8, 10, 10),
    rectangle(3, 12, 10, 4, 4),
  ],
} satisfies Roi

const read: StructureSet = {
  uid: '1.9' as Uid,
  seriesUid: '1.8' as Uid,
  studyUid: '1.7' as Uid,
  label: 'CTV proposal',
  date: '20260302',
  frame: FRAME,
  rois: [roi],
  referencedSeriesUids: [],
  referencedImageUids: [],
  hash: '' as Sha256,
  file: 'the output',
}

const plan: ExportPlan = {
  baseUid: null,
  predecessorUids: [],
  structures: [
    { name: roi.name, type: 'CTV', contours: [], colour: [1, 2, 3], description: '', solidCm3: 4.4, contourCm3: 4.476 },
  ],
  recipeJson: '{}',
  label: 'CTV proposal',
  holes: 'nested',
  onlyCtv: true,
}

const described = (set: StructureSet) =>
  describeExport({
    plan,
    read: set,
    numbers: [17],
    copied: null,
    image,
    patient: { patientName: 'A^B', patientId: 'P1' },
  })

const [card] = described(read).card.structures

describe('the import card', () => {
  test('counts areas even-odd, each plane for the way half to its neighbours', () => {
    expect(card?.slices.map((s) => [s.loops, Number(s.areaMm2.toFixed(6))])).toEqual([
      [1, 600],
      [1, 600],
      [3, 600 - 100 + 16],
    ])
    // Planes 1, 2 and 3 stand for 2, 2.5 and 3 mm.
    expect(card?.contourCm3).toBeCloseTo((600 * 2 + 600 * 2.5 + 516 * 3) / 1000, 9)
    expect(card).toMatchObject({ contours: 5, loopsMin: 1, loopsMax: 3, solidCm3: 4.4, onTheirSlice: 5 })
  })

  test('has the centroid of area x spacing and the extent of the points', () => {
    const plate = (w: number, mm: number) => ({ mm3: 600 * mm, u: 20, v: 16, w })
    const parts = [
      plate(2, 2),
      plate(4, 2.5),
      plate(7, 3),
      { mm3: -100 * 3, u: 15, v: 13, w: 7 },
      { mm3: 16 * 3, u: 14, v: 12, w: 7 },
    ]
    const sum = parts.reduce((total, p) => total + p.mm3, 0)
    const mean = (of: (p: (typeof parts)[number]) => number) => parts.reduce((t, p) => t + p.mm3 * of(p), 0) / sum
    const truth = on(
      mean((p) => p.u),
      mean((p) => p.v),
      mean((p) => p.w),
    )
    for (const c of [0, 1, 2] as const) expect(card?.centroidLps[c]).toBeCloseTo(truth[c], 9)
    const z = roi.contours.flatMap(({ pointsLps }) => Array.from(pointsLps).filter((_, i) => i % 3 === 2))
    expect([card?.inferiorMm, card?.superiorMm]).toEqual([Math.min(...z), Math.max(...z)])
  })

  test('tells a contour that lies off the slice that it names', () => {
    const moved = roi.contours.map((c, i) => (i === 0 ? { ...c, imageUid: '1.2.840.2' as Uid } : c))
    expect(described({ ...read, rois: [{ ...roi, contours: moved }] }).card.structures[0]?.onTheirSlice).toBe(4)
  })

  test('is the same where the slices are frames of one instance', () => {
    const instance = '1.2.840.77' as Uid
    const frames = image.planes.map((plane, k) => ({
      ...plane,
      sopInstanceUid: instance,
      frame: { number: k + 1, of: HEIGHTS.length },
    }))
    const onFrames = roi.contours.map((c) => ({
      ...c,
      imageUid: instance,
      imageFrame: Number(c.imageUid.split('.').at(-1)) + 1,
    }))
    const of = describeExport({
      plan,
      read: { ...read, rois: [{ ...roi, contours: onFrames }] },
      numbers: [17],
      copied: null,
      image: { ...image, planes: frames },
      patient: { patientName: 'A^B', patientId: 'P1' },
    })
    expect(of.card.structures).toEqual([card])
  })

  test('is a text in which a name makes no line of its own', () => {
    const text = importCardText(described(read).card)
    expect(text).toContain('CTV<b>  (CTV, ROI number 17)')
    expect(text).toContain('5 on 3 slices, 1 to 3 a slice')
    expect(text).toContain('UNAPPROVED')
    expect(text).toContain(`Frame of Reference UID  ${FRAME}`)
  })
})

test('every ROI stands beside what it was meant to be', () => {
  expect(described(read).figures).toEqual([
    expect.objectContaining({ number: 17, added: true, contours: 5, meantCm3: 4.476, readCm3: card?.contourCm3 }),
  ])
})
