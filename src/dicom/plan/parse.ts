import type { FrameUid, Uid } from '../../core/frame/index.js'
import type { DoseReference, FractionGroup, Plan } from '../../core/plan/index.js'
import type { Attributes } from '../element/attributes.js'
import { openFile } from '../element/open.js'
import { RT_ION_PLAN, RT_PLAN, requireKind } from '../scan/kinds.js'

/** A number of things. @throws dicom/bad-value */
const whole = (a: Attributes, keyword: string): number | null => {
  const value = a.single(keyword)
  if (value === undefined) return null
  if (!Number.isInteger(value) || value < 0) throw a.badValue(keyword, `is ${value}, which counts nothing`)
  return value
}

/** A dose in Gy. @throws dicom/bad-value */
const gray = (a: Attributes, keyword: string): number | null => {
  const value = a.single(keyword)
  if (value === undefined) return null
  if (value < 0) throw a.badValue(keyword, `is ${value} Gy`)
  return value
}

const requiredNumber = (a: Attributes, keyword: string): number => {
  const value = whole(a, keyword)
  if (value === null) throw a.missing(keyword)
  return value
}

const doseReference = (item: Attributes): DoseReference => ({
  number: requiredNumber(item, 'DoseReferenceNumber'),
  type: item.string('DoseReferenceType'),
  structureType: item.string('DoseReferenceStructureType'),
  description: item.unicode('DoseReferenceDescription').trim(),
  roiNumber: whole(item, 'ReferencedROINumber'),
  prescribedGy: gray(item, 'TargetPrescriptionDose'),
  leastGy: gray(item, 'TargetMinimumDose'),
  mostGy: gray(item, 'TargetMaximumDose'),
  organMostGy: gray(item, 'OrganAtRiskMaximumDose'),
})

const fractionGroup = (item: Attributes): FractionGroup => {
  const beams = item.items('ReferencedBeamSequence')
  const applications = item.items('ReferencedBrachyApplicationSetupSequence')
  const doses = [
    ...beams.map((b) => gray(b, 'BeamDose')),
    ...applications.map((s) => gray(s, 'BrachyApplicationSetupDose')),
  ]
  const stated = doses.filter((d) => d !== null)
  return {
    number: requiredNumber(item, 'FractionGroupNumber'),
    fractions: whole(item, 'NumberOfFractionsPlanned'),
    beamCount: beams.length,
    applicationCount: applications.length,
    fractionGy: stated.length === 0 || stated.length < doses.length ? null : stated.reduce((sum, d) => sum + d, 0),
    doseReferenceNumbers: item
      .items('ReferencedDoseReferenceSequence')
      .map((r) => requiredNumber(r, 'ReferencedDoseReferenceNumber')),
  }
}

const uidOr = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)

/** The plan in an opened file. @see parsePlan */
export const planOf = (a: Attributes): Plan => ({
  uid: a.requiredString('SOPInstanceUID') as Uid,
  file: a.file,
  label: a.unicode('RTPlanLabel').trim(),
  name: a.unicode('RTPlanName').trim(),
  date: a.string('RTPlanDate'),
  intent: a.string('PlanIntent'),
  approval: a.string('ApprovalStatus'),
  frame: uidOr(a.string('FrameOfReferenceUID')) as FrameUid | null,
  structureSetUid: uidOr(
    a.items('ReferencedStructureSetSequence')[0]?.string('ReferencedSOPInstanceUID'),
  ) as Uid | null,
  prescriptionText: a.unicode('PrescriptionDescription').trim(),
  doseReferences: a.items('DoseReferenceSequence').map(doseReference),
  fractionGroups: a.items('FractionGroupSequence').map(fractionGroup),
  beamCount: a.items('BeamSequence').length + a.items('IonBeamSequence').length,
})

/**
 * Reads an RT Plan or RT Ion Plan (PS3.3 A.20, A.49) as far as prescriptions, fractions and what they refer to.
 * @throws dicom/not-dicom, dicom/truncated, dicom/unsupported-object where the file is something else
 * @throws dicom/missing-attribute without SOP Instance UID or an item's number
 * @throws dicom/bad-value for doses and counts that are no numbers, or below 0
 */
export const parsePlan = (bytes: Uint8Array, file: string): Plan => {
  const { attributes } = openFile(bytes, file)
  requireKind(attributes, RT_PLAN, RT_ION_PLAN)
  return planOf(attributes)
}
