import type { Comparison } from '../../core/compare/index.js'
import type { Uid } from '../../core/frame/index.js'
import type { Phase } from '../../core/job/index.js'
import type { ErrorRecord, Finding } from '../../core/problem/index.js'
import type {
  AchievedMargin,
  AirChange,
  HuHistogram,
  Proposal,
  Reason,
  Recipe,
  Robustness,
} from '../../core/proposal/index.js'
import type { StructureSet } from '../../core/structure/index.js'
import type { ArrivingImage, Volume } from '../../core/volume/index.js'
import type { Patient } from '../contents/patients.js'
import type { CaseDocument } from '../document/document.js'
import type { History } from '../document/history.js'
import type { CaseContents, CaseSeries } from '../services.js'
import type { SavedCase, Saving } from './saved.js'
import type { Step } from './step.js'

/** What the page shows of a proposal; its fields and contours lie on the shelf, outside the store. */
export type ProposalSummary = {
  readonly key: string
  readonly recipe: Recipe
  readonly volumes: Proposal['volumes']
  readonly achieved: Omit<AchievedMargin, 'samples'>
  readonly distances: Proposal['distances']
  readonly twinCm3: number
  readonly effective: Proposal['effective']
  readonly carried: Proposal['carried']
  /** What each edit by hand added (cm3, negative: took), at its place in the log. */
  readonly edits: Proposal['edits']
  readonly findings: readonly Finding[]
  readonly contourCount: number
}

/** The shown contours without their points. */
export type OutlineSummary = {
  readonly key: string
  readonly recipe: Recipe
  readonly solidCm3: number
  readonly contourCm3: number
  readonly contourCount: number
}

/** An image without its voxels. */
export type ImageSummary = {
  readonly series: CaseSeries
  /** Its images' SOP instance UIDs. */
  readonly imageUids: ReadonlySet<Uid>
  readonly size: Volume['grid']['size']
  readonly spacingMm: Volume['grid']['spacingMm']
  readonly evenlySpaced: boolean
  readonly unit: Volume['unit']
  readonly findings: readonly Finding[]
}

/** What is being opened, and how far it is. */
export type Reading = {
  /** In words: `Looking through files`, `Reading planning CT`. */
  readonly title: string
  /** 0 to 1 */
  readonly share: number
  readonly total: number
  readonly unit: 'files' | 'images'
  /** What has been read of the planning image, to look at. */
  readonly image?: ArrivingImage
}

/** The series that lies over the image, or is to. */
export type FusionState =
  | { readonly is: 'reading'; readonly key: string; readonly done: number }
  | { readonly is: 'shown'; readonly key: string }
  | { readonly is: 'refused'; readonly key: string; readonly problem: ErrorRecord }

/** What the CTV is to be compared with. */
export type ComparisonWish = {
  readonly roi: { readonly setUid: Uid; readonly number: number }
  /** Surfaces and contours this near agree. */
  readonly toleranceMm: number
}

/** Figures of a comparison and what they are of; its distance field lies on the shelf. */
export type ComparisonResult = {
  readonly figures: Omit<Comparison, 'toReference'>
  /** Of the compared contours. */
  readonly outlineKey: string
  readonly wish: ComparisonWish
}

export type ComparisonState = {
  /** null: nobody looks at a comparison now, and none is computed. */
  readonly wish: ComparisonWish | null
  /** 0 to 1 while it is computed. */
  readonly share: number | null
  readonly problem: ErrorRecord | null
  /** The newest there is. */
  readonly result: ComparisonResult | null
}

/** How much the proposal depends on what is uncertain; its surfaces lie on the shelf. */
export type RobustnessState = {
  /** 0 to 1 while it is computed. */
  readonly share: number | null
  readonly problem: ErrorRecord | null
  /** Of the proposal that its key names. */
  readonly figures: Omit<Robustness, 'union' | 'intersection'> | null
}

/** Structure sets that are there to be compared with and take no part in the proposal. */
export type OtherStructures = {
  readonly sets: readonly StructureSet[]
  readonly findings: readonly Finding[]
  /** Why the last ones were not taken. */
  readonly problem: ErrorRecord | null
}

export type OpenCase = {
  /** Counts the images that were shown: the same series opened again is another. */
  readonly opening: number
  readonly contents: CaseContents
  readonly image: ImageSummary
  readonly history: History<CaseDocument>
  /** Volumes by ROI (`setUid/number`) as they become known; null where the ROI makes no solid, with the reason. */
  readonly solids: Readonly<
    Record<string, { readonly contourCm3: number; readonly solidCm3: number } | { readonly problem: string }>
  >
  /** What the views show. */
  readonly outline: OutlineSummary | null
  /** The figures; of the outline's recipe, or of the one before while they are computed. */
  readonly proposal: ProposalSummary | null
  /** The one before the last change, for `was 46.2`. */
  readonly previousCm3: number | null
  /** What the CTV would be at 100 HU less and more, by the key of the proposal. */
  readonly airChanges: { readonly key: string; readonly list: readonly AirChange[] } | null
  /** CT numbers round the target; the surfaces of air and bone lie on the shelf, of the thresholds named here. */
  readonly tissue: { readonly histogram: HuHistogram; readonly of: Pick<Recipe, 'air' | 'bone'> } | null
  readonly computing: { readonly phase: Phase | null; readonly done: number } | null
  readonly problem: ErrorRecord | null
  /** Saved work that this case began with. */
  readonly restored: { readonly savedAt: number; readonly findings: readonly Finding[] } | null
  readonly fusion: FusionState | null
  readonly comparison: ComparisonState
  readonly others: OtherStructures
  /** Slices that were looked at: the fingerprint of their contours then, by the image's SOP instance UID. Not undoable. */
  readonly looked: Readonly<Record<string, string>>
  /** The last edit came to exclusions that nothing was said about yet: it was stopped there, and the user is asked. */
  readonly entering: {
    readonly id: string
    readonly found: readonly { readonly reason: Reason; readonly cm3: number }[]
  } | null
  readonly robustness: RobustnessState
}

/** The store: small, plain data; everything volume-sized is on the shelf. */
export type SessionState = {
  readonly step: Step
  readonly reading: Reading | null
  /** Why the last opening was refused. */
  readonly refusal: ErrorRecord | null
  /** Where it was refused for several patients: those of them that can be opened. */
  readonly patients: readonly Patient[]
  readonly open: OpenCase | null
  readonly saving: Saving
  /** Newest first; null until they have been looked up. */
  readonly saved: readonly SavedCase[] | null
}

export const EMPTY_SESSION: SessionState = {
  step: 'case',
  reading: null,
  refusal: null,
  patients: [],
  open: null,
  saving: { is: 'nothing' },
  saved: null,
}
