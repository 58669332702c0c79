import type { DescribedExport, ExportPlan } from '../../core/export/index.js'
import type { FrameUid, Uid } from '../../core/frame/index.js'
import type { PatientEntry } from '../../core/patient/index.js'
import type { ErrorRecord, Finding } from '../../core/problem/index.js'
import type { Registration } from '../../core/proposal/index.js'
import type { StructureSet } from '../../core/structure/index.js'
import type { ArrivingImage, Volume } from '../../core/volume/index.js'
import type { ListedObject, SliceGap, WrittenStructureSet, ZipMember } from '../../dicom/index.js'

/** A file the user gave, or the address of one on the page's own origin. */
export type SourceFile =
  | { readonly name: string; readonly blob: Blob }
  | { readonly name: string; readonly url: string }

/** What a list of series shows; the headers stay in the worker. */
export type SeriesSummary = {
  /** Names it among all: its UID, with `#1`, `#2` ... behind it where the series has several parts. */
  readonly key: string
  /** What sets the part apart from the others of its series, in words; '' where there is one. */
  readonly part: string
  readonly seriesUid: Uid
  readonly studyUid: Uid
  readonly frame: FrameUid | null
  readonly modality: string
  readonly description: string
  readonly date: string
  readonly studyDate: string
  readonly studyDescription: string
  readonly patientName: string
  readonly patientId: string
  readonly imageCount: number
  readonly columns: number
  readonly rows: number
  readonly sliceSpacingMm: number | null
  readonly refusal: ErrorRecord | null
  readonly findings: readonly Finding[]
}

export type ScanSummary = {
  readonly fileCount: number
  readonly series: readonly SeriesSummary[]
  readonly structureSets: readonly StructureSet[]
  readonly registrations: readonly Registration[]
  readonly patients: readonly PatientEntry[]
  readonly objects: readonly ListedObject[]
  readonly problems: readonly ErrorRecord[]
  readonly findings: readonly Finding[]
}

export type LoadedImage = {
  readonly volume: Volume
  readonly findings: readonly Finding[]
  readonly gaps: readonly SliceGap[]
}

/** What is written beside the planning image's own data, which the worker holds. */
export type WriteInput = {
  /** Of the planning image, as the scan lists it. */
  readonly key: string
  readonly plan: ExportPlan
  readonly date: string
  readonly version: string
}

/** What was written, and how it reads again. */
export type WriteOutput = Omit<WrittenStructureSet, 'read'> & DescribedExport
/** Structure sets beside the open case. */
export type FoundStructures = {
  readonly structureSets: readonly StructureSet[]
  readonly patients: readonly PatientEntry[]
  readonly findings: readonly Finding[]
}

/** The read worker: files in, voxels and structures out; structure sets back into files. */
export type ReadCalls = {
  readonly scan: { readonly input: { readonly files: readonly SourceFile[] }; readonly output: ScanSummary }
  /** Structure sets alone; what was scanned before stays. */
  readonly structures: {
    readonly input: { readonly files: readonly SourceFile[] }
    readonly output: FoundStructures
  }
  readonly load: {
    readonly input: { readonly key: string }
    readonly output: LoadedImage
    readonly news: ArrivingImage
  }
  readonly write: { readonly input: WriteInput; readonly output: WriteOutput }
  readonly zip: {
    readonly input: { readonly files: readonly ZipMember[]; readonly date: string }
    readonly output: Uint8Array
  }
}
