export { expand, intersect, outside, subtract, union } from './combine.js'
export { directions, octants } from './convex.js'
export { type Detour, roundEdge, throughHole } from './detour.js'
export {
  type Axes,
  box,
  cap,
  capsule,
  cylinder,
  ellipsoid,
  halfSpace,
  moved,
  plateWithHole,
  seenThrough,
  sphere,
  standardAxes,
  torus,
  turned,
} from './primitives.js'
export { along, areaMm2, type Cut, type Loop, sectionOf } from './sections.js'
export { add, gradientOf, mad, type Shape, scale, sub, surfaceDistanceMm } from './shape.js'
export { volumeMm3 } from './volume.js'
