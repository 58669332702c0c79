import type { Uid } from '../frame/index.js'
import { describeRecipe, type ExpandedProposal, type Proposal } from '../proposal/index.js'
import type { PlaneLoop } from '../structure/index.js'
import { checkExportOptions, type ExportOptions, NAME_LIMIT } from './options.js'

/** A structure to add to a set, with the volumes that it was computed to have. */
export type NewStructure = {
  readonly name: string
  readonly type: 'CTV' | 'PTV'
  readonly contours: readonly PlaneLoop[]
  /** RT ROI display colour, 0 to 255 each. */
  readonly colour: readonly [number, number, number]
  /** ROIDescription (3006,0028). */
  readonly description: string
  readonly solidCm3: number
  /** Even-odd area x plane spacing. */
  readonly contourCm3: number
}

/** Everything that decides the content of an exported structure set, but for the image it belongs to and the time. */
export type ExportPlan = {
  /** The structure set whose ROIs are copied and that is named as predecessor; null: there is none. */
  readonly baseUid: Uid | null
  /** Other sets that the result depends on, those with a target first. */
  readonly predecessorUids: readonly Uid[]
  readonly structures: readonly NewStructure[]
  /** The recipe with the margin of the PTV, as the private element and recipe.json hold it. */
  readonly recipeJson: string
} & Pick<ExportOptions, 'label' | 'holes' | 'onlyCtv'>

const CTV_COLOUR = [255, 228, 92] as const
const PTV_COLOUR = [80, 160, 255] as const

/** `CTV_6000` becomes `PTV_6000`. */
const ptvName = (ctv: string): string =>
  ctv.startsWith('CTV') ? `PTV${ctv.slice('CTV'.length)}` : `PTV_${ctv}`.slice(0, NAME_LIMIT)

/** Sets whose ROIs play a part, besides the base: those with a target first, then by UID, so that the order of files plays no part. */
const predecessorsOf = ({ recipe }: Proposal, baseUid: Uid | null): readonly Uid[] => {
  const rank = new Map<Uid, number>()
  for (const { roi, role } of recipe.roles) {
    if (role.is === 'ignore' || roi.setUid === baseUid) continue
    rank.set(roi.setUid, Math.min(rank.get(roi.setUid) ?? 1, role.is === 'target' ? 0 : 1))
  }
  return [...rank].sort(([a, i], [b, j]) => i - j || (a < b ? -1 : 1)).map(([uid]) => uid)
}

/**
 * What an export of a proposal contains: the one place that says so, for the command line and the page.
 * @param ptv the CTV grown by `options.ptvMm`; null where that is null
 * @throws output/name-too-long, value/out-of-range
 */
export const planExport = (
  proposal: Proposal,
  options: ExportOptions,
  baseUid: Uid | null,
  ptv: ExpandedProposal | null,
): ExportPlan => {
  checkExportOptions(options)
  const { recipe, volumes, contours, edits } = proposal
  const opening = `Proposal, not approved. ${recipe.software}:`
  const ctv: NewStructure = {
    name: options.name,
    type: 'CTV',
    contours,
    colour: CTV_COLOUR,
    description: `${opening} ${describeRecipe(recipe, edits)}`,
    solidCm3: volumes.solidCm3,
    contourCm3: volumes.contourCm3,
  }
  const grown: readonly NewStructure[] =
    ptv === null
      ? []
      : [
          {
            name: ptvName(options.name),
            type: 'PTV',
            contours: ptv.contours,
            colour: PTV_COLOUR,
            description: `${opening} ${options.name} + ${ptv.marginMm} mm`,
            solidCm3: ptv.solidCm3,
            contourCm3: ptv.contourCm3,
          },
        ]
  return {
    baseUid,
    predecessorUids: predecessorsOf(proposal, baseUid),
    structures: [ctv, ...grown],
    recipeJson: JSON.stringify(ptv === null ? recipe : { ...recipe, ptvMm: ptv.marginMm }),
    label: options.label,
    holes: options.holes,
    onlyCtv: options.onlyCtv,
  }
}
