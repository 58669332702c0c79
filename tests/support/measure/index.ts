export { type Accuracy, accuracyOf, type Drawing, drawingOf, evenOddMm2, pointsOf, toLoops } from './contours.js'
export { brief, type Stats, statsOf, table } from './stats.js'
