import { encodePart10, type InputFile, type NaturalDataset } from '../../src/dicom/index.js'

export const CT_CLASS = '1.2.840.10008.5.1.4.1.1.2'
export const RTSTRUCT_CLASS = '1.2.840.10008.5.1.4.1.1.481.3'
export const REG_CLASS = '1.2.840.10008.5.1.4.1.1.66.1'
export const FRAME = '1.2.3.9'
export const SERIES = '1.2.3.2'
export const STUDY = '1.2.3.1'

export type Vector = readonly [number, number, number]

export type CtOptions = {
  readonly columns: number
  readonly rows: number
  /** Between rows, between columns, mm. */
  readonly pixelSpacing: readonly [number, number]
  readonly row: Vector
  readonly column: Vector
  /** Centre of the first pixel of the plane at 0. */
  readonly origin: Vector
  /** Positions along row x column, mm. */
  readonly positions: readonly number[]
  /** In-plane shift along the column direction per mm of position: a tilted gantry. */
  readonly shear: number
  readonly signed: boolean
  readonly bitsStored: number
  readonly overrides: (k: number) => NaturalDataset
}

export const AXIAL: CtOptions = {
  columns: 7,
  rows: 5,
  pixelSpacing: [0.9, 0.7],
  row: [1, 0, 0],
  column: [0, 1, 0],
  origin: [-100, -90, 40],
  positions: [0, 2, 4, 6],
  shear: 0,
  signed: true,
  bitsStored: 16,
  overrides: () => ({}),
}

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

/** The stored value of a pixel: another one everywhere, so that a swapped axis or slice shows. */
export const storedValue = (k: number, r: number, c: number): number => 1000 * k + 10 * r + c

export const sopUid = (k: number): string => `1.2.3.4.${k + 1}`

const pixels = (o: CtOptions, k: number): Int16Array | Uint16Array => {
  const out = new (o.signed ? Int16Array : Uint16Array)(o.columns * o.rows)
  for (let r = 0; r < o.rows; r++) for (let c = 0; c < o.columns; c++) out[r * o.columns + c] = storedValue(k, r, c)
  return out
}

/** One CT image's data set. */
export const ctSlice = (o: CtOptions, k: number): NaturalDataset => {
  const normal = cross(o.row, o.column)
  const w = o.positions[k] as number
  const at = (i: 0 | 1 | 2): number => o.origin[i] + normal[i] * w + o.column[i] * o.shear * w
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    SOPClassUID: CT_CLASS,
    SOPInstanceUID: sopUid(k),
    StudyDate: '20260102',
    StudyTime: '101112',
    AccessionNumber: 'A1',
    Modality: 'CT',
    Manufacturer: 'phantom',
    ReferringPhysicianName: 'Doe^J',
    StudyDescription: 'Kopf',
    SeriesDescription: 'Plan',
    PatientName: 'Äneas^Rüdiger',
    PatientID: 'P1',
    PatientBirthDate: '19600102',
    PatientSex: 'M',
    SliceThickness: 99,
    PatientPosition: 'HFS',
    StudyInstanceUID: STUDY,
    SeriesInstanceUID: SERIES,
    StudyID: 'S1',
    SeriesNumber: 3,
    AcquisitionNumber: 1,
    InstanceNumber: 100 - k,
    ImagePositionPatient: [at(0), at(1), at(2)],
    ImageOrientationPatient: [...o.row, ...o.column],
    FrameOfReferenceUID: FRAME,
    PositionReferenceIndicator: '',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: o.rows,
    Columns: o.columns,
    PixelSpacing: o.pixelSpacing,
    BitsAllocated: 16,
    BitsStored: o.bitsStored,
    HighBit: o.bitsStored - 1,
    PixelRepresentation: o.signed ? 1 : 0,
    RescaleIntercept: -1000,
    RescaleSlope: 1,
    KVP: 120,
    PixelData: pixels(o, k),
    ...o.overrides(k),
  }
}

export const fileOf = (name: string, bytes: Uint8Array): InputFile => ({ name, bytes: () => Promise.resolve(bytes) })

