import type { Recipe } from '../proposal/index.js'
import type { StructureSet } from '../structure/index.js'
import type { Volume } from '../volume/index.js'

/** The structure sets that lie in the image's frame, as a whole or with an ROI. */
const onImage = (sets: readonly StructureSet[], image: Volume): readonly StructureSet[] =>
  sets.filter((set) => set.frame === image.frame || set.rois.some((roi) => roi.frame === image.frame))

/**
 * The structure set that is copied, and the others on the planning image: the one with a target comes first, then one that
 * names the image's series, then the order of UIDs.
 */
export const baseSetOf = (
  sets: readonly StructureSet[],
  image: Volume,
  recipe: Recipe,
): { readonly base: StructureSet | null; readonly others: readonly StructureSet[] } => {
  const targets = new Set(recipe.roles.filter((a) => a.role.is === 'target').map((a) => a.roi.setUid))
  const rank = (set: StructureSet) =>
    (targets.has(set.uid) ? 0 : 2) + (set.referencedSeriesUids.includes(image.seriesUid) ? 0 : 1)
  const [base = null, ...others] = [...onImage(sets, image)].sort(
    (a, b) => rank(a) - rank(b) || (a.uid < b.uid ? -1 : 1),
  )
  return { base, others }
}
