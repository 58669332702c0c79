import type { FrameUid, Uid } from '../../core/frame/index.js'
import type { Attributes } from '../element/attributes.js'
import { kindOf } from './kinds.js'

/** An object that is no image, as a list of the case shows it: whose it is, and what it calls itself. */
export type ListedObject = {
  readonly file: string
  readonly sopInstanceUid: Uid
  readonly sopClassUid: Uid
  readonly modality: string
  /** Its kind in words, e.g. `RT Dose`. */
  readonly kind: string
  readonly description: string
  /** What is in a dose or plan, in words; '' for other kinds and where it could not be read. */
  readonly holds: string
  /** `YYYYMMDD` or ''. */
  readonly date: string
  readonly patientName: string
  readonly patientId: string
  readonly studyUid: string
  readonly studyDate: string
  readonly studyDescription: string
  readonly seriesUid: string
  /** null where the object has none. */
  readonly frame: FrameUid | null
}

const LABELS = ['StructureSetLabel', 'RTPlanLabel', 'ContentLabel', 'DoseComment', 'SeriesDescription'] as const
const DATES = ['StructureSetDate', 'RTPlanDate', 'ContentDate', 'SeriesDate', 'InstanceCreationDate'] as const

/** What an opened file says of itself. */
export const listedObject = (a: Attributes, file: string, sopClassUid: string): ListedObject => ({
  file,
  sopInstanceUid: a.string('SOPInstanceUID') as Uid,
  sopClassUid: sopClassUid as Uid,
  modality: a.string('Modality'),
  kind: kindOf(sopClassUid).name,
  description: LABELS.map((label) => a.unicode(label).trim()).find((text) => text !== '') ?? '',
  holds: '',
  date: DATES.map((date) => a.string(date)).find((text) => text !== '') ?? a.string('StudyDate'),
  patientName: a.unicode('PatientName'),
  patientId: a.unicode('PatientID').trim(),
  studyUid: a.string('StudyInstanceUID'),
  studyDate: a.string('StudyDate'),
  studyDescription: a.unicode('StudyDescription').trim(),
  seriesUid: a.string('SeriesInstanceUID'),
  frame: (a.string('FrameOfReferenceUID') || null) as FrameUid | null,
})
