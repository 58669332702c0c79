import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyRigid, pointLps } from '../../src/core/frame/index.js'
import { quietJob } from '../../src/core/job/index.js'
import { drawnArea, roiToSolid, type StructureSet } from '../../src/core/structure/index.js'
import { parseRegistration, parseStructureSet, scanFiles } from '../../src/dicom/index.js'
import { scratchFolder } from '../support/cli.js'
import { fileOf, REG_CLASS, RTSTRUCT_CLASS } from '../support/dicom-phantom.js'
import { type WrittenObject, writeObjects } from '../support/python/objects.js'

type Point = readonly [number, number, number]

const FRAME = '1.2.3.9'
const Z = [0, 2.5, 5, 7.5]

const contour = (points: readonly Point[], type = 'CLOSED_PLANAR') => ({
  ContourGeometricType: type,
  NumberOfContourPoints: points.length,
  ContourData: points.flat().map(String),
})

const square = (half: number, z: number): Point[] => [
  [-half, -half, z],
  [half, -half, z],
  [half, half, z],
  [-half, half, z],
]

/** Out along the lower edge, over a bridge to the hole, round it the other way, and back. */
const keyhole = (outer: number, inner: number, z: number): Point[] => [
  ...square(outer, z),
  [-outer, -outer, z],
  [-inner, -inner, z],
  [-inner, inner, z],
  [inner, inner, z],
  [inner, -inner, z],
  [-inner, -inner, z],
]

type Drawn = { readonly name: string; readonly contours: readonly object[]; readonly frame?: string }

const structureSet = (
  name: string,
  rois: readonly Drawn[],
  charset: string | readonly string[] = 'ISO_IR 192',
  syntax: WrittenObject['syntax'] = 'explicit',
): WrittenObject => ({
  name,
  uid: `1.2.3.5.${[...name].reduce((n, c) => (n * 31 + c.charCodeAt(0)) % 1_000_003, 7)}`,
  sopClassUid: RTSTRUCT_CLASS,
  modality: 'RTSTRUCT',
  syntax,
  attributes: {
    SpecificCharacterSet: charset,
    StructureSetLabel: name.slice(0, 16),
    ReferencedFrameOfReferenceSequence: [{ FrameOfReferenceUID: FRAME }],
    StructureSetROISequence: rois.map((r, i) => ({
      ROINumber: i + 1,
      ReferencedFrameOfReferenceUID: r.frame ?? FRAME,
      ROIName: r.name,
      ROIGenerationAlgorithm: 'MANUAL',
    })),
    ROIContourSequence: rois.flatMap((r, i) =>
      r.contours.length === 0 ? [] : [{ ReferencedROINumber: i + 1, ContourSequence: r.contours }],
    ),
    RTROIObservationsSequence: rois.map((_, i) => ({
      ObservationNumber: i + 1,
      ReferencedROINumber: i + 1,
      RTROIInterpretedType: 'ORGAN',
      ROIInterpreter: '',
    })),
  },
})

/** Names that a hospital writes, with the character set it writes them in. */
const NAMES: readonly (readonly [charset: string | readonly string[], name: string])[] = [
  ['ISO_IR 100', 'Zäpfchen'],
  ['ISO_IR 101', 'Guz główny'],
  ['ISO_IR 109', 'Ĝermo'],
  ['ISO_IR 144', 'Опухоль'],
  ['ISO_IR 126', 'Όγκος'],
  ['ISO_IR 138', 'גידול'],
  ['ISO_IR 148', 'Tümör yatağı'],
  ['ISO_IR 166', 'เนื้องอก'],
  ['ISO_IR 192', '腫瘍 ложе'],
  ['GB18030', '肿瘤床'],
  ['GBK', '鼻咽'],
  [['', 'ISO 2022 IR 87'], '腫瘍'],
  [['ISO 2022 IR 13', 'ISO 2022 IR 87'], 'ｼﾕﾖｳ'],
  [['', 'ISO 2022 IR 149'], '종양'],
]

const nameOf = (i: number): string => `names-${i}`
const ring = (make: (z: number) => readonly object[]) => Z.flatMap(make)
const holes: readonly Drawn[] = [
  { name: 'nested', contours: ring((z) => [contour(square(20, z)), contour(square(8, z))]) },
  {
    name: 'xor',
    contours: ring((z) => [contour(square(20, z), 'CLOSEDPLANAR_XOR'), contour(square(8, z), 'CLOSEDPLANAR_XOR')]),
  },
  { name: 'keyhole', contours: ring((z) => [contour(keyhole(20, 8, z))]) },
]

