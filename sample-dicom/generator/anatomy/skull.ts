import { bothSides, common, grown, union, without } from '../combine.js'
import { capsule, ellipsoid, halfSpace, roundBox, type Shape } from '../shapes.js'
import { after, turnX, turnY, turnZ } from '../turn.js'
import { cells } from './cells.js'
import { BRAINSTEM, CANAL, CLIVUS, LOBE_TEMPORAL } from './landmarks.js'
import { type Part, part } from './part.js'

// The floor of the front fossa rises forwards by 11.5 degrees; behind the petrous bones the brain reaches lower.
const frontFloor = (mm: number): Shape => halfSpace([0, -40 / 401, -399 / 401], -mm)
const backFloor = (mm: number): Shape =>
  common(halfSpace([0, -0.28, -0.96], -28.5 - mm), halfSpace([0, -1, 0], -13 - mm))
const cerebrum = (inset: number): Shape => {
  const dome = ellipsoid([0, 14, 48], [67 - inset, 84 - inset, 70 - inset])
  return union(common(dome, frontFloor(45 + inset)), common(dome, backFloor(inset)))
}
const cerebellum = (inset: number): Shape =>
  without(ellipsoid([0, 54, 13], [53 - inset, 38 - inset, 29 - inset]), halfSpace([0, 1, 0], 24))
const lobes = bothSides(LOBE_TEMPORAL)
const middleFossa = (inset: number): Shape =>
  bothSides(ellipsoid([43.5, 4, 38], [22.5 - inset, 38 - inset, 19.5 - inset], turnZ(0.06)))
const prepontine = capsule([0, 24, 6], [0, 15, 38], 5)
const endocranium = union(cerebrum(0), cerebellum(0), middleFossa(0), grown(BRAINSTEM, 4), prepontine)
const brain = union(cerebrum(3), cerebellum(4), lobes, middleFossa(2.5))

const petrous = bothSides(capsule([15, 13, 13], [52, 33, 8], 8.5))
const mastoid = ellipsoid([52, 37, -3], [12.5, 14, 20], turnZ(0.1))
const sphenoidBody = roundBox([0, -10, 26], [14, 12, 7], 4)
const greaterWing = bothSides(roundBox([34, -22, 24], [15, 1.2, 14], 1.4, turnZ(-0.28)))
const condyles = bothSides(ellipsoid([15, 31, -12], [6.5, 11, 6], turnZ(-0.2)))
const zygoma = bothSides(
  union(
    capsule([48, -58, 6], [63, -32, 4], 3.2),
    capsule([63, -32, 4], [65, 8, 6], 2.6),
    capsule([48, -58, 6], [45, -57, 34], 3.2),
    capsule([48, -58, 6], [36, -60, -6], 3.6),
  ),
)
const meatus = bothSides(capsule([88, 18, 4], [51, 24, 5], 2.9))
const tympanum = bothSides(ellipsoid([47, 25, 6], [3, 5, 6]))
const cavernous = bothSides(ellipsoid([13, 3, 33], [6.5, 13, 8]))
const cochlea = bothSides(ellipsoid([34, 23, 11], [3, 4, 3]))
const foramen = capsule([0, 40, -60], [0, 37, 2], 13)

/** Bone round the brain and what lies in it. */
export const skullParts: readonly Part[] = [
  part('skull', 'cortex', grown(endocranium, 5.2)),
  part('diploe', 'spongiosa', grown(endocranium, 3.7)),
  part('tabula interna', 'cortex', grown(endocranium, 1.8)),
  part('petrous bone', 'cortex', petrous),
  part('greater wing', 'thinBone', greaterWing),
  part('mastoid', 'cortex', bothSides(mastoid)),
  part('mastoid cells', 'air', bothSides(cells(grown(mastoid, -1.6), 4.3, 1.85, 11))),
  part('zygoma', 'cortex', zygoma),
  part('zygoma marrow', 'spongiosa', grown(zygoma, -1.5)),
  part('sphenoid body', 'cortex', sphenoidBody),
  part('clivus', 'cortex', CLIVUS),
  part('clivus marrow', 'spongiosa', grown(CLIVUS, -1.7)),
  part('cavernous sinus', 'sinus', cavernous),
  part('occipital condyles', 'cortex', condyles),
  part('condyle marrow', 'spongiosa', grown(condyles, -1.8)),
  part('cerebrospinal fluid', 'csf', without(endocranium, CLIVUS)),
  part('foramen magnum', 'csf', foramen),
  part('brain', 'brain', brain),
  part('canal', 'csf', CANAL),
  part('ear canal', 'air', meatus),
  part('tympanic cavity', 'air', tympanum),
  part('cochlea', 'csf', cochlea),
]

const ventricle = bothSides(
  union(
    ellipsoid([9, -8, 62], [5, 20, 9], turnX(0.1)),
    ellipsoid([17, 40, 60], [7, 16, 8], after(turnZ(-0.2), turnY(0.1))),
  ),
)
const falx = common(roundBox([0, 14, 96], [0.3, 92, 40], 0.4), ellipsoid([0, 14, 48], [66, 82, 69]))
/** What can be told apart in the brain. */
export const brainParts: readonly Part[] = [
  part('white matter', 'whiteMatter', union(cerebrum(7), grown(lobes, -4))),
  part('ventricles', 'csf', ventricle),
  part('fourth ventricle', 'csf', ellipsoid([0, 47, 12], [7, 3.5, 8])),
  part('falx', 'vein', falx, 'always', 0.12),
  part('cistern', 'csf', grown(BRAINSTEM, 3.2)),
  part('suprasellar cistern', 'csf', ellipsoid([0, 4, 42], [14, 11, 7])),
  part('brainstem', 'brain', BRAINSTEM),
]
