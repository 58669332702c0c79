export { parseStructureSet } from './parse.js'
export type { ParsedStructureSet, StructureSetSource } from './types.js'
