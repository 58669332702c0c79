export type { Edit, Margin, Recipe, Role, RoleAssignment, RoiKey } from './recipe.js'
export type {
  AchievedMargin, DirectionName, EffectiveMargin, LiteralTwin, Proposal, ProposalInputs, ProposalVolumes, Reason, ReasonMap, Registration,
} from './types.js'
export {
  allRois, describeRecipe, describeRole, type FoundRoi, findRoi, inRange, marginsFromList, nearest, parseNumber, parseRecipe, type ProposalRequest, type RecipeParts, recipeFor, type ResolvedRequest, resolveRequest, suggestRoles,
} from './request/index.js'
export { type Outline, outline, propose, recipeKey } from './propose.js'
export { StageCache } from './stage-cache.js'
export { expandProposal } from './expand-proposal.js'
