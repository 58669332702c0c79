export {
  type Acceptance,
  type Accepted,
  acceptanceOf,
  isAccepted,
  sortedAcceptances,
  withAcceptances,
} from './accept.js'
export type { ErrorCode, FindingCode } from './codes.js'
export { type ErrorDetails, type ErrorRecord, fromErrorRecord, PostopError, toErrorRecord } from './error.js'
export { decide, type Finding, type FindingKind, note } from './finding.js'
