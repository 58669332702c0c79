import { bothSides, grown, union } from '../combine.js'
import { capsule, ellipsoid, ring, roundBox } from '../shapes.js'
import { after, turnX, turnY, turnZ } from '../turn.js'
import {
  CAROTID,
  CAROTID_FROM,
  CAROTID_MM,
  CAROTID_TO,
  CHIASM,
  CORD,
  CORD_BELOW,
  NERVE,
  NERVE_MM,
  NERVE_TO,
  PAROTID,
} from './landmarks.js'
import { type Part, part, sheathed } from './part.js'

const wall = ellipsoid([0, -5, -1], [20, 14, 21])
const airway = union(
  ellipsoid([0, -9, 0], [10.5, 9, 14]),
  ellipsoid([0, -3, -14], [10, 6, 14], turnX(0.06)),
  roundBox([5.5, -20, 1], [2.2, 8, 8], 2.4),
  roundBox([-5.5, -20, 1], [2.2, 8, 8], 2.4),
)
const recess = union(capsule([-8, -3, 2], [-16, 4, 3], 2.1), capsule([8, -3, 2], [16, 4, 3], 2.1))
const torus = bothSides(ellipsoid([13.2, -7.5, -1], [4.4, 4.2, 7], turnZ(0.2)))
const tube = bothSides(capsule([13, -8, 0], [30, 8, 8], 2))
const oropharynx = union(ellipsoid([0, 1, -36], [11, 6.5, 24], turnX(-0.04)), capsule([0, 4, -240], [0, 4, -58], 8))
const softPalate = ellipsoid([0, -13, -20], [14, 12, 4], turnX(-0.2))
const uvula = capsule([0, -4, -24], [0, -2, -32], 3.4)
const longus = bothSides(ellipsoid([8, 14, -20], [6, 4.6, 26], turnX(0.1)))

/** Nasopharynx, soft palate and the muscles before the spine; the airway comes later, over the target. */
export const throatParts: readonly Part[] = [
  part('pharynx wall', 'mucosa', wall),
  part('constrictor', 'muscle', ellipsoid([0, 2, -40], [17, 11, 30])),
  part('palatine muscles', 'muscle', bothSides(ellipsoid([21, -6, -6], [3, 8, 14], turnZ(0.3)))),
  part('soft palate', 'muscle', union(softPalate, uvula)),
  ...sheathed('longus muscles', longus),
  part('tonsils', 'mucosa', bothSides(ellipsoid([15, -4, -38], [5, 7, 10]))),
  part('styloid', 'cortex', bothSides(capsule([42, 18, -2], [36, 8, -28], 1.6))),
  ...sheathed('styloid muscles', bothSides(capsule([38, 14, -10], [30, 2, -44], 4))),
  part('parotid space', 'fat', bothSides(grown(PAROTID, 1.5)), 'always', 0.9),
  part('parotid', 'gland', bothSides(PAROTID)),
  part('retromandibular vein', 'vein', bothSides(capsule([56, 8, -46], [54, 8, -6], 2.3))),
  ...sheathed('digastric', bothSides(capsule([48, 34, -20], [38, 8, -48], 4.2))),
]

/** Air of the throat and what bulges into it. */
export const airwayParts: readonly Part[] = [
  part('airway', 'air', airway),
  part('pharyngeal recess', 'air', recess, 'pre'),
  part('pharyngeal recess right', 'air', capsule([-8, -3, 2], [-16, 4, 3], 2.1), 'post'),
  part('tubal torus', 'mucosa', torus, 'pre'),
  part('tubal torus right', 'mucosa', ellipsoid([-13.2, -7.5, -1], [4.4, 4.2, 7], turnZ(-0.2)), 'post'),
  part('auditory tube', 'cartilage', tube, 'always', 0.5),
  part('oropharynx', 'air', oropharynx),
  part('uvula', 'muscle', uvula),
]

const jugular = bothSides(capsule([33, 25, -240], [30, 24, 4], 5))
const siphon = bothSides(
  union(
    capsule(CAROTID_TO, [13, 9, 20], CAROTID_MM),
    capsule([13, 9, 20], [10.5, -2, 32], CAROTID_MM),
    capsule([10.5, -2, 32], [13, 3, 42], 2.6),
    capsule([13, 3, 42], [34, -6, 46], 1.6),
  ),
)
const external = bothSides(capsule([33, 6, -60], [44, 8, -14], 2.2))
const vertebral = bothSides(capsule([22, 34, -240], [21, 33, -20], 2.2))
const sigmoid = bothSides(capsule([38, 40, 4], [44, 58, 20], 4.2))

const atlas = ring([0, 36, -21], 20, 18, 3.2, 2.6)
const masses = bothSides(ellipsoid([19.5, 33, -21], [7.5, 9, 7.5], turnY(0.1)))
const dens = capsule([0, 24.5, -44], [0, 23.5, -17], 4.8)
const joints = bothSides(capsule([18.5, 34, -22], [17, 36, -140], 6))
const axis = union(roundBox([0, 27, -42], [9, 4.5, 8], 3), ring([0, 41, -40], 17, 17, 3.2, 5))
const lower = union(
  ...[-66, -86, -106, -126].flatMap((z) => [
    roundBox([0, 28, z], [9, 6, 4.5], 3),
    ring([0, 43, z - 3], 17, 16, 3.2, 3),
  ]),
)
const spine = union(atlas, masses, joints, axis, lower)

/** Upper cervical spine, the cord, vessels and optic pathways: drawn over the rest. */
export const axisParts: readonly Part[] = [
  part('atlas and axis', 'cortex', spine),
  part('vertebral marrow', 'spongiosa', grown(spine, -1.7)),
  part('dens', 'cortex', dens),
  part('dens marrow', 'spongiosa', grown(dens, -1.6)),
  part('dural sac', 'csf', capsule([0, 44, -240], [0, 39, -8], 9)),
  part('spinal cord', 'cord', union(CORD, CORD_BELOW)),
  part('carotid sheath', 'fat', union(grown(jugular, 1.3), bothSides(grown(CAROTID, 1.4))), 'always', 0.75),
  part('jugular vein', 'vein', jugular),
  part('sigmoid sinus', 'vein', sigmoid),
  part('internal carotid artery', 'artery', bothSides(CAROTID)),
  part('carotid below', 'artery', bothSides(capsule([29, 20, -240], CAROTID_FROM, CAROTID_MM))),
  part('carotid siphon', 'artery', siphon),
  part('external carotid artery', 'artery', external),
  part('vertebral artery', 'artery', vertebral),
  part('basilar artery', 'artery', capsule([0, 21.5, 12], [0, 17, 34], 1.7)),
  part('pituitary', 'mucosa', ellipsoid([0, 2, 34], [6.5, 4.5, 3.6], after(turnX(0.05), turnZ(0)))),
  part('optic nerves', 'nerve', bothSides(NERVE)),
  part('optic chiasm', 'nerve', union(CHIASM, bothSides(capsule(NERVE_TO, [4, 2, 43], NERVE_MM)))),
]
