import { type DoseInfo, describeDose } from '../../core/dose/index.js'
import type { Uid } from '../../core/frame/index.js'
import { sha256Hex } from '../../core/hash/index.js'
import type { PatientEntry } from '../../core/patient/index.js'
import { describePlan, type Plan } from '../../core/plan/index.js'
import { type ErrorRecord, type Finding, note, PostopError, toErrorRecord } from '../../core/problem/index.js'
import { doseInfoOf } from '../dose/parse.js'
import type { Attributes } from '../element/attributes.js'
import { type OpenedFile, openFile } from '../element/open.js'
import { patientOf } from '../element/patient.js'
import type { InputFile } from '../input-file.js'
import { planOf } from '../plan/parse.js'
import { type ParsedRegistration, registrationOf } from '../registration/parse.js'
import { structureSetOf } from '../structure/parse.js'
import type { ParsedStructureSet } from '../structure/types.js'
import { readImageHeaders } from './image-header.js'
import { DICOMDIR, kindOf } from './kinds.js'
import { type ListedObject, listedObject } from './listed-object.js'
import type { ImageHeader, OtherObject } from './types.js'

type Listed = { readonly listed: ListedObject }

/** What one file is. `hash`: of its bytes, to tell a repeated file from another object with the same UID. */
export type ReadFile =
  | { readonly is: 'image'; readonly headers: readonly ImageHeader[] }
  | ({
      readonly is: 'structures'
      readonly parsed: ParsedStructureSet
      readonly patient: PatientEntry
      readonly hash: string
    } & Listed)
  | ({
      readonly is: 'registration'
      readonly parsed: ParsedRegistration
      readonly patient: PatientEntry
      readonly uid: Uid
      readonly hash: string
    } & Listed)
  | ({
      readonly is: 'dose'
      readonly info: DoseInfo
      readonly findings: readonly Finding[]
      readonly hash: string
    } & Listed)
  | ({ readonly is: 'plan'; readonly plan: Plan; readonly hash: string } & Listed)
  | ({ readonly is: 'other'; readonly object: OtherObject; readonly findings: readonly Finding[] } & Listed)
  | { readonly is: 'problem'; readonly error: ErrorRecord }

/** Enough for the header of most images, of nearly all, and of enhanced ones with thousands of frames. */
const HEAD_BYTES = [16384, 131072, 1 << 20, 1 << 23, 1 << 25] as const
/** What follows the SOP Class UID. */
const SOP_INSTANCE_UID = 0x00080018

const otherObject = (opened: OpenedFile, file: string, sopClassUid: string): OtherObject => {
  const a = opened.attributes
  return {
    file,
    modality: a.string('Modality'),
    sopClassUid: sopClassUid as Uid,
    kind: kindOf(sopClassUid).name,
    seriesUid: a.string('SeriesInstanceUID'),
    description: a.unicode('SeriesDescription'),
  }
}

const patientEntry = (a: Attributes, is: PatientEntry['is']): PatientEntry => ({
  file: a.file,
  is,
  seriesUid: a.string('SeriesInstanceUID'),
  patient: patientOf(a),
})

const sopClassOf = (opened: OpenedFile): string => {
  const a = opened.attributes
  const stated = a.string('SOPClassUID') || a.string('MediaStorageSOPClassUID')
  if (stated !== '') return stated
  if (a.element('DirectoryRecordSequence') !== undefined) return DICOMDIR
  throw a.missing('SOPClassUID')
}

/** The header from the first bytes alone, where the file is an image and its pixels begin within them. */
const imageFromHead = (head: Uint8Array, input: InputFile, wholeSize: number): ReadFile | undefined => {
  try {
    const opened = openFile(head, input.name, { headerOnly: true, wholeSize })
    if (opened.attributes.element('PixelData') === undefined) return undefined
    if (kindOf(sopClassOf(opened)).is !== 'image') return undefined
    return { is: 'image', headers: readImageHeaders(opened, input) }
  } catch (e) {
    // Not decided by its beginning: the whole file tells, and gives the error if there is one. What begins as no DICOM is none.
    if (e instanceof PostopError && e.code !== 'dicom/not-dicom') return undefined
    throw e
  }
}

