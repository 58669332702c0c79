import type { FrameUid, Uid } from '../../core/frame/index.js'

/**
 * What a structure set drawn on a series repeats of its patient, study, series and frame:
 * plain data, texts decoded to Unicode, '' where the file has none.
 */
export type ImageReference = {
  readonly patientName: string
  readonly patientId: string
  readonly patientBirthDate: string
  readonly patientSex: string
  readonly studyInstanceUid: Uid
  readonly studyDate: string
  readonly studyTime: string
  readonly studyId: string
  readonly studyDescription: string
  readonly accessionNumber: string
  readonly referringPhysicianName: string
  readonly seriesInstanceUid: Uid
  readonly seriesDescription: string
  readonly seriesNumber: string
  readonly seriesDate: string
  readonly modality: string
  readonly patientPosition: string
  /** '' where the image has none. */
  readonly frame: FrameUid | ''
  readonly positionReferenceIndicator: string
}
