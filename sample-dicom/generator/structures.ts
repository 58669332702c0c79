import { encodePart10, IMPLICIT_LITTLE_ENDIAN, type NaturalDataset } from '../../src/dicom/index.js'
import { frameUid, identity, type StudyName, sliceUid, type UidOf } from './identity.js'
import type { SampleFile } from './images.js'
import type { Placement } from './paint.js'
import type { SampleRoi } from './rois.js'
import { sectionOn } from './section.js'

const STRUCTURE_SET_CLASS = '1.2.840.10008.5.1.4.1.1.481.3'
const STUDY_MANAGEMENT_CLASS = '1.2.840.10008.3.1.2.3.1'

/** A structure set of the sample and the images it is drawn on. */
export type StructureSetPlan = {
  readonly path: string
  readonly study: StudyName
  readonly imageClass: string
  readonly label: string
  readonly date: string
  readonly time: string
  readonly place: Placement
  readonly rois: readonly SampleRoi[]
}

const round3 = (v: number): number => Math.round(v * 1000) / 1000

/** The closed planar contours of a ROI on every slice that it meets (PS3.3 C.8.8.6). */
const contoursOf = (plan: StructureSetPlan, roi: SampleRoi, uid: UidOf): NaturalDataset[] => {
  const items: NaturalDataset[] = []
  for (let k = 0; k < plan.place.grid.size[2]; k++)
    for (const loop of sectionOn(roi.shape, plan.place, k, roi.stepMm))
      items.push({
        ContourImageSequence: [
          { ReferencedSOPClassUID: plan.imageClass, ReferencedSOPInstanceUID: sliceUid(uid, plan.study, k) },
        ],
        ContourGeometricType: 'CLOSED_PLANAR',
        NumberOfContourPoints: loop.length / 3,
        ContourNumber: items.length + 1,
        ContourData: Array.from(loop, round3),
      })
  return items
}

/** Frame, study, series and images that the set refers to (PS3.3 C.8.8.5). */
const references = (plan: StructureSetPlan, uid: UidOf): NaturalDataset => {
  const images = Array.from({ length: plan.place.grid.size[2] }, (_, k) => ({
    ReferencedSOPClassUID: plan.imageClass,
    ReferencedSOPInstanceUID: sliceUid(uid, plan.study, k),
  }))
  const series = { SeriesInstanceUID: uid(`series ${plan.study}`), ContourImageSequence: images }
  const study = {
    ReferencedSOPClassUID: STUDY_MANAGEMENT_CLASS,
    ReferencedSOPInstanceUID: uid(`study ${plan.study}`),
    RTReferencedSeriesSequence: [series],
  }
  return {
    ReferencedFrameOfReferenceSequence: [
      { FrameOfReferenceUID: frameUid(uid, plan.study), RTReferencedStudySequence: [study] },
    ],
  }
}

/** An RT Structure Set in implicit little endian, because contour data may be longer than an explicit DS can be. */
export const structureSetFile = (plan: StructureSetPlan, uid: UidOf): SampleFile => {
  const dataset: NaturalDataset = {
    ...identity(uid, {
      sopClassUid: STRUCTURE_SET_CLASS,
      sopInstanceUid: uid(`structure set ${plan.study}`),
      study: plan.study,
      series: `RS ${plan.study}`,
      number: 10,
      modality: 'RTSTRUCT',
      title: plan.label,
      date: plan.date,
      time: plan.time,
      model: 'Phantom structures',
    }),
    FrameOfReferenceUID: frameUid(uid, plan.study),
    PositionReferenceIndicator: '',
    StructureSetLabel: plan.label,
    StructureSetDate: plan.date,
    StructureSetTime: plan.time,
    ...references(plan, uid),
    StructureSetROISequence: plan.rois.map((roi) => ({
      ROINumber: roi.number,
      ReferencedFrameOfReferenceUID: frameUid(uid, plan.study),
      ROIName: roi.name,
      ROIGenerationAlgorithm: 'AUTOMATIC',
    })),
    ROIContourSequence: plan.rois.map((roi) => ({
      ROIDisplayColor: roi.colour,
      ContourSequence: contoursOf(plan, roi, uid),
      ReferencedROINumber: roi.number,
    })),
    RTROIObservationsSequence: plan.rois.map((roi) => ({
      ObservationNumber: roi.number,
      ReferencedROINumber: roi.number,
      RTROIInterpretedType: roi.type,
      ROIInterpreter: '',
    })),
    ApprovalStatus: 'UNAPPROVED',
  }
  return { path: plan.path, bytes: encodePart10(dataset, IMPLICIT_LITTLE_ENDIAN) }
}
