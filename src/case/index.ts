export { comparedRoi, comparedSets } from './comparing/compared-roi.js'
export { liesOn, planningCandidates } from './contents/choose.js'
export type { Patient } from './contents/patients.js'
export { type EditPlace, editedSlices, editPlace } from './derived/edited.js'
export { caseFindings, inputFindings, undecided, undecidedInputs } from './derived/findings.js'
export { type Freshness, freshness, outlineIsFresh } from './derived/freshness.js'
export { joinedMr } from './derived/joined-mr.js'
export { ontoPlane, planeAt, type SliceFacts, sliceFacts, wasLookedAt } from './derived/slices.js'
export { type CaseLeaf, caseTree, type PatientNode, type StudyNode } from './derived/tree.js'
export { type Explained, type Why, whyAt } from './derived/why.js'
export type { Action, CaseDocument } from './document/document.js'
export { newRegionName } from './document/drawn.js'
export type { NewEdit } from './document/edits.js'
export { type Join, joinedBy, joinsOf } from './document/joins.js'
export {
  baseMarginMm,
  DIRECTIONS,
  type Direction,
  marginTowards,
  newConcernMm,
  withDirection,
} from './document/margin.js'
export { recipeLine } from './document/recipe.js'
export { drawnId, roiId } from './document/roi-key.js'
export type { Editing } from './editing/editing.js'
export type { Brush, HandTool } from './editing/hand.js'
export { liveField } from './editing/live.js'
export { type Exported, exportBlocked, exportKey } from './export/export.js'
export type { CaseContents, CaseSeries, CaseServices } from './services.js'
export { createSession, type Session, THRESHOLD_DRAG } from './session.js'
export { type CaseShelf, SAVED_VERSION, type SavedCase, type Saving } from './state/saved.js'
export type { Shelf } from './state/shelf.js'
export type {
  ComparisonResult,
  ComparisonWish,
  OpenCase,
  ProposalSummary,
  Reading,
  SessionState,
} from './state/state.js'
export type { Step } from './state/step.js'
