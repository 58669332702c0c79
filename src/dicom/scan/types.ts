import type { DoseInfo } from '../../core/dose/index.js'
import type { FrameUid, PointLps, Uid, Vec3 } from '../../core/frame/index.js'
import type { PatientEntry } from '../../core/patient/index.js'
import type { Plan } from '../../core/plan/index.js'
import type { ErrorRecord, Finding } from '../../core/problem/index.js'
import type { Registration } from '../../core/proposal/index.js'
import type { InputFile } from '../input-file.js'
import type { ParsedStructureSet } from '../structure/index.js'
import type { ImageReference } from '../volume/reference.js'
import type { ListedObject } from './listed-object.js'

/** How one image's pixels lie in its file and what they mean (PS3.3 C.7.6.3, C.11.1). */
export type PixelForm = {
  readonly transferSyntaxUid: string
  /** Where the pixels begin in the file; null where the file must be opened to find them (deflated, no preamble). */
  readonly offset: number | null
  readonly byteLength: number
  readonly encapsulated: boolean
  readonly vr: string
  readonly bitsAllocated: number
  readonly bitsStored: number
  readonly highBit: number
  readonly signed: boolean
  readonly samplesPerPixel: number
  readonly photometric: string
  readonly frames: number
  /** Value = slope x stored + intercept; 1 and 0 where the file does not say. */
  readonly slope: number
  readonly intercept: number
  /** Whether the file says so itself: of a CT it must (PS3.3 C.8.2.1). */
  readonly statesSlope: boolean
  readonly statesIntercept: boolean
  /** Pixel Padding Value to Pixel Padding Range Limit (PS3.3 C.7.5.1.1.2), the lower first; null where the file has none. */
  readonly padding: { readonly low: number; readonly high: number } | null
  /** LossyImageCompression (0028,2110) is 01: once in its life the image was compressed with loss. */
  readonly lossy: boolean
}

/** What is kept of a frame of an image file, mostly its only one: everything but its pixels. */
export type ImageHeader = {
  readonly input: InputFile
  /** Which frame of the file, from 0. */
  readonly frame: number
  readonly sopInstanceUid: Uid
  readonly sopClassUid: Uid
  readonly imageType: readonly string[]
  readonly columns: number
  readonly rows: number
  /** PixelSpacing (0028,0030): between rows, between columns. */
  readonly pixelSpacingMm: readonly [number, number] | null
  readonly positionLps: PointLps | null
  /** ImageOrientationPatient: along a row, down a column. */
  readonly orientation: { readonly row: Vec3; readonly column: Vec3 } | null
  readonly sliceThicknessMm: number | null
  /** How the file wants to be shown, in rescaled values; null where it does not say. */
  readonly window: { readonly width: number; readonly level: number } | null
  /** What tells the acquisitions of one series apart, the most telling first; '' where the file does not say. */
  readonly marks: readonly string[]
  readonly pixels: PixelForm
  readonly reference: ImageReference
}

/** The images of one series that share SOP class and frame of reference, and make one volume if any. */
export type ImageSeries = {
  /** Names it among all: the series UID, with `#1`, `#2` ... behind it where the series has several parts. */
  readonly key: string
  /** What its images have that the other parts of the series have not, in words; '' where there is one part. */
  readonly part: string
  readonly seriesUid: Uid
  readonly studyUid: Uid
  /** null: no Frame of Reference UID; listed, but refused as an image to plan on. */
  readonly frame: FrameUid | null
  readonly modality: string
  readonly sopClassUid: Uid
  readonly description: string
  readonly number: string
  /** Series or study date, `YYYYMMDD` or ''. */
  readonly date: string
  readonly studyDate: string
  readonly studyDescription: string
  readonly patientName: string
  readonly patientId: string
  readonly patientPosition: string
  readonly columns: number
  readonly rows: number
  /** Between columns (along i) and between rows (along j); null where the file has none. */
  readonly spacingMm: readonly [number, number] | null
  /** Smallest, median and largest distance between neighbouring planes; null where the images do not make a stack. */
  readonly sliceSpacingMm: { readonly min: number; readonly median: number; readonly max: number } | null
  /** In order of position where the images make a stack, else of SOP instance UID. */
  readonly images: readonly ImageHeader[]
  /** Why it cannot be loaded as a volume, as far as the headers tell; null where it can. */
  readonly refusal: ErrorRecord | null
  /** What {@link loadVolume} will find, as far as the headers tell. */
  readonly findings: readonly Finding[]
}

/** An object that is recognised but not read: a report, a directory, a dose or plan that cannot be understood. */
export type OtherObject = {
  readonly file: string
  readonly modality: string
  readonly sopClassUid: Uid
  /** Its kind in words, e.g. `Segmentation`. */
  readonly kind: string
  readonly seriesUid: string
  readonly description: string
}

/** What is in a heap of files. */
export type DicomScan = {
  /** By modality, then series UID. */
  readonly series: readonly ImageSeries[]
  /** By SOP instance UID. */
  readonly structureSets: readonly ParsedStructureSet[]
  /** By SOP instance UID. */
  readonly registrations: readonly Registration[]
  /** By SOP instance UID; the values stay in the files. */
  readonly doses: readonly DoseInfo[]
  /** By SOP instance UID. */
  readonly plans: readonly Plan[]
  /** Who the files are of: series first, then structure sets and registrations, each in the order of file names. */
  readonly patients: readonly PatientEntry[]
  readonly others: readonly OtherObject[]
  /** All that is no image as a list shows them, by file; a file that repeats another stands once. */
  readonly objects: readonly ListedObject[]
  /** Files that were passed over: not DICOM, damaged or not supported. Each stands in `findings` too. */
  readonly problems: readonly ErrorRecord[]
  /** Of the scan and of what was read whole. */
  readonly findings: readonly Finding[]
  readonly fileCount: number
}

export type ScanOptions = {
  /** Files read at a time; 8 by default. */
  readonly concurrency?: number
}
