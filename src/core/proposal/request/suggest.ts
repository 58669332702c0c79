import type { FrameUid } from '../../frame/index.js'
import type { StructureSet } from '../../structure/index.js'
import type { RoleAssignment } from '../recipe.js'
import type { Registration } from '../types.js'
import { rolesByWhitelist } from './default-roles.js'
import { allRois } from './find-roi.js'
import { joinedFrames } from './joined-frames.js'

/** A role for every ROI by the whitelist of names, targets included, for a user to look over; in the order of the recipe. */
export const suggestRoles = (
  sets: readonly StructureSet[],
  imageFrame: FrameUid,
  registrations: readonly Registration[],
): readonly RoleAssignment[] => {
  const joined = joinedFrames(imageFrame, registrations)
  return rolesByWhitelist(allRois(sets, imageFrame), new Map(), { imageFrame, joined, suggestTargets: true })
}
