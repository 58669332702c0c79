import type { Uid } from '../../core/frame/index.js'
import { toErrorRecord } from '../../core/problem/index.js'
import type { ProposalInputs } from '../../core/proposal/index.js'
import type { CaseDocument } from '../document/document.js'
import { roiId } from '../document/roi-key.js'
import { isCancelled, type RoiSolid } from '../services.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'
import { until } from '../state/until.js'

type Roi = { readonly setUid: Uid; readonly number: number }

const targetsFirst = (inputs: ProposalInputs, document: CaseDocument): readonly Roi[] => {
  const rank = (setUid: Uid, number: number) =>
    document.roles.find((r) => r.roi.setUid === setUid && r.roi.number === number)?.role.is === 'target' ? 0 : 1
  return inputs.structureSets
    .flatMap((set) => set.rois.map((roi) => ({ setUid: set.uid, number: roi.number, size: roi.contours.length })))
    .filter(({ size }) => size > 0)
    .sort((a, b) => rank(a.setUid, a.number) - rank(b.setUid, b.number))
    .map(({ setUid, number }) => ({ setUid, number }))
}

/** A worker that was ended for another call takes this one along: it is asked again, as long as the case is the same. */
const solidOnceMore = <File>(
  { shelf, services }: SessionParts<File>,
  inputs: ProposalInputs,
  roi: Roi,
): Promise<RoiSolid> =>
  services.solid(roi).catch((error: unknown) => {
    if (isCancelled(error) && shelf.inputs === inputs) return services.solid(roi)
    throw error
  })

/**
 * Solids of all ROIs one after another, targets first; another case ends it. A proposal under way goes before what only the
 * lists and views wait for.
 */
export const measureRois = async <File>(
  parts: SessionParts<File>,
  inputs: ProposalInputs,
  document: CaseDocument,
): Promise<void> => {
  const { store, shelf } = parts
  for (const roi of targetsFirst(inputs, document)) {
    const id = roiId(roi)
    if (shelf.fields.has(id)) continue
    await until(store, ({ open }) => (open?.computing ?? null) === null)
    if (shelf.inputs !== inputs) return
    try {
      const { field, contourCm3, solidCm3 } = await solidOnceMore(parts, inputs, roi)
      if (shelf.inputs !== inputs) return
      shelf.fields.set(id, field)
      patchOpen(store, ({ solids }) => ({ solids: { ...solids, [id]: { contourCm3, solidCm3 } } }))
    } catch (error) {
      if (shelf.inputs !== inputs) return
      patchOpen(store, ({ solids }) => ({ solids: { ...solids, [id]: { problem: toErrorRecord(error).message } } }))
    }
  }
}