const SYNTAXES = ['explicit', 'implicit', 'big', 'deflated'] as const

const C = 0.8
const S = 0.6
/** A rectangle of 30 x 20 mm on a plane turned about the x axis, `w` mm along its normal. */
const oblique = (w: number): Point[] =>
  (
    [
      [0, 0],
      [30, 0],
      [30, 20],
      [0, 20],
    ] as const
  ).map(([u, v]) => [u, v * C - w * S, v * S + w * C])

const turn = [0, -1, 0, 10, 1, 0, 0, 20, 0, 0, 1, 30, 0, 0, 0, 1]
const tilt = [1, 0, 0, 0, 0, C, -S, 0, 0, S, C, 0, 0, 0, 0, 1]
const shift = [1, 0, 0, -4, 0, 1, 0, 5, 0, 0, 1, 6, 0, 0, 0, 1]

const matrix = (values: readonly number[], type = 'RIGID') => ({
  FrameOfReferenceTransformationMatrixType: type,
  FrameOfReferenceTransformationMatrix: values.map(String),
})

const registration = (name: string, matrices: readonly object[], sopClassUid = REG_CLASS): WrittenObject => ({
  name,
  uid: '1.2.3.6.1',
  sopClassUid,
  modality: 'REG',
  attributes: {
    FrameOfReferenceUID: FRAME,
    RegistrationSequence: [
      { FrameOfReferenceUID: FRAME, MatrixRegistrationSequence: [{ MatrixSequence: [matrix(IDENTITY)] }] },
      { FrameOfReferenceUID: '1.2.3.8', MatrixRegistrationSequence: [{ MatrixSequence: matrices }] },
    ],
  },
})
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]

const OBJECTS: readonly WrittenObject[] = [
  ...NAMES.map(([charset, name], i) => structureSet(nameOf(i), [{ name, contours: [] }], charset)),
  ...SYNTAXES.map((syntax) => structureSet(`holes-${syntax}`, holes, 'ISO_IR 192', syntax)),
  structureSet('kinds', [
    { name: 'Isocentre', contours: [contour([[1, 2, 3]], 'POINT')] },
    {
      name: 'Catheter',
      contours: [
        contour(
          [
            [0, 0, 0],
            [1, 1, 4],
            [2, 0, 9],
          ],
          'OPEN_NONPLANAR',
        ),
        contour(square(3, 0).slice(0, 3), 'OPEN_PLANAR'),
      ],
    },
    { name: 'Mixed', contours: [...ring((z) => [contour(square(5, z))]), contour([[0, 0, 0]], 'POINT')] },
    { name: 'Empty', contours: [] },
    { name: 'Mixed', contours: ring((z) => [contour(square(7, z))]), frame: '1.2.3.8' },
    { name: 'Oblique', contours: [0, 4, 8, 12].map((w) => contour(oblique(w))) },
    { name: 'Bent', contours: [contour([...square(5, 0).slice(0, 3), [-5, 5, 2]])] },
  ]),
  registration('three', [matrix(turn), matrix(tilt), matrix(shift)]),
  registration('scaled', [matrix(turn), matrix(shift, 'RIGID_SCALE')]),
  registration('affine', [matrix(shift, 'AFFINE')]),
  registration('stretched', [matrix([1.02, ...turn.slice(1)].map((v, i) => (i === 0 ? v : (IDENTITY[i] ?? 0))))]),
  registration('deformable', [matrix(turn)], '1.2.840.10008.5.1.4.1.1.66.3'),
]

const scratch = scratchFolder('structure-variants')
afterAll(scratch.remove)
beforeAll(() => writeObjects(join(scratch.path, 'files'), { objects: OBJECTS }))

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(scratch.path, 'files', `${name}.dcm`)))
const setOf = (name: string): StructureSet => parseStructureSet(bytesOf(name), name).set
const roiOf = (set: StructureSet, number: number) => set.rois[number - 1] ?? expect.fail(`no ROI ${number}`)
const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (e) {
    return `${(e as { code?: string }).code}: ${(e as Error).message}`
  }
  throw new Error('was not refused')
}
const solidOf = (set: StructureSet, number: number) =>
  roiToSolid(roiOf(set, number), { planes: [], spacingMm: 2.5, closeBetweenPlanes: false })