/** A CT series as files in memory. */
export const ctFiles = (options: Partial<CtOptions> = {}): InputFile[] => {
  const o = { ...AXIAL, ...options }
  return o.positions.map((_, k) => fileOf(`ct/${k}.dcm`, encodePart10(ctSlice(o, k))))
}

export const DOSE_CLASS = '1.2.840.10008.5.1.4.1.1.481.2'

/** An RT Dose's data set: 3 x 2 voxels on 4 axial planes, 2.5 mm apart, 0.1 Gy a step. */
export const rtDose = (rest: NaturalDataset = {}): NaturalDataset => ({
  SOPClassUID: DOSE_CLASS,
  SOPInstanceUID: '1.2.3.7.1',
  Modality: 'RTDOSE',
  PatientID: 'P1',
  StudyInstanceUID: STUDY,
  SeriesInstanceUID: '1.2.3.70',
  ImagePositionPatient: [-10, -20, 40],
  ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
  FrameOfReferenceUID: FRAME,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  NumberOfFrames: 4,
  Rows: 2,
  Columns: 3,
  PixelSpacing: [2, 3],
  BitsAllocated: 16,
  BitsStored: 16,
  HighBit: 15,
  PixelRepresentation: 0,
  DoseUnits: 'GY',
  DoseType: 'PHYSICAL',
  DoseSummationType: 'PLAN',
  GridFrameOffsetVector: [0, 2.5, 5, 7.5],
  DoseGridScaling: 0.1,
  PixelData: Uint16Array.from({ length: 24 }, (_, i) => 10 * i),
  ...rest,
})

export type ContourItem = NaturalDataset

export const square = (x: number, y: number, z: number, half: number): string =>
  [x - half, y - half, z, x + half, y - half, z, x + half, y + half, z, x - half, y + half, z].join('\\')

export const closed = (data: string, rest: NaturalDataset = {}): ContourItem => ({
  ContourGeometricType: 'CLOSED_PLANAR',
  NumberOfContourPoints: data.split('\\').length / 3,
  ContourData: data,
  ...rest,
})

export type RoiItem = {
  readonly number: number
  readonly name: string
  readonly contours: readonly ContourItem[]
  readonly frame?: string
}

/** A structure set's data set; sequences are written in opposite orders, so that joining by position shows. */
export const structureSet = (rois: readonly RoiItem[], rest: NaturalDataset = {}): NaturalDataset => ({
  SpecificCharacterSet: 'ISO_IR 192',
  SOPClassUID: RTSTRUCT_CLASS,
  SOPInstanceUID: '1.2.3.5.1',
  StudyDate: '20260102',
  StudyTime: '101112',
  AccessionNumber: 'A1',
  Modality: 'RTSTRUCT',
  Manufacturer: 'phantom',
  ReferringPhysicianName: '',
  OperatorsName: '',
  PatientName: 'Äneas^Rüdiger',
  PatientID: 'P1',
  PatientBirthDate: '19600102',
  PatientSex: 'M',
  StudyInstanceUID: STUDY,
  SeriesInstanceUID: '1.2.3.5',
  StudyID: 'S1',
  SeriesNumber: 4,
  StructureSetLabel: 'Plan',
  StructureSetDate: '20260103',
  StructureSetTime: '101112',
  ReferencedFrameOfReferenceSequence: [{ FrameOfReferenceUID: FRAME }],
  StructureSetROISequence: rois.map((r) => ({
    ROINumber: r.number,
    ...(r.frame === '' ? {} : { ReferencedFrameOfReferenceUID: r.frame ?? FRAME }),
    ROIName: r.name,
    ROIGenerationAlgorithm: 'MANUAL',
  })),
  ROIContourSequence: [...rois].reverse().map((r) => ({
    ROIDisplayColor: [r.number, 20, 30],
    ReferencedROINumber: r.number,
    ...(r.contours.length === 0 ? {} : { ContourSequence: r.contours }),
  })),
  RTROIObservationsSequence: rois.map((r, i) => ({
    ObservationNumber: i + 1,
    ReferencedROINumber: r.number,
    RTROIInterpretedType: r.number % 2 === 0 ? 'ORGAN' : 'GTV',
    ROIInterpreter: '',
  })),
  ...rest,
})
