export { roiOfDrawn } from './drawn.js'
export {
  applyEdit,
  type BetweenEdit,
  checkEdits,
  type DropEdit,
  type Edit,
  type EditShape,
  type EnteredCm3,
  type ExclusionMap,
  editedGrid,
  editName,
  entersExclusion,
  exclusionsOn,
  type Flat,
  type LocalEdit,
  type SmoothEdit,
  type StrokeEdit,
} from './edits/index.js'
export { type ExpandedProposal, expandProposal } from './expand-proposal.js'
export { findTransform, transformBetween } from './frames.js'
export type { HuHistogram } from './hu-histogram.js'
export { otherImageFinding } from './image-checks.js'
export type { Outline } from './make.js'
export { neededVoxels } from './needed-voxels.js'
export { exclusionMap, outline, propose } from './propose.js'
export type { DrawnRegion, Margin, Recipe, RoiKey, Role, RoleAssignment } from './recipe.js'
export {
  allRois,
  describeRecipe,
  describeRole,
  type FoundRoi,
  findRoi,
  inRange,
  joinedFrames,
  marginsFromList,
  type ProposalRequest,
  type Protocol,
  type ProtocolParts,
  parseNumber,
  parseRecipe,
  protocolOf,
  type RecipeParts,
  type ResolvedRequest,
  recipeFor,
  resolveRequest,
  suggestRoles,
  takeProtocol,
} from './request/index.js'
export { type Robustness, robustness, type Scenario, type ScenarioResult } from './robustness/index.js'
export { StageCache } from './stage-cache.js'
export { type AirChange, airChanges, type Tissue, tissue } from './tissue.js'
export type {
  AchievedMargin,
  DirectionName,
  EffectiveMargin,
  LiteralTwin,
  Narrowest,
  OrganDistance,
  OrganDistances,
  Proposal,
  ProposalInputs,
  ProposalVolumes,
  ReachFields,
  Reason,
  ReasonMap,
  Registration,
} from './types.js'
