import { column } from '../../src/core/frame/index.js'
import { encodePart10, type NaturalDataset } from '../../src/dicom/index.js'
import type { Part } from './anatomy/index.js'
import { frameUid, identity, type SeriesTexts, type StudyName, sliceUid, type UidOf } from './identity.js'
import { grainSlice } from './noise.js'
import { type Placement, painter } from './paint.js'
import { sliceOrigin } from './section.js'

/** A file of the sample. */
export type SampleFile = { readonly path: string; readonly bytes: Uint8Array }

/** What a kind of image adds to the modules that all have. */
export type ImageKind = {
  readonly study: StudyName
  readonly texts: Omit<SeriesTexts, 'sopInstanceUid'>
  readonly attributes: NaturalDataset
  readonly value: (part: Part) => number
  readonly background: number
  /** The stored value of a painted value and unit noise at an offset in the slice. */
  readonly store: (painted: number, grain: number) => number
  readonly seed: number
}

const WHOLE = 4095

/** General image, image plane and image pixel modules of one slice (PS3.3 C.7.6.1 to C.7.6.3). */
const sliceModules = (place: Placement, slice: number, pixels: Uint16Array): NaturalDataset => {
  const { grid } = place
  const [columnMm, rowMm, sliceMm] = grid.spacingMm
  return {
    PatientPosition: 'HFS',
    AcquisitionNumber: 1,
    InstanceNumber: slice + 1,
    ImagePositionPatient: sliceOrigin(place, slice),
    ImageOrientationPatient: [...column(grid.direction, 0), ...column(grid.direction, 1)],
    PositionReferenceIndicator: '',
    SliceThickness: sliceMm,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: grid.size[1],
    Columns: grid.size[0],
    PixelSpacing: [rowMm, columnMm],
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    PixelData: pixels,
  }
}

/** The slices of one image series, one file each. */
export function* imageFiles(
  kind: ImageKind,
  place: Placement,
  parts: readonly Part[],
  uid: UidOf,
): Generator<SampleFile> {
  const [columns, rows, slices] = place.grid.size
  const paint = painter(place, parts, kind.value, kind.background)
  for (let k = 0; k < slices; k++) {
    const painted = paint(k)
    const grain = grainSlice(columns, rows, k, kind.seed)
    const pixels = new Uint16Array(painted.length)
    for (let n = 0; n < pixels.length; n++) {
      const stored = Math.round(kind.store(painted[n] as number, grain[n] as number))
      pixels[n] = Math.min(WHOLE, Math.max(0, stored))
    }
    const bytes = encodePart10({
      ...identity(uid, { ...kind.texts, sopInstanceUid: sliceUid(uid, kind.study, k) }),
      ...kind.attributes,
      ...sliceModules(place, k, pixels),
      AcquisitionDate: kind.texts.date,
      ContentDate: kind.texts.date,
      AcquisitionTime: kind.texts.time,
      ContentTime: kind.texts.time,
      FrameOfReferenceUID: frameUid(uid, kind.study),
    })
    yield { path: `${kind.study}/${kind.texts.modality}-${String(k + 1).padStart(3, '0')}.dcm`, bytes }
  }
}
