export { type ComparedStructure, type CompareFilesOptions, compare } from './compare.js'
export { propose, proposeRecipe } from './propose.js'
export { type Case, type CasePaths, type ReadOptions, readCase } from './read-case.js'
export { readPlanes, readStructureSet } from './read-one.js'
export {
  type CheckedOptions,
  checkWriteOptions,
  exportStructureSet,
  type WriteOptions,
  type Written,
  writeStructureSet,
} from './write-structure-set.js'
