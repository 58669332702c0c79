import type { Field } from '../field/index.js'
import type { Grid, PointLps, Rigid, Sha256 } from '../frame/index.js'
import type { Finding } from '../problem/index.js'
import type { PlaneLoop, StructureSet } from '../structure/index.js'
import type { Volume } from '../volume/index.js'
import type { Recipe } from './recipe.js'

/** What a proposal is computed from. */
export type ProposalInputs = {
  /** The planning CT. */
  readonly image: Volume
  readonly structureSets: readonly StructureSet[]
  readonly registrations: readonly Registration[]
}

/** A rigid registration with the hash that a recipe states. */
export type Registration = { readonly rigid: Rigid; readonly hash: Sha256; readonly file: string }

/** Why a voxel of the Euclidean grown region is in or out of the CTV. */
export type Reason =
  | 'target'
  | 'margin'
  | 'concern'
  | 'air'
  | `barrier:${string}`
  | `organ:${string}`
  | 'outside-body'
  | 'beyond-margin'
  | 'unreachable'
  | 'island'
  | 'smoothed'
  | 'edited-in'
  | 'edited-out'

/** A reason for every voxel: `legend[code[offset]]`; code 0 is outside the grown region. */
export type ReasonMap = { readonly grid: Grid; readonly code: Uint8Array; readonly legend: readonly (Reason | '')[] }

/** Share of a surface by patient direction of its outward normal. */
export type DirectionName = 'left' | 'right' | 'anterior' | 'posterior' | 'superior' | 'inferior'

/** The smallest achieved margin of a part of the target's surface: how large, where, and the rule that cut it. */
export type Narrowest = { readonly minMm: number; readonly worstLps: PointLps; readonly reason: Reason }

/** Of the target's surface points: the distance to the CTV's edge and what cut it. */
export type AchievedMargin = Narrowest & {
  readonly meanMm: number
  /** Share (0 to 1) of the surface with less than the consensus' 5 mm, whatever the margin given. */
  readonly shareUnder5mm: number
  readonly byDirection: readonly (Narrowest & { readonly direction: DirectionName; readonly shareUnder5mm: number })[]
  /** null where no area of concern is given. */
  readonly concern: (Narrowest & { readonly shareUnderOwnMargin: number }) | null
  /** The rule that cut each share, by falling share. */
  readonly cutBy: readonly (Narrowest & { readonly share: number })[]
  /** x, y, z, achieved mm, legend index of the cutting rule (`cutBy` reasons by `legend`), one surface point after another. */
  readonly samples: Float32Array
  readonly legend: readonly Reason[]
}

/** Distances on the box that the CTV can fill: what a word about one of its points is made of. */
export type ReachFields = {
  /** Signed distance to the target's surface, negative inside. */
  readonly target: Field
  /** Length of the shortest free way from the target; Infinity out of reach. null where nothing blocks: it is the straight one. */
  readonly way: Field | null
  /** Signed distance to the CTV's surface, negative inside. */
  readonly ctv: Field
  /** The same from the part of the target that each area of concern marks. */
  readonly concerns: readonly { readonly marginMm: number; readonly straight: Field; readonly way: Field | null }[]
}

/** How close an organ comes, surface to surface, and what it shares. */
export type OrganDistance = {
  readonly roi: string
  readonly role: 'organ' | 'barrier' | 'keep-and-warn'
  /** null where it is further than `targetWithinMm`; 0 where they touch or share something. */
  readonly targetMm: number | null
  /** null where it is further than `ctvWithinMm`. */
  readonly ctvMm: number | null
  readonly targetOverlapCm3: number
  readonly ctvOverlapCm3: number
  /** The organ's point closest to the target. */
  readonly nearestLps: PointLps | null
  /** A carotid artery nearer to the target than the consensus' 5 mm. */
  readonly flagged: boolean
}

export type OrganDistances = {
  readonly targetWithinMm: number
  readonly ctvWithinMm: number
  /** Organs, barriers, arteries, each in the recipe's order. */
  readonly organs: readonly OrganDistance[]
}

/** Euclidean 5 mm minus air, beside the proposal. */
export type LiteralTwin = {
  readonly contours: readonly PlaneLoop[]
  /** Negative inside. */
  readonly field: Field
  readonly solidCm3: number
  /** cm3 of the twin that each further rule took away. */
  readonly takenCm3: readonly { readonly reason: Reason; readonly cm3: number }[]
}

/** What export on slices makes of the superior and inferior margin. */
export type EffectiveMargin = { readonly superiorMm: number; readonly inferiorMm: number; readonly sliceMm: number }

export type ProposalVolumes = {
  /** Of the field at sub-voxel precision. */
  readonly solidCm3: number
  /** Even-odd area x spacing of the contours: what a planning system counts. */
  readonly contourCm3: number
  /** Of the target as drawn, same two figures. */
  readonly targetSolidCm3: number
  readonly targetContourCm3: number
  /** Voxel sums by reason over the Euclidean grown region; they add up to `regionCm3`. */
  readonly byReason: readonly { readonly reason: Reason; readonly cm3: number }[]
  readonly regionCm3: number
}

export type Proposal = {
  /** Hash of recipe and inputs: a result of another key is stale. */
  readonly key: Sha256
  readonly recipe: Recipe
  /** The CTV, negative inside. */
  readonly field: Field
  readonly contours: readonly PlaneLoop[]
  readonly reasons: ReasonMap
  readonly volumes: ProposalVolumes
  readonly achieved: AchievedMargin
  readonly reach: ReachFields
  readonly distances: OrganDistances
  readonly twin: LiteralTwin
  readonly effective: EffectiveMargin | null
  /** What each edit of the recipe did at its place in the log: by how much the CTV grew (cm3), negative where it lost, 0 where off. */
  readonly edits: readonly { readonly id: string; readonly cm3: number }[]
  /** Where a target was carried from another frame: its centroid before and after. */
  readonly carried: readonly { readonly roi: string; readonly beforeLps: PointLps; readonly afterLps: PointLps }[]
  readonly findings: readonly Finding[]
}
