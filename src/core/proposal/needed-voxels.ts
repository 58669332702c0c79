import { PostopError } from '../problem/index.js'
import type { VoxelBlock } from '../volume/index.js'
import { voxelsRound } from './ct-rules.js'
import type { Recipe } from './recipe.js'
import { castRois, ruledBox } from './setting.js'
import type { ProposalInputs } from './types.js'

/** The image's voxels that a recipe reads, whatever its margin; null where it reads none or will be refused. */
export const neededVoxels = (inputs: ProposalInputs, recipe: Recipe): VoxelBlock | null => {
  const roles = recipe.roles.filter(({ role }) => role.is === 'target')
  if (roles.length === 0 || (recipe.air === null && recipe.bone === null)) return null
  try {
    return voxelsRound(inputs.image, ruledBox(inputs, recipe, castRois(inputs, { ...recipe, roles })))
  } catch (error) {
    if (error instanceof PostopError) return null
    throw error
  }
}
