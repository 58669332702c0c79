import type { ProposalInputs } from '../../core/proposal/index.js'
import type { CaseDocument } from '../document/document.js'
import { usedRegistrations } from '../document/joins.js'
import { roiId } from '../document/roi-key.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'
import { measureRois } from './measure-rois.js'

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i])

/**
 * Gives the workers the registrations that the document uses; what they carried is measured again.
 * @returns whether they are other ones than before
 */
export const refit = <File>(parts: SessionParts<File>, document: CaseDocument): boolean => {
  const { store, shelf, services } = parts
  const { open } = store.getState()
  if (open === null || shelf.inputs === null) return false
  const registrations = usedRegistrations(open.contents.registrations, document)
  if (sameList(registrations, shelf.inputs.registrations)) return false
  const inputs: ProposalInputs = { ...shelf.inputs, registrations }
  shelf.inputs = inputs
  const kept = new Set(
    inputs.structureSets.flatMap((set) => set.rois.filter((roi) => roi.frame === inputs.image.frame).map(roiId)),
  )
  for (const id of [...shelf.fields.keys()]) if (!kept.has(id)) shelf.fields.delete(id)
  patchOpen(store, ({ solids }) => ({
    solids: Object.fromEntries(Object.entries(solids).filter(([id]) => kept.has(id))),
  }))
  services.prepare(inputs)
  void measureRois(parts, inputs, document)
  return true
}
