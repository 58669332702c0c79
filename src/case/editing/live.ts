import type { Field } from '../../core/field/index.js'
import type { CaseDocument } from '../document/document.js'
import { sameRules } from '../document/edits.js'
import type { Shelf } from '../state/shelf.js'

/** The CTV under the pointer, or the one that runs ahead of the worker; null where the worker's is the newest. */
export const liveField = ({ stroke, live }: Shelf): Field | null => stroke ?? live?.field ?? null

/** Whether two documents make the same CTV. */
const sameCtv = (a: CaseDocument, b: CaseDocument): boolean => a.edits === b.edits && sameRules(a, b)

/** The worker's CTV of a document is on the shelf: what ran ahead of it is not needed any more. */
export const settleLive = (shelf: Shelf, document: CaseDocument): void => {
  if (shelf.live !== null && sameCtv(shelf.live.of, document)) shelf.live = null
}

/** The document changed: what ran ahead of another is wrong. */
export const dropOldLive = (shelf: Shelf, document: CaseDocument): void => {
  if (shelf.live !== null && !sameCtv(shelf.live.of, document)) shelf.live = null
}
