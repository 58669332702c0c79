export { type Accuracy, accuracyOf, type Drawing, drawingOf, evenOddMm2, pointsOf, toLoops } from './contours.js'
export { valueAt, voxelsOf } from './field.js'
export { brief, type Stats, statsOf, table } from './stats.js'
