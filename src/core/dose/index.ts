export { describeDose } from './describe.js'
export { doseVoxelLps } from './grid.js'
export type { Dose, DoseGrid, DoseInfo } from './types.js'
