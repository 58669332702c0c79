import { neededVoxels, type ProposalInputs, type Recipe } from '../../core/proposal/index.js'
import { blockHolds, cropVolume, type Volume, type VoxelBlock } from '../../core/volume/index.js'

const NOTHING: VoxelBlock = { from: [0, 0, 0], to: [0, 0, 0] }

/** The inputs as the compute worker gets them at first: of the image its planes alone. */
export const withoutVoxels = (inputs: ProposalInputs): ProposalInputs => ({
  ...inputs,
  image: cropVolume(inputs.image, NOTHING),
})

/**
 * What one worker has of the image. The whole of it would be copied on the page's main thread, for tenths of a second, and
 * lie in memory twice.
 * @returns for each recipe the part of the image that must go to the worker before it, null where it has it already
 */
export const voxelSender = (inputs: ProposalInputs): ((recipe: Recipe) => Volume | null) => {
  let sent = NOTHING
  return (recipe) => {
    const needed = neededVoxels(inputs, recipe)
    if (needed === null || blockHolds(sent, needed)) return null
    sent = needed
    return cropVolume(inputs.image, needed)
  }
}
