import { sha256OfText } from '../../src/core/hash/index.js'
import type { NaturalDataset } from '../../src/dicom/index.js'
import type { Settings } from './options.js'

/** UIDs of the sample by name: root 2.25 and 128 bits of a hash, so they are fixed (PS3.5 annex B.2). */
export type UidOf = (name: string) => string

/** The UIDs of one set of options; other options give other UIDs. */
export const uidsFor =
  (settings: Settings): UidOf =>
  (name) =>
    `2.25.${BigInt(`0x${sha256OfText(`postop-ctv sample ${settings.key} ${name}`).slice(0, 32)}`)}`

/** A study of the sample: one a day on which something was acquired. */
export type StudyName = 'CT' | 'MR-pre' | 'MR-post'

const STUDIES = {
  CT: { date: '20260302', time: '091500', id: 'CT-1', title: 'Planning CT head and neck' },
  'MR-pre': { date: '20260111', time: '103000', id: 'MR-1', title: 'MR nasopharynx before operation' },
  'MR-post': { date: '20260225', time: '143000', id: 'MR-2', title: 'MR nasopharynx after operation' },
} as const

/** What identifies the object and describes its series. */
export type SeriesTexts = {
  readonly sopClassUid: string
  readonly sopInstanceUid: string
  readonly study: StudyName
  readonly series: string
  readonly number: number
  readonly modality: string
  readonly title: string
  readonly date: string
  readonly time: string
  readonly model: string
}

/** Patient, study, series, equipment and SOP common modules (PS3.3 C.7.1.1, C.7.2.1, C.7.3.1, C.7.5.1, C.12.1). */
export const identity = (uid: UidOf, t: SeriesTexts): NaturalDataset => ({
  SpecificCharacterSet: 'ISO_IR 192',
  InstanceCreationDate: t.date,
  InstanceCreationTime: t.time,
  SOPClassUID: t.sopClassUid,
  SOPInstanceUID: t.sopInstanceUid,
  StudyDate: STUDIES[t.study].date,
  SeriesDate: t.date,
  StudyTime: STUDIES[t.study].time,
  SeriesTime: t.time,
  AccessionNumber: '',
  Modality: t.modality,
  Manufacturer: 'postop-ctv',
  ReferringPhysicianName: '',
  StationName: 'PHANTOM',
  StudyDescription: STUDIES[t.study].title,
  SeriesDescription: t.title,
  OperatorsName: '',
  ManufacturerModelName: t.model,
  PatientName: 'SAMPLE^NPC-01',
  PatientID: 'SYN-0001',
  PatientBirthDate: '19700101',
  PatientSex: 'O',
  PatientIdentityRemoved: 'YES',
  DeidentificationMethod: 'Synthetic: no patient',
  DeviceSerialNumber: '1',
  SoftwareVersions: '1',
  StudyInstanceUID: uid(`study ${t.study}`),
  SeriesInstanceUID: uid(`series ${t.series}`),
  StudyID: STUDIES[t.study].id,
  SeriesNumber: t.number,
})

/** UID of a frame of reference of the sample. */
export const frameUid = (uid: UidOf, study: StudyName): string => uid(`frame ${study}`)

/** UID of one slice of an image series. */
export const sliceUid = (uid: UidOf, study: StudyName, slice: number): string => uid(`image ${study} ${slice}`)
