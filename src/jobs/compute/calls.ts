import type { Comparison } from '../../core/compare/index.js'
import type { Field } from '../../core/field/index.js'
import type { Uid } from '../../core/frame/index.js'
import type { Finding } from '../../core/problem/index.js'
import type {
  AirChange,
  DrawnRegion,
  ExclusionMap,
  ExpandedProposal,
  Outline,
  Proposal,
  ProposalInputs,
  Recipe,
  Robustness,
  Tissue,
} from '../../core/proposal/index.js'
import type { Roi } from '../../core/structure/index.js'
import type { Volume } from '../../core/volume/index.js'

export type RoiName = { readonly setUid: Uid; readonly number: number }

/** An ROI as a solid: for cuts on any plane, and its volumes. */
export type RoiSolid = {
  /** In the image's frame; a lattice fine enough for the screen. */
  readonly field: Field
  /** Even-odd area x spacing: what a planning system counts. */
  readonly contourCm3: number
  readonly solidCm3: number
  readonly findings: readonly Finding[]
}

/** What is compared with what: `a` is drawn on the planning image, `b`, the reference, there or in a frame that is joined to it. */
export type CompareInput = { readonly a: Roi; readonly b: Roi; readonly toleranceMm: number }

/** The compute worker: it holds the inputs, the engine and the cache of stages. */
export type ComputeCalls = {
  /** The inputs without the image's voxels. */
  readonly prepare: { readonly input: { readonly inputs: ProposalInputs }; readonly output: null }
  /** The image with the voxels that the recipes to come read. */
  readonly voxels: { readonly input: { readonly image: Volume }; readonly output: null }
  readonly solid: { readonly input: { readonly roi: RoiName }; readonly output: RoiSolid }
  /** Contours and volume alone: what follows a slider. */
  readonly outline: { readonly input: { readonly recipe: Recipe }; readonly output: Outline }
  /** What would be air and bone at the recipe's thresholds; quick, so that it follows a drag. */
  readonly tissue: { readonly input: { readonly recipe: Recipe }; readonly output: Tissue }
  readonly airChanges: {
    readonly input: { readonly recipe: Recipe; readonly thresholdsHu: readonly number[] }
    readonly output: readonly AirChange[]
  }
  readonly robustness: { readonly input: { readonly recipe: Recipe }; readonly output: Robustness }
  /** What edits do not enter unasked. */
  readonly exclusionMap: { readonly input: { readonly recipe: Recipe }; readonly output: ExclusionMap }
  /** An area of concern drawn on the planning image, as a solid. */
  readonly drawnSolid: { readonly input: { readonly region: DrawnRegion }; readonly output: RoiSolid }
  /** The CTV grown by a margin. */
  readonly ptv: {
    readonly input: { readonly recipe: Recipe; readonly marginMm: number }
    readonly output: ExpandedProposal
  }
  /** An ROI of a structure set that is not among the inputs, as a solid. */
  readonly otherSolid: { readonly input: { readonly roi: Roi }; readonly output: RoiSolid }
  readonly compare: { readonly input: CompareInput; readonly output: Comparison }
  readonly propose: { readonly input: { readonly recipe: Recipe }; readonly output: Proposal }
}
