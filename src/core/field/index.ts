export type { Cruncher, MarginsLrapsi, SolidOptions, TidyRequest } from './cruncher.js'
export {
  boxOfGrid,
  boxRound,
  cropField,
  forSharedRows,
  gridOfBox,
  joinBoxes,
  type LatticeBox,
  meetBoxes,
  padBox,
} from './lattice.js'
export { OUTSIDE_MM, sampleField, sampleIndex } from './sample.js'
export { simplifyLoop } from './simplify.js'
export { solidVolumeMm3 } from './solid-volume.js'
export { type CutLoop, type CutPlane, tracePlane } from './trace.js'
export type { Field, Labels, Mask } from './types.js'
