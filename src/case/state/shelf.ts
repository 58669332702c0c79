import type { Field } from '../../core/field/index.js'
import type { Rigid } from '../../core/frame/index.js'
import type { Outline, Proposal, ProposalInputs, Tissue } from '../../core/proposal/index.js'
import type { Volume } from '../../core/volume/index.js'
import type { CaseDocument } from '../document/document.js'

/** The CTV of a document as the page has made it, ahead of the worker. */
export type Live = { readonly field: Field; readonly of: CaseDocument }

/** What is too large for the store: voxels, distance fields, the proposal's contours. Changes are told by the store. */
export type Shelf = {
  inputs: ProposalInputs | null
  /** By `setUid/number`, drawn regions by what is drawn. */
  readonly fields: Map<string, Field>
  /** The newest contours; the proposal with its figures may be one behind. */
  outline: Outline | null
  proposal: Proposal | null
  /** The CTV with an edit by hand that the worker's contours do not have yet. */
  live: Live | null
  /** The CTV under the pointer while a stroke is drawn. */
  stroke: Field | null
  /** Where the open case's files came from; only whoever opened them can read it. */
  origin: unknown
  /** What the views showed before the last change. */
  before: Outline | null
  tissue: Tissue | null
  /** What lies in the CTV of any scenario, and in all of them; of the robustness that the store tells. */
  envelope: { readonly union: Field; readonly intersection: Field } | null
  /** Signed distance to what the CTV is compared with, round the CTV. */
  toReference: Field | null
  /** The series over the image, and the way into its frame; null where that is its own. */
  fusion: { readonly volume: Volume; readonly toImage: Rigid | null } | null
}

/** A shelf before any case was opened. */
export const emptyShelf = (): Shelf => ({
  inputs: null,
  fields: new Map(),
  outline: null,
  proposal: null,
  live: null,
  stroke: null,
  origin: null,
  before: null,
  tissue: null,
  toReference: null,
  envelope: null,
  fusion: null,
})

/** Takes away all that belongs to a case. */
export const clearShelf = (shelf: Shelf): void => {
  shelf.fields.clear()
  Object.assign(shelf, { ...emptyShelf(), fields: shelf.fields })
}
