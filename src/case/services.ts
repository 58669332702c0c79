import type { Comparison } from '../core/compare/index.js'
import type { DescribedExport, ExportPlan } from '../core/export/index.js'
import type { Field } from '../core/field/index.js'
import type { FrameUid, Sha256, Uid } from '../core/frame/index.js'
import type { Phase } from '../core/job/index.js'
import type { PatientEntry } from '../core/patient/index.js'
import { type ErrorRecord, type Finding, PostopError } from '../core/problem/index.js'
import type {
  AirChange,
  DrawnRegion,
  ExclusionMap,
  ExpandedProposal,
  Outline,
  Proposal,
  ProposalInputs,
  Recipe,
  Registration,
  Robustness,
  Tissue,
} from '../core/proposal/index.js'
import type { Roi, StructureSet } from '../core/structure/index.js'
import type { ArrivingImage, Volume } from '../core/volume/index.js'

/** Work under way; `cancel` makes `result` fail with `run/cancelled`. */
export type Running<T> = { readonly result: Promise<T>; readonly cancel: () => void }

/** Whether work failed only because it was cancelled. */
export const isCancelled = (error: unknown): boolean => error instanceof PostopError && error.code === 'run/cancelled'

export type OnProgress = (phase: Phase, done: number) => void

/** One series as the case lists it. */
export type CaseSeries = {
  /** Names it among all: its UID, with `#1`, `#2` ... behind it where the series has several parts. */
  readonly key: string
  /** What sets the part apart from the others of its series, in words; '' where there is one. */
  readonly part: string
  readonly seriesUid: Uid
  readonly studyUid: Uid
  readonly frame: FrameUid | null
  readonly modality: string
  readonly description: string
  /** `YYYYMMDD` or ''. */
  readonly date: string
  readonly studyDate: string
  readonly studyDescription: string
  readonly patientName: string
  readonly patientId: string
  readonly imageCount: number
  readonly columns: number
  readonly rows: number
  readonly sliceSpacingMm: number | null
  /** Why it cannot be planned on; null where it can. */
  readonly refusal: ErrorRecord | null
}

/** An object that is no image, as the case lists it. */
export type CaseObject = {
  readonly file: string
  readonly sopInstanceUid: Uid
  readonly modality: string
  /** Its kind in words, e.g. `RT Dose`. */
  readonly kind: string
  readonly description: string
  /** What is in a dose or plan, in words; '' for other kinds and where it could not be read. */
  readonly holds: string
  readonly date: string
  readonly patientName: string
  readonly patientId: string
  readonly studyUid: string
  readonly studyDate: string
  readonly studyDescription: string
  readonly seriesUid: string
  readonly frame: FrameUid | null
}

/** What was found among the files. */
export type CaseContents = {
  readonly fileCount: number
  readonly series: readonly CaseSeries[]
  readonly structureSets: readonly StructureSet[]
  readonly registrations: readonly Registration[]
  readonly patients: readonly PatientEntry[]
  readonly objects: readonly CaseObject[]
  readonly problems: readonly ErrorRecord[]
  readonly findings: readonly Finding[]
}

export type CaseImage = { readonly volume: Volume; readonly findings: readonly Finding[] }

/** Structure sets in files beside the open case. */
export type FoundStructures = {
  readonly structureSets: readonly StructureSet[]
  readonly patients: readonly PatientEntry[]
  readonly findings: readonly Finding[]
}

export type RoiSolid = {
  readonly field: Field
  readonly contourCm3: number
  readonly solidCm3: number
  readonly findings: readonly Finding[]
}

/** A structure set to write beside the planning image. */
export type ExportRequest = {
  /** Of the planning image. */
  readonly key: string
  readonly plan: ExportPlan
  /** `YYYY-MM-DDTHH:MM:SS` */
  readonly date: string
  readonly version: string
}

/** A structure set as it was written, parsed again and compared. */
export type WrittenExport = DescribedExport & {
  readonly bytes: Uint8Array
  readonly sopInstanceUid: Uid
  readonly rois: readonly {
    readonly type: string
    readonly name: string
    readonly number: number
    readonly geometryHash: Sha256
  }[]
  readonly findings: readonly Finding[]
}

/** A file of an archive; its name is no path. */
export type ArchivedFile = { readonly name: string; readonly bytes: Uint8Array }

/** What a case needs from outside; main.tsx passes the workers in. @typeParam File a file's content, which only the outside knows */
export interface CaseServices<File> {
  scan(files: readonly File[], onProgress: OnProgress): Running<CaseContents>
  /** Lets go of files that were looked through and not shown. */
  forgetScan(): void
  /** @param onImages sections of what has been read, some times a second */
  load(key: string, onProgress: OnProgress, onImages: (image: ArrivingImage) => void): Running<CaseImage>
  /** Another series of the case that is open: to look at beside the planning image. */
  loadOther(key: string, onProgress: OnProgress): Running<CaseImage>
  prepare(inputs: ProposalInputs): void
  solid(roi: { readonly setUid: Uid; readonly number: number }): Promise<RoiSolid>
  /** Contours and volume alone: what follows a slider. */
  outline(recipe: Recipe, onProgress: OnProgress): Running<Outline>
  propose(recipe: Recipe, onProgress: OnProgress): Running<Proposal>
  /** Resolves after so many ms: a case has no clock of its own. */
  readonly pause: (ms: number) => Promise<void>
  /** What would be air and bone at the recipe's thresholds: quick, for a drag. */
  tissue(recipe: Recipe): Promise<Tissue>
  /** A drawn area of concern as a solid. */
  drawnSolid(region: DrawnRegion): Promise<RoiSolid>
  structures(files: readonly File[]): Promise<FoundStructures>
  /** An ROI of a structure set that is not among the inputs, as a solid. */
  otherSolid(roi: Roi): Promise<RoiSolid>
  /** `a` on the planning image against the reference `b`, there or in a frame that is joined to it. */
  compare(
    request: { readonly a: Roi; readonly b: Roi; readonly toleranceMm: number },
    onProgress: OnProgress,
  ): Running<Comparison>
  /** What no edit by hand may enter unasked. */
  exclusionMap(recipe: Recipe): Promise<ExclusionMap>
  /** The proposal under what is uncertain; takes some seconds. */
  robustness(recipe: Recipe, onProgress: OnProgress): Running<Robustness>
  /** The CTV's volume at other thresholds of air; gives way to a newer recipe. */
  airChanges(recipe: Recipe, thresholdsHu: readonly number[]): Running<readonly AirChange[]>
  /** Lets go of everything that belongs to the open case. */
  close(): void
  /** The CTV of a recipe grown by a margin. */
  ptv(recipe: Recipe, marginMm: number): Promise<ExpandedProposal>
  write(request: ExportRequest): Promise<WrittenExport>
  /** Files as one .zip. @param date `YYYY-MM-DDTHH:MM:SS` */
  zip(files: readonly ArchivedFile[], date: string): Promise<Uint8Array>
}
