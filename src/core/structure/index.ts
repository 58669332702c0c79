export { contourVolumeCm3, evenOddAreaMm2, solidCentroidLps } from './measure.js'
export { loopsHold, signedAreaMm2 } from './polygon.js'
export { roiToSolid, type SolidSource } from './solid.js'
export type { BoxLps, Contour, ContourKind, PlaneLoop, Roi, Section, SectionRun, Solid, StructureSet } from './types.js'
