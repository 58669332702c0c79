export { applyEdit } from './apply.js'
export { type ExclusionMap, exclusionsOn } from './exclusion-map.js'
export type { BetweenEdit, DropEdit, Edit, EditShape, Flat, LocalEdit, SmoothEdit, StrokeEdit } from './types.js'
