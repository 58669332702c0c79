import type { Field } from '../core/field/index.js'
import type { Proposal, ProposalInputs } from '../core/proposal/index.js'

/** What is too large for the store: voxels, distance fields, the proposal's contours. Changes are told by the store. */
export type Shelf = {
  inputs: ProposalInputs | null
  /** By `setUid/number`. */
  readonly fields: Map<string, Field>
  proposal: Proposal | null
}

export const emptyShelf = (): Shelf => ({ inputs: null, fields: new Map(), proposal: null })
