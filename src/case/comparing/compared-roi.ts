import type { Roi, StructureSet } from '../../core/structure/index.js'
import type { ComparisonWish, OpenCase } from '../state/state.js'

/** Everything that the CTV can be compared with, set by set: of the case, and what was given beside it. */
export const comparedSets = ({ contents, others }: OpenCase): readonly StructureSet[] =>
  [...contents.structureSets, ...others.sets]
    .map((set) => ({ ...set, rois: set.rois.filter((roi) => roi.contours.length > 0) }))
    .filter((set) => set.rois.length > 0)

/** The ROI that is meant; null where it is not there. */
export const comparedRoi = (open: OpenCase, { setUid, number }: ComparisonWish['roi']): Roi | null =>
  [...open.contents.structureSets, ...open.others.sets]
    .find((set) => set.uid === setUid)
    ?.rois.find((roi) => roi.number === number) ?? null
