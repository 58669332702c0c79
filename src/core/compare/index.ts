export { compareRois } from './compare.js'
export type { ComparedRoi, CompareOptions, Comparison, RoiFigures } from './types.js'
