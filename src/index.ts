/**
 * postop-ctv as a library for Node: read a case, propose a CTV, write it as an RTSTRUCT, compare structures.
 * Lengths are mm, points DICOM patient coordinates (LPS); refusals are {@link PostopError}s, listed in docs/errors.md.
 */
export type {
  Case,
  CasePaths,
  ComparedStructure,
  CompareFilesOptions,
  ReadOptions,
  WriteOptions,
} from './cli/index.js'
export { compare, propose, readCase, writeStructureSet } from './cli/index.js'
export type { Comparison } from './core/compare/index.js'
export type { Finding } from './core/problem/index.js'
export { PostopError } from './core/problem/index.js'
export type { Proposal, ProposalRequest, Recipe } from './core/proposal/index.js'
