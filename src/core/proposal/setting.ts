import { boxRound, gridOfBox } from '../field/index.js'
import { type Grid, type Rigid, type Vec3, voxelCount } from '../frame/index.js'
import { PostopError } from '../problem/index.js'
import type { Roi } from '../structure/index.js'
import { addedBounds, editedGrid } from './edits/index.js'
import { roiBoundsLps, transformBetween } from './frames.js'
import { refuseTooLarge } from './grid-limit.js'
import type { Recipe, Role } from './recipe.js'
import type { ProposalInputs } from './types.js'

/** An ROI with its role, found in its structure set, and the way from its frame to the image's. */
export type CastRoi<R extends Role = Role> = {
  readonly roi: Roi
  readonly role: R
  /** Hash of the set and the ROI's number: what a stage's key names it by. */
  readonly key: string
  /** undefined where it lies in the image's frame. */
  readonly toImage: Rigid | undefined
  readonly boundsLps: { readonly min: Vec3; readonly max: Vec3 }
  /** Drawn on some slices of the image and meant on all between them. */
  readonly drawn?: true
}

/** The margin that the slider ends at (mm): the grid holds it from the start, so that moving it recomputes little. */
const SLIDER_END_MM = 15
/** Voxels of a grid above which its spacing is widened, up to 1 mm. */
const COMFORTABLE_VOXELS = 24e6
const COARSEST_MM = 1

/** The slider's end, or the largest margin given where that is more: distances are computed up to here. */
export const limitMmOf = (recipe: Recipe): number => Math.max(SLIDER_END_MM, largestMarginMm(recipe))

/** The largest margin that the recipe asks for anywhere. */
export const largestMarginMm = (recipe: Recipe): number => {
  const m = recipe.margin
  const own =
    m.is === 'isotropic' ? m.mm : Math.max(m.leftMm, m.rightMm, m.anteriorMm, m.posteriorMm, m.superiorMm, m.inferiorMm)
  const drawn = recipe.drawn.map((region) => region.marginMm)
  return Math.max(own, ...drawn, ...recipe.roles.map(({ role }) => (role.is === 'concern' ? role.marginMm : 0)))
}

/**
 * The ROIs that a recipe gives a role other than ignore, in the recipe's order.
 * @throws roi/unknown, target/empty, roi/no-contours, frame/no-registration
 */
export const castRois = (inputs: ProposalInputs, recipe: Recipe): CastRoi[] =>
  recipe.roles
    .filter(({ role }) => role.is !== 'ignore')
    .map(({ roi: named, role }) => {
      const set = inputs.structureSets.find((s) => s.uid === named.setUid)
      const roi = set?.rois.find((r) => r.number === named.number)
      if (set === undefined || roi === undefined) {
        throw new PostopError('roi/unknown', {
          message: `The recipe names ROI ${named.name} (number ${named.number}) of structure set ${named.setUid}, which is not among the inputs.`,
          remedy: 'Give the structure set that the recipe was made with.',
        })
      }
      if (roi.contours.length === 0) {
        throw new PostopError(role.is === 'target' ? 'target/empty' : 'roi/no-contours', {
          message: `${roi.name} has no contours.`,
          file: set.file,
          attribute: 'ContourSequence (3006,0040)',
          remedy: 'Choose an ROI that is drawn.',
        })
      }
      const toImage = transformBetween(roi, inputs.image.frame, inputs.registrations)
      const via = toImage === undefined ? '' : toImage.matrix.join(',')
      return { roi, role, key: `${set.hash}#${roi.number}@${via}`, toImage, boundsLps: roiBoundsLps(roi, toImage) }
    })

/** Those with one role. */
export const withRole = <K extends Role['is']>(cast: readonly CastRoi[], is: K): CastRoi<Extract<Role, { is: K }>>[] =>
  cast.filter((c): c is CastRoi<Extract<Role, { is: K }>> => c.role.is === is)

/** @throws target/empty where nothing is to grow */
export const refuseNoTarget = (targets: readonly CastRoi[]): void => {
  if (targets.length > 0) return
  throw new PostopError('target/empty', {
    message: 'No target is given.',
    attribute: '--target',
    remedy: 'Name the rGTV or the tumour bed.',
  })
}

/** The box round several ROIs. */
export const boundsOfAll = (cast: readonly CastRoi[]): CastRoi['boundsLps'] => {
  const lowest = (c: 0 | 1 | 2) => Math.min(...cast.map((t) => t.boundsLps.min[c]))
  const highest = (c: 0 | 1 | 2) => Math.max(...cast.map((t) => t.boundsLps.max[c]))
  return { min: [lowest(0), lowest(1), lowest(2)], max: [highest(0), highest(1), highest(2)] }
}

/**
 * The isotropic grid round the target on which the work is done: large enough for any margin up to 15 mm, for those given
 * and for what edits add.
 * @throws grid/too-large where even 1 mm voxels are too many
 */
export const workingGrid = (inputs: ProposalInputs, recipe: Recipe, targets: readonly CastRoi[]): Grid => {
  const { min, max } = boundsOfAll(targets)
  const reachMm = reachOf(inputs, recipe)
  let spacingMm = recipe.gridMm
  for (;;) {
    const grid = gridOfBox(inputs.image.frame, boxRound(min, max, reachMm + 3 * spacingMm, spacingMm), spacingMm)
    if (voxelCount(grid) <= COMFORTABLE_VOXELS) return withAdded(grid, recipe)
    if (spacingMm >= COARSEST_MM) {
      refuseTooLarge(
        grid,
        'The target with its margin',
        'Check that the target names the right ROI; propose far separate targets one by one.',
      )
      return withAdded(grid, recipe)
    }
    spacingMm = Math.min(COARSEST_MM, spacingMm + 0.125)
  }
}

/** Edits make the grid larger, never coarser: the automatic CTV stays as it is. */
const withAdded = (grid: Grid, { edits }: Recipe): Grid => {
  const added = edits.filter((edit) => edit.do === 'add')
  const wide = editedGrid(grid, added)
  refuseTooLarge(wide, 'The target with what the edits add', 'Take back or switch off the edit that lies far off.')
  return wide
}

/** How far round the target the working grid reaches (mm): a solid may reach a plane spacing past its contours. */
const reachOf = ({ image }: ProposalInputs, recipe: Recipe): number =>
  limitMmOf(recipe) + Math.max(image.grid.spacingMm[2], 5)

/** The box round which the CT's own rules look: the target's, and what edits add where that lies past the working grid. */
export const ruledBox = (inputs: ProposalInputs, recipe: Recipe, targets: readonly CastRoi[]): CastRoi['boundsLps'] => {
  const target = boundsOfAll(targets)
  const added = addedBounds(recipe.edits)
  if (added === undefined) return target
  const reachMm = reachOf(inputs, recipe)
  const far = [0, 1, 2].some(
    (c) =>
      (added.min[c] as number) < (target.min[c] as number) - reachMm ||
      (added.max[c] as number) > (target.max[c] as number) + reachMm,
  )
  const edge = (c: 0 | 1 | 2, side: 'min' | 'max') => Math[side](target[side][c], added[side][c])
  return far
    ? { min: [edge(0, 'min'), edge(1, 'min'), edge(2, 'min')], max: [edge(0, 'max'), edge(1, 'max'), edge(2, 'max')] }
    : target
}