/** Whether the first elements are an image's; of other objects the whole is needed anyway. */
const beginsAsImage = (head: Uint8Array, input: InputFile): boolean => {
  try {
    return kindOf(sopClassOf(openFile(head, input.name, { until: SOP_INSTANCE_UID }))).is === 'image'
  } catch (e) {
    if (e instanceof PostopError) return false
    throw e
  }
}

const fromHead = async (input: InputFile): Promise<ReadFile | undefined> => {
  if (input.part === undefined || input.size === undefined) return undefined
  for (const length of HEAD_BYTES) {
    if (input.size <= length) return undefined
    const head = await input.part(0, length)
    const image = imageFromHead(head, input, input.size)
    if (image !== undefined) return image
    if (length > HEAD_BYTES[0] && !beginsAsImage(head, input)) return undefined
  }
  return undefined
}

/** A dose or plan is no part of a proposal: one that cannot be read is listed with the reason, and stops nothing. */
const unread = (e: PostopError, file: string, kind: string): Finding =>
  note('file/skipped', `The ${kind} is not read: ${e.message}`, {
    file,
    remedy: e.remedy,
    ...(e.attribute === undefined ? {} : { attribute: e.attribute }),
  })

const fromWhole = async (bytes: Uint8Array, input: InputFile): Promise<ReadFile> => {
  const opened = openFile(bytes, input.name, { headerOnly: true })
  const sopClassUid = sopClassOf(opened)
  const kind = kindOf(sopClassUid)
  if (kind.is === 'image') return { is: 'image', headers: readImageHeaders(opened, input) }
  const listed = listedObject(opened.attributes, input.name, sopClassUid)
  if (kind.is === 'structures') {
    const whole = openFile(bytes, input.name).attributes
    return {
      is: 'structures',
      parsed: structureSetOf(whole, bytes),
      patient: patientEntry(whole, 'structures'),
      hash: sha256Hex(bytes),
      listed,
    }
  }
  if (kind.is === 'registration') {
    const whole = openFile(bytes, input.name).attributes
    return {
      is: 'registration',
      parsed: registrationOf(whole),
      patient: patientEntry(whole, 'registration'),
      uid: whole.string('SOPInstanceUID') as Uid,
      hash: sha256Hex(bytes),
      listed,
    }
  }
  const object = otherObject(opened, input.name, sopClassUid)
  if (kind.is === 'other') return { is: 'other', object, findings: [], listed }
  try {
    const whole = openFile(bytes, input.name)
    const hash = sha256Hex(bytes)
    if (kind.is === 'dose') {
      const { info, findings } = await doseInfoOf(whole)
      return { is: 'dose', info, findings, hash, listed: { ...listed, holds: describeDose(info) } }
    }
    const plan = planOf(whole.attributes)
    return { is: 'plan', plan, hash, listed: { ...listed, holds: describePlan(plan) } }
  } catch (e) {
    if (!(e instanceof PostopError)) throw e
    return { is: 'other', object, findings: [unread(e, input.name, kind.name)], listed }
  }
}

/** Reads one file for what it is; a file that cannot be read becomes a problem, never an exception. */
export const readOne = async (input: InputFile): Promise<ReadFile> => {
  try {
    return (await fromHead(input)) ?? (await fromWhole(await input.bytes(), input))
  } catch (e) {
    if (e instanceof PostopError) return { is: 'problem', error: { ...toErrorRecord(e), file: input.name } }
    return {
      is: 'problem',
      error: {
        code: 'input/unreadable',
        message: `${input.name} cannot be read: ${e instanceof Error ? e.message : String(e)}.`,
        file: input.name,
        attribute: null,
        remedy: 'Check that the file is there and may be read.',
      },
    }
  }
}
