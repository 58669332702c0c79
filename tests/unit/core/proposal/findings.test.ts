import { describe, expect, test } from 'vitest'
import { type FrameUid, pointLps, type Sha256, type Uid, type Vec3 } from '../../../../src/core/frame/index.js'
import { effectiveMargin } from '../../../../src/core/proposal/effective.js'
import { lrapsiFindings } from '../../../../src/core/proposal/image-checks.js'
import { leavesImage, targetOverlaps } from '../../../../src/core/proposal/overlaps.js'
import type { CastRoi } from '../../../../src/core/proposal/setting.js'
import type { PlaneLoop } from '../../../../src/core/structure/index.js'
import type { Volume } from '../../../../src/core/volume/index.js'
import { fieldOf, lattice, ruleOf } from './support/hand-made.js'

const grid = lattice(24)
const target = fieldOf(grid, (p) => Math.max(...p.map((x) => Math.abs(x - 11.5))) - 4)
/** Negative beyond x: of the target's 8 layers of 64 mm3 the last few. */
const past = (x: number) => fieldOf(grid, (p) => x - p[0])

describe('what the target shares with a rule', () => {
  const told = (rules: Parameters<typeof targetOverlaps>[1]) =>
    targetOverlaps(target, rules).map((f) => [f.code, f.kind, f.message, f.roi])

  test('is kept and to be decided, or cut and noted, with the cm3', () => {
    expect(
      told([
        ruleOf('air', past(14.5), { name: 'air', cutsTarget: true, drawn: false }),
        ruleOf('barrier:Dura', past(13.5)),
        ruleOf('organ:Nerve', past(12.5)),
        ruleOf('organ:Lobe', past(11.5), { cutsTarget: true }),
        ruleOf('outside-body', past(10.5), { name: 'BODY' }),
      ]),
    ).toEqual([
      ['target/in-air', 'note', '0.06 cm3 of the target are air on the planning CT: cut.', undefined],
      ['target/in-barrier', 'decide', '0.13 cm3 of the target lie in Dura: kept.', 'Dura'],
      ['target/in-organ', 'decide', '0.19 cm3 of the target lie in Nerve: kept.', 'Nerve'],
      ['target/in-organ', 'note', '0.26 cm3 of the target lie in Lobe: cut, as told.', 'Lobe'],
      ['target/outside-body', 'decide', '0.32 cm3 of the target lie outside BODY: kept.', 'BODY'],
    ])
  })

  test('under 0.01 cm3 is the roughness of drawing', () => {
    const corner = fieldOf(grid, (p) => (p[0] + p[1] + p[2] > 43.5 ? -1 : 1))
    expect(told([ruleOf('organ:Nerve', corner)])).toEqual([])
  })

  test('with bone by CT number names no ROI that one could cut by', () => {
    const [f] = targetOverlaps(target, [ruleOf('barrier:bone above 400 HU', past(11.5), { drawn: false })])
    expect(f?.code).toBe('target/in-barrier')
    expect(f?.roi).toBeUndefined()
    expect(f?.remedy).not.toContain('--cut-target')
  })
})

/** Five axial planes of 20 x 30 pixels of 2 x 1 mm, 3 mm apart. */
const image = (normalZ: 1 | -1): Volume => ({
  seriesUid: '1.1' as Uid,
  studyUid: '1.2' as Uid,
  frame: '1.2.3' as FrameUid,
  modality: 'CT',
  description: '',
  date: '',
  grid: { ...grid, size: [20, 30, 5], spacingMm: [2, 1, 3] },
  planes: Array.from({ length: 5 }, (_, k) => ({
    originLps: pointLps(0, 0, normalZ * 3 * k),
    rowDirection: [1, 0, 0] as Vec3,
    columnDirection: [0, normalZ, 0] as Vec3,
    normal: [0, 0, normalZ] as Vec3,
    sopInstanceUid: `1.3.${k}` as Uid,
    sopClassUid: '1.4' as Uid,
  })),
  evenlySpaced: true,
  data: new Int16Array(20 * 30 * 5),
  slope: [1, 1, 1, 1, 1],
  intercept: [0, 0, 0, 0, 0],
  unit: 'HU',
  hash: 'a' as Sha256,
})

