import type { FrameUid, Uid } from '../../core/frame/index.js'
import type { Attributes } from '../element/attributes.js'
import type { OpenedFile } from '../element/open.js'
import type { InputFile } from '../input-file.js'
import type { ImageReference } from '../volume/reference.js'
import { type FrameAttributes, framesOf, hasFunctionalGroups, plainFrame } from './functional-groups.js'
import { readMarks } from './marks.js'
import { readOrientation, readPosition, readSpacing } from './place.js'
import type { ImageHeader, PixelForm } from './types.js'

const readReference = (a: Attributes): ImageReference => ({
  patientName: a.unicode('PatientName'),
  patientId: a.unicode('PatientID'),
  patientBirthDate: a.string('PatientBirthDate'),
  patientSex: a.string('PatientSex'),
  studyInstanceUid: a.requiredString('StudyInstanceUID') as Uid,
  studyDate: a.string('StudyDate'),
  studyTime: a.string('StudyTime'),
  studyId: a.unicode('StudyID'),
  studyDescription: a.unicode('StudyDescription'),
  accessionNumber: a.unicode('AccessionNumber'),
  referringPhysicianName: a.unicode('ReferringPhysicianName'),
  seriesInstanceUid: a.requiredString('SeriesInstanceUID') as Uid,
  seriesDescription: a.unicode('SeriesDescription'),
  seriesNumber: a.string('SeriesNumber'),
  seriesDate: a.string('SeriesDate'),
  modality: a.string('Modality'),
  patientPosition: a.string('PatientPosition'),
  frame: a.string('FrameOfReferenceUID') as FrameUid | '',
  positionReferenceIndicator: a.unicode('PositionReferenceIndicator'),
})

/** Stored values, signed where the pixels are. */
const readPadding = (a: Attributes): PixelForm['padding'] => {
  const signed = a.uint16('PixelRepresentation') === 1
  const value = (keyword: string) => (signed ? a.int16(keyword) : a.uint16(keyword))
  const first = value('PixelPaddingValue')
  if (first === undefined) return null
  const last = value('PixelPaddingRangeLimit') ?? first
  return { low: Math.min(first, last), high: Math.max(first, last) }
}

type StoredForm = Omit<PixelForm, 'slope' | 'intercept' | 'statesSlope' | 'statesIntercept'>

const readPixels = ({ attributes: a, transferSyntaxUid, offsetsHold }: OpenedFile): StoredForm => {
  const element = a.element('PixelData')
  const bitsAllocated = a.uint16('BitsAllocated') ?? 0
  const bitsStored = a.uint16('BitsStored') ?? bitsAllocated
  return {
    transferSyntaxUid,
    offset: offsetsHold ? (element?.dataOffset ?? null) : null,
    byteLength: element === undefined || element.length === 0xffffffff ? 0 : element.length,
    encapsulated: element?.hadUndefinedLength === true,
    vr: element?.vr ?? 'OW',
    bitsAllocated,
    bitsStored,
    highBit: a.uint16('HighBit') ?? bitsStored - 1,
    signed: a.uint16('PixelRepresentation') === 1,
    samplesPerPixel: a.uint16('SamplesPerPixel') ?? 1,
    photometric: a.string('PhotometricInterpretation'),
    frames: a.decimal('NumberOfFrames') ?? 1,
    padding: readPadding(a),
    lossy: a.string('LossyImageCompression') === '01',
  }
}

/** The first window; one that cannot be read is no reason to refuse an image. */
const readWindow = (a: Attributes): ImageHeader['window'] => {
  const width = Number(a.strings('WindowWidth')[0] ?? '')
  const level = Number(a.strings('WindowCenter')[0] ?? Number.NaN)
  return width >= 1 && Number.isFinite(width) && Number.isFinite(level) ? { width, level } : null
}

const readRescale = (frame: FrameAttributes): Omit<PixelForm, keyof StoredForm> => {
  const of = (keyword: string) => frame.holding('PixelValueTransformationSequence', keyword).decimal(keyword)
  const slope = of('RescaleSlope')
  const intercept = of('RescaleIntercept')
  return {
    slope: slope ?? 1,
    intercept: intercept ?? 0,
    statesSlope: slope !== undefined,
    statesIntercept: intercept !== undefined,
  }
}

const FRAME_TYPES = ['CTImageFrameTypeSequence', 'MRImageFrameTypeSequence']

const readImageType = (a: Attributes, frame: FrameAttributes): readonly string[] => {
  const own = FRAME_TYPES.map((group) => frame.holding(group, 'FrameType').strings('FrameType'))
  return own.find((type) => type.length > 0) ?? a.strings('ImageType')
}

/**
 * What an image file says besides its pixels, frame by frame; several frames without functional groups are one entry, which
 * is not usable as a plane.
 * @throws dicom/missing-attribute, dicom/bad-value
 */
export const readImageHeaders = (opened: OpenedFile, input: InputFile): ImageHeader[] => {
  const a = opened.attributes
  const pixels = readPixels(opened)
  const file = {
    input,
    sopInstanceUid: a.requiredString('SOPInstanceUID') as Uid,
    sopClassUid: a.requiredString('SOPClassUID') as Uid,
    columns: a.requiredUint16('Columns'),
    rows: a.requiredUint16('Rows'),
    reference: readReference(a),
  }
  const frames = hasFunctionalGroups(a) ? framesOf(a, pixels.frames) : [plainFrame(a)]
  return frames.map((frame, index) => {
    const holding = frame.holding
    return {
      ...file,
      frame: index,
      imageType: readImageType(a, frame),
      pixelSpacingMm: readSpacing(holding('PixelMeasuresSequence', 'PixelSpacing')),
      positionLps:
        frames.length < pixels.frames ? null : readPosition(holding('PlanePositionSequence', 'ImagePositionPatient')),
      orientation: readOrientation(holding('PlaneOrientationSequence', 'ImageOrientationPatient')),
      sliceThicknessMm: holding('PixelMeasuresSequence', 'SliceThickness').decimal('SliceThickness') ?? null,
      window: readWindow(holding('FrameVOILUTSequence', 'WindowWidth')),
      marks: readMarks(frame),
      pixels: { ...pixels, ...readRescale(frame) },
    }
  })
}
