export { liesOn, planningCandidates } from './choose.js'
export type { Action, CaseDocument } from './document.js'
export { newRegionName } from './drawn.js'
export { exportBlocked, NAME_LIMIT } from './export.js'
export { caseFindings, inputFindings, undecided, undecidedInputs } from './findings.js'
export { type Freshness, freshness, outlineIsFresh } from './freshness.js'
export { joinedMr } from './joined-mr.js'
export { type Join, joinedBy, joinsOf } from './joins.js'
export {
  baseMarginMm,
  DIRECTIONS,
  type Direction,
  marginTowards,
  newConcernMm,
  withDirection,
} from './margin.js'
export type { Patient } from './patients.js'
export { recipeLine } from './recipe.js'
export { drawnId, roiId } from './roi-key.js'
export type { Saving } from './save/keep-saved.js'
export type { CaseShelf, SavedCase } from './save/saved-case.js'
export type { CaseContents, CaseSeries, CaseServices } from './services.js'
export { createSession, type Session, THRESHOLD_DRAG } from './session.js'
export type { Shelf } from './shelf.js'
export type { OpenCase, ProposalSummary, Reading, SessionState, Step } from './state.js'
export { type CaseLeaf, caseTree, type PatientNode, type StudyNode } from './tree.js'