const loop = (planeIndex: number, x: number, y: number): PlaneLoop => ({
  planeIndex,
  hole: false,
  pointsLps: Float64Array.of(10, 10, 3 * planeIndex, x, 10, 3 * planeIndex, 10, y, 3 * planeIndex),
})

describe('where the CTV leaves the image', () => {
  test.each([
    ['nowhere', [loop(1, 20, 20), loop(3, 38.9, 29.4)], undefined],
    ['first plane', [loop(0, 20, 20), loop(1, 20, 20)], 'reaches the first plane of'],
    ['last plane', [loop(4, 20, 20)], 'reaches the last plane of'],
    ['both', [loop(0, 20, 20), loop(4, 20, 20)], 'reaches the first plane and the last plane of'],
    ['past the last column', [loop(2, 39.1, 20)], 'reaches the edge of the pixels of'],
    ['past the last row', [loop(2, 20, 29.6)], 'reaches the edge of the pixels of'],
    ['before the first column', [loop(2, -1.1, 20)], 'reaches the edge of the pixels of'],
  ] as const)('%s', (_, loops, message) => {
    const found = leavesImage(image(1), loops)
    expect(found.map((f) => [f.code, f.kind])).toEqual(message === undefined ? [] : [['ctv/leaves-image', 'decide']])
    if (message !== undefined) expect(found[0]?.message).toContain(message)
  })
})

describe('the effective margin after export', () => {
  const surface = [-1, 1].map((way) => ({
    at: pointLps(0, 0, 5 + 1.2 * way),
    normal: [0, 0, way] as Vec3,
    weight: 1,
  }))

  test('runs from the ends of the target to half a slice past the outermost contours', () => {
    const e = effectiveMargin(surface, [loop(1, 20, 20), loop(3, 20, 20)], image(1))
    // The slabs reach from 3 - 1.5 to 9 + 1.5 mm, the target from 3.8 to 6.2.
    expect(e?.superiorMm).toBeCloseTo(4.3, 9)
    expect(e?.inferiorMm).toBeCloseTo(2.3, 9)
    expect(e?.sliceMm).toBe(3)
  })

  test('knows superior from inferior where the planes ascend to the feet', () => {
    const feet = surface.map((s) => ({ ...s, at: pointLps(0, 0, -s.at[2]) }))
    const e = effectiveMargin(feet, [loop(1, 20, 20), loop(3, 20, 20)], image(-1))
    expect(e?.superiorMm).toBeCloseTo(2.3, 9)
    expect(e?.inferiorMm).toBeCloseTo(4.3, 9)
  })
})

describe('beside a margin in six directions', () => {
  const six = {
    is: 'lrapsi',
    leftMm: 1,
    rightMm: 1,
    anteriorMm: 1,
    posteriorMm: 1,
    superiorMm: 1,
    inferiorMm: 1,
  } as const
  const cast = (name: string, role: CastRoi['role']): CastRoi => ({
    roi: { setUid: '1' as Uid, number: 1, name, type: '', frame: '1' as FrameUid, contours: [] },
    role,
    key: name,
    toImage: undefined,
    boundsLps: { min: [0, 0, 0], max: [0, 0, 0] },
  })
  const rois = [
    cast('Dura', { is: 'barrier', cutsTarget: false }),
    cast('Brainstem', { is: 'organ', marginMm: 1, blocks: true, cutsTarget: false }),
    cast('Parotid', { is: 'organ', marginMm: 0, blocks: false, cutsTarget: false }),
  ]

  test('everything that would block is named: barriers, organs, bone by CT number', () => {
    const [f] = lrapsiFindings({ margin: six, air: null, bone: { aboveHu: 400 } }, rois)
    expect(f?.code).toBe('margin/blocking-subtracts-only')
    expect(f?.message).toContain('Dura, Brainstem, bone above 400 HU only subtract')
  })

  test('nothing is said where nothing would, or of a margin that is one', () => {
    expect(lrapsiFindings({ margin: six, air: null, bone: null }, rois.slice(2))).toEqual([])
    expect(lrapsiFindings({ margin: { is: 'isotropic', mm: 5 }, air: null, bone: null }, rois)).toEqual([])
  })
})
