import type { Uid } from '../../core/frame/index.js'
import { itemsIn, removeFrom, setIn, setItems } from '../element/edit.js'
import { elementsOf } from '../element/natural.js'
import type { Elements } from '../element/tree.js'
import { RT_STRUCTURE_SET } from '../scan/kinds.js'
import type { ImageReference } from '../volume/reference.js'
import { dicomDate } from './date.js'
import type { WriteRequest } from './types.js'

const SOFTWARE = 'postop-ctv'

/** What belongs to the file that was read and not to the new one: its review, its signatures, its padding, its place in a series. */
const NOT_INHERITED = [
  'ReviewDate',
  'ReviewTime',
  'ReviewerName',
  'DigitalSignaturesSequence',
  'MACParametersSequence',
  'DataSetTrailingPadding',
  'InstanceCreatorUID',
  'SeriesDescriptionCodeSequence',
  'RelatedSeriesSequence',
  'PredecessorDocumentsSequence',
  'InstanceOriginStatus',
  'SOPInstanceStatus',
  'SOPAuthorizationDateTime',
  'TimezoneOffsetFromUTC',
] as const

/** Of the patient and study: as the planning images say. */
const patientAndStudy = (r: ImageReference) => ({
  PatientName: r.patientName,
  PatientID: r.patientId,
  PatientBirthDate: r.patientBirthDate,
  PatientSex: r.patientSex,
  StudyInstanceUID: r.studyInstanceUid,
  StudyDate: r.studyDate,
  StudyTime: r.studyTime,
  StudyID: r.studyId,
  AccessionNumber: r.accessionNumber,
  ReferringPhysicianName: r.referringPhysicianName,
  ...(r.studyDescription === '' ? {} : { StudyDescription: r.studyDescription }),
})

/** Who had a hand in it (PS3.3 C.12.1.1.5): we, after those who already stand there. */
const addContribution = (set: Elements, request: WriteRequest, isCopy: boolean, when: string): void => {
  const code = isCopy ? ['109103', 'Modifying Equipment'] : ['109102', 'Processing Equipment']
  const item = elementsOf({
    PurposeOfReferenceCodeSequence: [
      { CodeValue: code[0] as string, CodingSchemeDesignator: 'DCM', CodeMeaning: code[1] as string },
    ],
    Manufacturer: SOFTWARE,
    ManufacturerModelName: SOFTWARE,
    SoftwareVersions: request.version,
    ContributionDateTime: when,
    ContributionDescription: 'Proposed a clinical target volume',
  })
  setItems(set, 'ContributingEquipmentSequence', [...itemsIn(set, 'ContributingEquipmentSequence'), item])
}

/** Everything above the ROIs: patient, study, series, equipment, approval, provenance. */
export const writeHead = (
  set: Elements,
  request: WriteRequest,
  uids: { readonly sop: Uid; readonly series: Uid },
  predecessor: Uid | undefined,
  isCopy: boolean,
): void => {
  const { date, time } = dicomDate(request.date)
  removeFrom(set, ...NOT_INHERITED)
  setIn(set, {
    SpecificCharacterSet: 'ISO_IR 192',
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    SOPClassUID: RT_STRUCTURE_SET,
    SOPInstanceUID: uids.sop,
    ...patientAndStudy(request.reference),
    Modality: 'RTSTRUCT',
    SeriesInstanceUID: uids.series,
    SeriesNumber: 1,
    SeriesDate: date,
    SeriesTime: time,
    SeriesDescription: 'Proposed CTV (postop-ctv)',
    InstanceNumber: 1,
    StructureSetLabel: request.label,
    StructureSetDate: date,
    StructureSetTime: time,
    ApprovalStatus: 'UNAPPROVED',
    FrameOfReferenceUID: request.reference.frame,
    PositionReferenceIndicator: request.reference.positionReferenceIndicator,
  })
  if (!isCopy) {
    setIn(set, {
      Manufacturer: SOFTWARE,
      ManufacturerModelName: SOFTWARE,
      SoftwareVersions: request.version,
      OperatorsName: '',
    })
  }
  removeFrom(set, 'PredecessorStructureSetSequence')
  if (predecessor !== undefined) {
    // PS3.3 C.8.8.5 permits a single item; every input is named in the recipe.
    const item = elementsOf({ ReferencedSOPClassUID: RT_STRUCTURE_SET, ReferencedSOPInstanceUID: predecessor })
    setItems(set, 'PredecessorStructureSetSequence', [item])
  }
  addContribution(set, request, isCopy, `${date}${time}`)
}
