import type { MarginsLrapsi } from '../field/index.js'
import type { FrameUid, Sha256, Uid } from '../frame/index.js'
import type { Accepted } from '../problem/index.js'
import type { Edit } from './edits/index.js'

/** What a region of interest does in the proposal. */
export type Role =
  | { readonly is: 'target' }
  /** The part of the target inside this ROI gets its own, larger margin. */
  | { readonly is: 'concern'; readonly marginMm: number }
  /** Subtracted with its own margin; `blocks`: tissue behind it is reached only round it. */
  | { readonly is: 'organ'; readonly marginMm: number; readonly blocks: boolean; readonly cutsTarget: boolean }
  /** A natural barrier (dura, cartilage, bone drawn as ROI): subtracts and blocks. */
  | { readonly is: 'barrier'; readonly cutsTarget: boolean }
  /** Stays in the CTV; reported with mm and cm3 (carotid arteries). */
  | { readonly is: 'keep-and-warn' }
  /** The CTV stays inside its outer surface, pulled in by `retractionMm`. */
  | { readonly is: 'body'; readonly retractionMm: number }
  | { readonly is: 'ignore' }

/** Names one ROI of one structure set. */
export type RoiKey = { readonly setUid: Uid; readonly number: number; readonly name: string }

export type RoleAssignment = {
  readonly roi: RoiKey
  readonly role: Role
  /** Who said so: a word of the user, the whitelist of names, a protocol file, or nobody (ignored). */
  readonly by: 'user' | 'whitelist' | 'protocol' | 'default'
  /** The rule in words, e.g. `name is a TG-263 brainstem`. */
  readonly why: string
}

export type Margin = { readonly is: 'isotropic'; readonly mm: number } | ({ readonly is: 'lrapsi' } & MarginsLrapsi)

/** An area of concern drawn on slices of the planning image; between two drawn slices its outlines are interpolated. */
export type DrawnRegion = {
  readonly name: string
  /** The part of the target inside gets this margin. */
  readonly marginMm: number
  /** Closed polygons, each on one plane of the image: x, y, z of every point in LPS mm of the image's frame. */
  readonly loops: readonly (readonly number[])[]
}

/**
 * Everything that decides the proposal: with the same inputs it gives the same bytes.
 * JSON; travels in the exported structure set (private element, creator POSTOP-CTV).
 */
export type Recipe = {
  readonly schema: 1
  readonly inputs: {
    readonly image: { readonly seriesUid: Uid; readonly frame: FrameUid; readonly hash: Sha256 }
    readonly structureSets: readonly { readonly uid: Uid; readonly hash: Sha256 }[]
    readonly registrations: readonly { readonly uid: Uid; readonly hash: Sha256 }[]
  }
  readonly roles: readonly RoleAssignment[]
  readonly margin: Margin
  /** `straight`: what blocks only subtracts, and tissue behind it is reached straight through. */
  readonly path: 'round' | 'straight'
  /** null: no air rule (`--no-air`). */
  readonly air: { readonly belowHu: number; readonly minimumCm3: number; readonly blocks: boolean } | null
  /** null: bone is not found by CT number. */
  readonly bone: { readonly aboveHu: number } | null
  readonly tidy: { readonly islandCm3: number; readonly holeCm3: number; readonly smoothMm: number }
  readonly gridMm: number
  readonly contours: { readonly simplifyMm: number; readonly maxPoints: number; readonly sliverMm2: number }
  /** Areas of concern that are no ROI of a structure set. */
  readonly drawn: readonly DrawnRegion[]
  /** Operations by hand in the order in which they were made, replayed over the automatic CTV. */
  readonly edits: readonly Edit[]
  /** The `decide` findings that were accepted: one by one with initials, or by a code alone. */
  readonly accepted: readonly Accepted[]
  /** Name and version, e.g. `postop-ctv 0.1.0`. */
  readonly software: string
}
