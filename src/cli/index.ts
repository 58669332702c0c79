export {
  type Case,
  type CasePaths,
  type ComparedStructure,
  type CompareFilesOptions,
  compare,
  propose,
  type ReadOptions,
  readCase,
  type WriteOptions,
  writeStructureSet,
} from './library/index.js'
