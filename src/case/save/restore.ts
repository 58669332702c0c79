import { type Finding, note } from '../../core/problem/index.js'
import type { ProposalInputs } from '../../core/proposal/index.js'
import type { CaseDocument } from '../document/document.js'
import { type History, startHistory } from '../document/history.js'
import { roiId } from '../document/roi-key.js'
import type { SavedCase } from '../state/saved.js'

/**
 * Roles said for ROIs that are there as they were; the others have the role they would have in a new case. What becomes of the edits
 * is asked, whatever was said before: dropped, they could not be brought back.
 */
const withRoles = (saved: CaseDocument, fresh: CaseDocument, unchanged: ReadonlySet<string>): CaseDocument => {
  const said = new Map(saved.roles.filter((r) => unchanged.has(r.roi.setUid)).map((r) => [roiId(r.roi), r]))
  return {
    ...saved,
    planningSeriesUid: fresh.planningSeriesUid,
    baseSetUid: fresh.baseSetUid,
    registrations: fresh.registrations,
    roles: fresh.roles.map((r) => said.get(roiId(r.roi)) ?? r),
    editsAsked: saved.edits.length > 0,
  }
}

const sameSets = (saved: SavedCase, inputs: ProposalInputs): ReadonlySet<string> =>
  new Set(
    inputs.structureSets
      .filter(({ uid, hash }) => saved.structureSets.some((one) => one.uid === uid && one.hash === hash))
      .map(({ uid }) => uid),
  )

/**
 * The work that was saved on the same planning image. Where the structure sets are the same too it is the whole of it, undo included;
 * else what was said about ROIs that changed or are gone is left out, and a note says so.
 */
export const restored = (
  saved: SavedCase,
  fresh: CaseDocument,
  inputs: ProposalInputs,
): { readonly history: History<CaseDocument>; readonly findings: readonly Finding[] } => {
  const unchanged = sameSets(saved, inputs)
  const all = unchanged.size === inputs.structureSets.length && saved.structureSets.length === unchanged.size
  const { planningSeriesUid, registrations } = saved.history.present
  const joined = registrations.every((uid) => fresh.registrations.includes(uid))
  if (all && joined && planningSeriesUid === fresh.planningSeriesUid) return { history: saved.history, findings: [] }
  const other = Math.max(inputs.structureSets.length, saved.structureSets.length) - unchanged.size
  return {
    history: startHistory(withRoles(saved.history.present, fresh, unchanged)),
    findings: [
      note(
        'case/saved-differs',
        `The saved work was done with other structure sets (${other} differ): what was said about their ROIs is left out.`,
      ),
    ],
  }
}