describe('structure sets that pydicom wrote', () => {
  it.each(NAMES.map(([charset, name], i) => [[charset].flat().join('\\'), name, nameOf(i)]))(
    'in %s say %s',
    (_, name, file) => {
      expect(setOf(file).rois.map((r) => r.name)).toEqual([name])
    },
  )

  it.each(SYNTAXES)('hold a hole as nested contours, XOR or keyhole, in %s syntax: one area', (syntax) => {
    const set = setOf(`holes-${syntax}`)
    expect(set.hash).toBe(setOf('holes-explicit').hash)
    const mm2 = (40 * 40 - 16 * 16) * Z.length
    for (const roi of set.rois) expect(drawnArea(roi)?.mm2, roi.name).toBeCloseTo(mm2, 6)
    for (const n of [1, 2, 3]) expect(solidOf(set, n).solid.runs.map((r) => r.sections.length)).toEqual([Z.length])
  })

  it('keep points and open lines, which are no solids', () => {
    const { set, findings } = parseStructureSet(bytesOf('kinds'), 'kinds')
    expect(set.rois.slice(0, 3).map((r) => r.contours.map((c) => c.kind))).toEqual([
      ['POINT'],
      ['OPEN_NONPLANAR', 'OPEN_PLANAR'],
      ['CLOSED_PLANAR', 'CLOSED_PLANAR', 'CLOSED_PLANAR', 'CLOSED_PLANAR', 'POINT'],
    ])
    expect([...(roiOf(set, 2).contours[0]?.pointsLps ?? [])]).toEqual([0, 0, 0, 1, 1, 4, 2, 0, 9])
    expect(findings.filter((f) => f.code === 'structure/not-a-solid').map((f) => f.roi)).toEqual([
      'Isocentre',
      'Catheter',
      'Mixed',
    ])
    expect(codeOf(() => solidOf(set, 1))).toMatch(/^roi\/not-a-solid: Isocentre/)
    expect(codeOf(() => solidOf(set, 4))).toMatch(/^roi\/no-contours: Empty/)
    expect(drawnArea(roiOf(set, 3))?.mm2).toBeCloseTo(400, 6)
    expect(solidOf(set, 3).findings.map((f) => f.code)).toEqual(['structure/not-a-solid'])
  })

  it('keep two ROIs of one name apart, each in its own frame', () => {
    const set = setOf('kinds')
    expect(set.rois.filter((r) => r.name === 'Mixed').map((r) => [r.number, r.frame])).toEqual([
      [3, FRAME],
      [5, '1.2.3.8'],
    ])
  })

  it('lie on oblique planes: area and distance along their own normal', () => {
    const area = drawnArea(roiOf(setOf('kinds'), 6))
    expect(area?.mm2).toBeCloseTo(4 * 30 * 20, 6)
    expect(area?.stepMm).toBeCloseTo(4, 9)
  })

  it('with a contour that leaves its plane are read, and the ROI is refused as a solid', () => {
    expect(codeOf(() => solidOf(setOf('kinds'), 7))).toMatch(/^structure\/off-plane: A contour of Bent .* mm\.$/)
  })

  it('are all listed where several lie in one folder, images or not', async () => {
    const names = ['names-0', 'holes-implicit', 'kinds']
    const scan = await scanFiles(
      names.map((n) => fileOf(n, bytesOf(n))),
      quietJob,
    )
    expect(scan.structureSets.map((s) => s.set.file).toSorted()).toEqual(names.toSorted())
    expect([scan.series, scan.problems]).toEqual([[], []])
  })
})

describe('registrations that pydicom wrote', () => {
  it('of three matrices are applied in their order', () => {
    const { registrations } = parseRegistration(bytesOf('three'), 'three')
    const [only] = registrations
    expect(registrations.map((r) => [r.rigid.from, r.rigid.to])).toEqual([['1.2.3.8', FRAME]])
    if (only === undefined) return
    // (1, 2, 3): turned to (8, 21, 33), tilted to (8, 16.8 - 19.8, 12.6 + 26.4), shifted.
    const [x, y, z] = applyRigid(only.rigid, pointLps(1, 2, 3))
    expect([x, y, z].map((v) => Number(v.toFixed(9)))).toEqual([4, 2, 45])
  })

  it.each([
    ['scaled', 'registration/not-rigid: The registration in scaled is RIGID_SCALE, not RIGID.'],
    ['affine', 'registration/not-rigid: The registration in affine is AFFINE, not RIGID.'],
    [
      'stretched',
      'registration/not-rigid: The registration matrix is not a rotation: its columns deviate by 0.0404, its determinant is 1.020.',
    ],
    ['deformable', 'registration/unsupported: deformable is a deformable registration; only rigid ones are used.'],
  ])('%s is refused by name', (name, words) => {
    expect(codeOf(() => parseRegistration(bytesOf(name), name))).toBe(words)
  })
})
