import { blended, bothSides, grown, mirrored, union } from '../combine.js'
import { capsule, ellipsoid, ring } from '../shapes.js'
import { after, turnY, turnZ } from '../turn.js'
import { type Part, part, sheathed } from './part.js'

const cranium = ellipsoid([0, 14, 40], [77, 93, 85])
const face = ellipsoid([0, -25, -12], [70, 57, 72])
const cheek = ellipsoid([50, 2, -20], [23, 36, 40])
const nape = ellipsoid([50, 36, -6], [21, 24, 32])
const jaw = ellipsoid([0, -44, -58], [40, 40, 24])
const neck = capsule([0, 34, -240], [0, 36, -10], 57)
const lid = ellipsoid([32, -62, 33], [14, 14, 13])
const bridge = capsule([0, -78, 30], [0, -92, 0], 7)
const wings = ellipsoid([0, -86, -4], [15, 12, 9])
const nose = union(bridge, wings)
const ear = ellipsoid([78, 27, 2], [4.5, 15, 27], after(turnZ(0.22), turnY(-0.06)))

// Blended one by one, not as unions: a union's distance is capped far from its shapes.
const pairs = [cheek, nape, lid].flatMap((s) => [s, mirrored(s)])
const body = blended(14, cranium, face, jaw, neck, ...pairs, bridge, wings)

/** The surface of the skin: what an External contour follows. */
export const EXTERNAL = blended(6, body, ear, mirrored(ear))

const temporalis = bothSides(ellipsoid([57.5, -20, 28], [6, 27, 32], turnZ(0.05)))
const neckMuscles = [
  ellipsoid([8, 61, -62], [7, 10, 44]),
  ellipsoid([11, 73, -58], [10, 5, 46], turnZ(-0.08)),
  ellipsoid([25, 62, -60], [9, 12, 46], turnZ(-0.3)),
  ellipsoid([22, 48, -64], [8, 7, 34]),
  ellipsoid([43, 42, -56], [7, 13, 44], turnZ(-0.3)),
]
const facialMuscles = bothSides(
  union(ellipsoid([43, -57, -2], [12, 4, 22], turnZ(0.38)), ellipsoid([36, -60, -32], [14, 4, 10], turnZ(0.35))),
)
const lips = ring([0, -47, -30], 27, 29, 4, 9)

/** Skin, subcutaneous fat and the superficial muscles, from the outside in. */
export const outlineParts: readonly Part[] = [
  part('skin', 'skin', EXTERNAL),
  part('subcutaneous fat', 'fat', grown(EXTERNAL, -2.2)),
  part('ear cartilage', 'cartilage', grown(bothSides(ear), -1.4)),
  part('nose', 'softTissue', grown(nose, -1)),
  part('deep soft tissue', 'softTissue', grown(body, -6.5)),
  part('facial muscles', 'muscle', facialMuscles),
  part('lips', 'muscle', lips),
  ...sheathed('temporalis', temporalis),
  ...neckMuscles.flatMap((m) => sheathed('neck muscle', bothSides(m))),
]
