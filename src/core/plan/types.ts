import type { FrameUid, Uid } from '../frame/index.js'

/** What a plan says of the dose to one structure, point or site (PS3.3 C.8.8.10). */
export type DoseReference = {
  readonly number: number
  /** Dose Reference Type (300A,0020): TARGET or ORGAN_AT_RISK. */
  readonly type: string
  /** Dose Reference Structure Type (300A,0014): POINT, VOLUME, COORDINATES or SITE. */
  readonly structureType: string
  readonly description: string
  /** The ROI in the plan's structure set. */
  readonly roiNumber: number | null
  /** Target Prescription Dose (300A,0026) over the whole plan. */
  readonly prescribedGy: number | null
  /** Target Minimum and Maximum Dose (300A,0025), (300A,0027). */
  readonly leastGy: number | null
  readonly mostGy: number | null
  /** Organ at Risk Maximum Dose (300A,002C). */
  readonly organMostGy: number | null
}

/** Beams or applications that are given together (PS3.3 C.8.8.13). */
export type FractionGroup = {
  readonly number: number
  readonly fractions: number | null
  readonly beamCount: number
  readonly applicationCount: number
  /** Dose of one fraction to the beams' and applications' own points, added; null where any of them states none. */
  readonly fractionGy: number | null
  /** Dose references that the group names. */
  readonly doseReferenceNumbers: readonly number[]
}

/** An RT Plan, of photons, electrons, ions or brachytherapy, as far as prescriptions go. */
export type Plan = {
  readonly uid: Uid
  /** The file as the user named it. */
  readonly file: string
  readonly label: string
  readonly name: string
  /** `YYYYMMDD` or ''. */
  readonly date: string
  /** Plan Intent (300A,000A), '' where not stated. */
  readonly intent: string
  /** Approval Status (300E,0002), '' where not stated. */
  readonly approval: string
  readonly frame: FrameUid | null
  readonly structureSetUid: Uid | null
  readonly prescriptionText: string
  readonly doseReferences: readonly DoseReference[]
  readonly fractionGroups: readonly FractionGroup[]
  readonly beamCount: number
}
