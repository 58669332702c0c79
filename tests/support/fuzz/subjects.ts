import { elementsOf } from '../../../src/dicom/element/natural.js'
import type { Elements } from '../../../src/dicom/element/tree.js'
import { EXPLICIT_LITTLE_ENDIAN, IMPLICIT_LITTLE_ENDIAN, writePart10 } from '../../../src/dicom/element/write.js'
import type { NaturalDataset } from '../../../src/dicom/index.js'
import {
  AXIAL,
  type CtOptions,
  closed,
  ctSlice,
  FRAME,
  REG_CLASS,
  rtDose,
  sopUid,
  structureSet,
} from '../dicom-phantom.js'
import { compressedSubjects } from './compressed.js'

export const KINDS = ['image', 'compressed', 'structures', 'registration', 'dose'] as const

/** What a mutation is done to: one slice of a CT, its pixels plain or compressed, or a file alone. */
export type Kind = (typeof KINDS)[number]

/** Whether it is a slice, which is read with the rest of its series. */
export const isImage = (kind: Kind): boolean => kind === 'image' || kind === 'compressed'

/** A sound file, as bytes and, where we wrote it, as elements. */
export type Subject = {
  readonly elements: Elements | null
  readonly sopClassUid: string
  readonly sopInstanceUid: string
  readonly syntax: string
  readonly bytes: Uint8Array
}

/** 288 mm wide, larger than what is read of an image at first: a turned slice shows at its corners. */
const SERIES: CtOptions = {
  ...AXIAL,
  columns: 96,
  rows: 96,
  pixelSpacing: [3.1, 3],
  positions: [0, 2.5, 5, 7.5, 10, 12.5],
}

/** Positions of the series' planes along z, mm. */
export const PLANES_MM = SERIES.positions.map((w) => SERIES.origin[2] + w)

const ring = (x: number, y: number, z: number, radius: number): string =>
  Array.from({ length: 24 }, (_, i) => {
    const angle = (Math.PI * i) / 12
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle), z].map((v) => v.toFixed(3)).join('\\')
  }).join('\\')

const onImage = (k: number): NaturalDataset => ({
  ContourImageSequence: [{ ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2', ReferencedSOPInstanceUID: sopUid(k) }],
})

const stack = (x: number, y: number, radius: number) =>
  PLANES_MM.slice(0, 5).map((z, k) => closed(ring(x, y, z, radius), onImage(k)))

const STRUCTURES = structureSet(
  [
    { number: 3, name: 'Tumor Bed', contours: [...stack(10, 10, 20), ...stack(10, 10, 6)] },
    { number: 1, name: 'Hirnstamm ä', contours: stack(-40, 0, 12) },
    { number: 8, name: 'Punkt', contours: [closed('1\\2\\45', { ContourGeometricType: 'POINT' })] },
    { number: 9, name: 'MR', contours: stack(0, 0, 5), frame: '1.2.3.8' },
  ],
  { ReferencedFrameOfReferenceSequence: [{ FrameOfReferenceUID: FRAME }, { FrameOfReferenceUID: '1.2.3.8' }] },
)

const matrix = (values: readonly number[]): NaturalDataset => ({
  FrameOfReferenceTransformationMatrixType: 'RIGID',
  FrameOfReferenceTransformationMatrix: values,
})

const REGISTRATION: NaturalDataset = {
  SOPClassUID: REG_CLASS,
  SOPInstanceUID: '1.2.3.6.1',
  Modality: 'REG',
  PatientID: 'P1',
  StudyInstanceUID: '1.2.3.1',
  SeriesInstanceUID: '1.2.3.6',
  FrameOfReferenceUID: FRAME,
  RegistrationSequence: [
    {
      FrameOfReferenceUID: FRAME,
      MatrixRegistrationSequence: [{ MatrixSequence: [matrix([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])] }],
    },
    {
      FrameOfReferenceUID: '1.2.3.8',
      MatrixRegistrationSequence: [
        {
          MatrixSequence: [
            matrix([0.8, -0.6, 0, 12.25, 0.6, 0.8, 0, -31.5, 0, 0, 1, 4.75, 0, 0, 0, 1]),
            matrix([1, 0, 0, 1.5, 0, 0.6, -0.8, 2.5, 0, 0.8, 0.6, -3.5, 0, 0, 0, 1]),
          ],
        },
      ],
    },
  ],
}

const subject = (dataset: NaturalDataset, syntax: string): Subject => {
  const elements = elementsOf(dataset)
  const sopClassUid = String(dataset.SOPClassUID)
  const sopInstanceUid = String(dataset.SOPInstanceUID)
  const bytes = writePart10(elements, sopClassUid, sopInstanceUid, syntax)
  return { elements, sopClassUid, sopInstanceUid, syntax, bytes }
}

const inBoth = (dataset: NaturalDataset): readonly Subject[] =>
  [EXPLICIT_LITTLE_ENDIAN, IMPLICIT_LITTLE_ENDIAN].map((syntax) => subject(dataset, syntax))

/** The slices of the series that an image belongs to, in explicit syntax. */
export const SLICES = SERIES.positions.map((_, k) => subject(ctSlice(SERIES, k), EXPLICIT_LITTLE_ENDIAN))

const IMPLICIT_SLICES = SERIES.positions.map((_, k) => subject(ctSlice(SERIES, k), IMPLICIT_LITTLE_ENDIAN))

const OURS: Readonly<Record<Exclude<Kind, 'compressed'>, readonly Subject[]>> = {
  image: [...SLICES, ...IMPLICIT_SLICES],
  structures: inBoth(STRUCTURES),
  registration: inBoth(REGISTRATION),
  dose: inBoth(rtDose()),
}

/** The sound files of a kind: for an image every slice, each in two syntaxes. */
export const subjectsOf = (kind: Kind): readonly Subject[] =>
  kind === 'compressed' ? compressedSubjects(SLICES) : OURS[kind]
