import { LIMITS } from '../guideline/index.js'
import { PostopError } from '../problem/index.js'
import { checkEdits } from './edits/index.js'
import type { Recipe } from './recipe.js'
import { inRange } from './request/index.js'
import type { ProposalInputs } from './types.js'

/** Rules that take away, one code of a byte each, beside those of the other reasons. */
const MOST_RULES = 240

/**
 * Refuses what no proposal can be made of, whoever wrote the recipe: a file may hold any value.
 * @throws recipe/invalid, image/not-ct, value/out-of-range
 */
export const checkRecipe = ({ image }: ProposalInputs, recipe: Recipe): void => {
  checkEdits(recipe.edits)
  if ((recipe.air !== null || recipe.bone !== null) && image.unit !== 'HU') {
    throw new PostopError('image/not-ct', {
      message: `The planning image is ${image.modality}, not CT: its values are no CT numbers, so air and bone cannot be told by them.`,
      attribute: 'Modality (0008,0060)',
      remedy: 'Give the planning CT, or say --no-air and leave bone out.',
    })
  }
  const takes = recipe.roles.filter(({ role }) => role.is === 'barrier' || role.is === 'organ' || role.is === 'body')
  if (takes.length > MOST_RULES) {
    throw new PostopError('value/out-of-range', {
      message: `${takes.length} ROIs are to be subtracted; it must be at most ${MOST_RULES}.`,
      attribute: '--exclude',
      remedy: 'Leave out those that are nowhere near the target.',
    })
  }
  const { margin } = recipe
  if (margin.is === 'isotropic') inRange(margin.mm, LIMITS.marginMm, 'mm', 'The margin', '--margin')
  else {
    const { leftMm, rightMm, anteriorMm, posteriorMm, superiorMm, inferiorMm } = margin
    for (const mm of [leftMm, rightMm, anteriorMm, posteriorMm, superiorMm, inferiorMm])
      inRange(mm, LIMITS.marginMm, 'mm', 'One of the six margins', '--margin-lrapsi')
  }
  for (const { name, marginMm } of recipe.drawn)
    inRange(marginMm, LIMITS.marginMm, 'mm', `The margin of concern ${name}`, '--concern')
  for (const { roi, role } of recipe.roles) {
    if (role.is === 'concern')
      inRange(role.marginMm, LIMITS.marginMm, 'mm', `The margin of concern ${roi.name}`, '--concern')
    if (role.is === 'organ')
      inRange(role.marginMm, LIMITS.organMarginMm, 'mm', `The own margin of ${roi.name}`, '--exclude')
    if (role.is === 'body')
      inRange(role.retractionMm, LIMITS.retractionMm, 'mm', `The retraction of ${roi.name}`, '--body')
  }
}
