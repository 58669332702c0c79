import type { Mat4 } from '../../src/core/frame/index.js'
import { encodePart10, type NaturalDataset } from '../../src/dicom/index.js'
import { CT_CLASS } from './ct.js'
import { POST_TO_CT, PRE_TO_CT, SAME } from './frames.js'
import { frameUid, identity, type StudyName, sliceUid, type UidOf } from './identity.js'
import type { SampleFile } from './images.js'
import { MR_CLASS } from './mr.js'
import type { Placement } from './paint.js'

const SPATIAL_REGISTRATION_CLASS = '1.2.840.10008.5.1.4.1.1.66.1'

/** One item of the registration: how a frame comes into the CT's (PS3.3 C.20.2). */
const item = (uid: UidOf, study: StudyName, images: readonly NaturalDataset[], toCt: Mat4): NaturalDataset => ({
  FrameOfReferenceUID: frameUid(uid, study),
  ReferencedImageSequence: images,
  MatrixRegistrationSequence: [
    {
      FrameOfReferenceTransformationComment: study === 'CT' ? 'The registered frame itself' : `${study} to planning CT`,
      RegistrationTypeCodeSequence: [
        { CodeValue: '125024', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Image Content-based Alignment' },
      ],
      MatrixSequence: [
        { FrameOfReferenceTransformationMatrixType: 'RIGID', FrameOfReferenceTransformationMatrix: toCt },
      ],
    },
  ],
})

const images = (uid: UidOf, study: StudyName, place: Placement): NaturalDataset[] =>
  Array.from({ length: place.grid.size[2] }, (_, k) => ({
    ReferencedSOPClassUID: study === 'CT' ? CT_CLASS : MR_CLASS,
    ReferencedSOPInstanceUID: sliceUid(uid, study, k),
  }))

/** The Spatial Registration object that brings both MR frames into the CT's. */
export const registrationFile = (uid: UidOf, places: Readonly<Record<StudyName, Placement>>): SampleFile => {
  const date = '20260303'
  const time = '080000'
  const imagesOf = (study: StudyName): NaturalDataset[] => images(uid, study, places[study])
  const series = (study: StudyName): NaturalDataset => ({
    ReferencedInstanceSequence: imagesOf(study),
    SeriesInstanceUID: uid(`series ${study}`),
  })
  const others = (['MR-pre', 'MR-post'] as const).map((study) => ({
    ReferencedSeriesSequence: [series(study)],
    StudyInstanceUID: uid(`study ${study}`),
  }))
  const dataset: NaturalDataset = {
    ...identity(uid, {
      sopClassUid: SPATIAL_REGISTRATION_CLASS,
      sopInstanceUid: uid('registration'),
      study: 'CT',
      series: 'REG',
      number: 11,
      modality: 'REG',
      title: 'MR before and after operation to CT',
      date,
      time,
      model: 'Phantom registration',
    }),
    BodyPartExamined: 'HEADNECK',
    FrameOfReferenceUID: frameUid(uid, 'CT'),
    PositionReferenceIndicator: '',
    InstanceNumber: 1,
    ContentDate: date,
    ContentTime: time,
    ContentLabel: 'MR_TO_CT',
    ContentDescription: 'Known by construction',
    ContentCreatorName: '',
    ReferencedSeriesSequence: [series('CT')],
    StudiesContainingOtherReferencedInstancesSequence: others,
    RegistrationSequence: [
      item(uid, 'CT', imagesOf('CT'), SAME),
      item(uid, 'MR-pre', imagesOf('MR-pre'), PRE_TO_CT),
      item(uid, 'MR-post', imagesOf('MR-post'), POST_TO_CT),
    ],
  }
  return { path: 'REG.dcm', bytes: encodePart10(dataset) }
}
