import { bothSides, common, grown, mirrored, union, without } from '../combine.js'
import { capsule, ellipsoid, halfSpace, ring, roundBox } from '../shapes.js'
import { after, turnX, turnY, turnZ } from '../turn.js'
import { cells } from './cells.js'
import { type Part, part, sheathed } from './part.js'

const sinus = ellipsoid([30, -47, 2], [14.5, 18, 17], turnZ(0.06))
const frontal = ellipsoid([11, -69.5, 55], [9, 3.2, 9])
const sphenoid = ellipsoid([7.5, -11, 27], [6.4, 10, 7.5])
const ethmoid = bothSides(roundBox([8, -45, 31], [3.6, 21, 6.5], 1.6))
const nasal = ellipsoid([7, -48, 4], [7.6, 33, 25], turnX(0.03))
const nasalSide = common(nasal, halfSpace([-1, 0, 0], -0.8))
const nasalAir = common(nasalSide, halfSpace([0, 1, 0], -20))
const vestibule = capsule([5.6, -86, -7], [6, -72, -3], 3)
const turbinates = union(
  ellipsoid([9.8, -46, -8.5], [4.1, 22, 8]),
  ellipsoid([9, -44, 6], [3.5, 20, 9]),
  ellipsoid([7.4, -41, 18], [2.6, 14, 4.4]),
)
const septum = union(
  roundBox([0.5, -62, 4], [0.5, 16, 24], 0.5, turnZ(0.02)),
  roundBox([-0.1, -36, 4], [0.4, 16, 24], 0.5, turnZ(-0.015)),
)

const medialPlate = (endY: number) =>
  roundBox([13.4, (-24 + endY) / 2, -3], [0.5, (endY + 24) / 2, 13], 0.7, turnZ(0.03))
const lateralPlate = (endY: number) =>
  roundBox([21, (-24 + endY) / 2, -3], [0.5, (endY + 24) / 2, 13], 0.7, turnZ(-0.14))
const pterygoidBase = bothSides(ellipsoid([17, -24, 13], [7, 4.5, 7]))
const plates = (endY: number) => union(medialPlate(endY), lateralPlate(endY - 1))

const orbit = ellipsoid([29, -50, 33], [17, 29, 16.5], turnZ(-0.2))
const orbitWall = bothSides(without(grown(orbit, 2), halfSpace([0, 1, 0], -66)))
const globe = ellipsoid([32, -62, 33], [12, 12.4, 12])
const rectus = union(
  capsule([21, -60, 33], [15, -26, 36], 2),
  capsule([43, -58, 33], [22, -24, 36], 2),
  capsule([32, -58, 43.5], [18, -25, 39], 1.9),
  capsule([32, -58, 22.5], [18, -25, 33], 1.9),
)

const palate = roundBox([0, -49, -19], [21, 25, 0.8], 1.4)
const arch = common(ring([0, -42, -27], 24, 30, 4.6, 5), halfSpace([0, 1, 0], -34))
const teeth = cells(common(ring([0, -42, -31], 24, 31, 3.3, 4.5), halfSpace([0, 1, 0], -37)), 7.2, 3.1, 5)
const lowerTeeth = cells(common(ring([0, -41, -43], 22, 30, 3.1, 4.5), halfSpace([0, 1, 0], -36)), 7, 3, 6)
const mandibleBody = common(ring([0, -38, -56], 34, 34, 5.4, 9), halfSpace([0, 1, 0], -14))

/** Mouth, nose, sinuses and orbits. */
export const faceParts: readonly Part[] = [
  part('mouth floor', 'muscle', ellipsoid([0, -38, -54], [26, 28, 14])),
  part('tongue', 'muscle', ellipsoid([0, -34, -38], [20, 29, 15], turnX(-0.1))),
  part('mandible body', 'cortex', mandibleBody),
  part('mandible body marrow', 'spongiosa', grown(mandibleBody, -2)),
  part('upper arch', 'spongiosa', arch),
  part('upper teeth', 'tooth', teeth),
  part('lower teeth', 'tooth', lowerTeeth),
  part('mouth', 'air', ellipsoid([0, -38, -23.5], [15, 22, 1.8])),
  part('palate', 'cortex', palate),
  part('maxilla', 'thinBone', bothSides(grown(sinus, 1.7))),
  part('maxillary mucosa', 'mucosa', bothSides(sinus)),
  part('maxillary sinus', 'air', mirrored(grown(sinus, -1))),
  part('maxillary sinus', 'air', common(grown(sinus, -1.2), halfSpace([0, 1, 0], -41))),
  part('nasal wall', 'thinBone', bothSides(grown(nasalAir, 2))),
  part('nasal mucosa', 'mucosa', bothSides(grown(nasalAir, 0.8))),
  part('nasal cavity', 'air', bothSides(nasalAir)),
  part('nasal vestibule', 'air', bothSides(vestibule)),
  part('turbinates', 'mucosa', bothSides(turbinates)),
  part('turbinate bone', 'thinBone', bothSides(grown(turbinates, -2.7)), 'always', 0.45),
  part('septum', 'cartilage', grown(septum, 0.6)),
  part('septum bone', 'thinBone', common(septum, halfSpace([0, -1, 0], 54)), 'always', 0.5),
  part('perpendicular plate', 'thinBone', roundBox([0, -44, 35], [0.2, 22, 9], 0.6), 'always', 0.5),
  part('ethmoid', 'thinBone', grown(ethmoid, 1)),
  part('ethmoid cells', 'air', cells(grown(ethmoid, -0.3), 6.6, 3.15, 3)),
  part('frontal bone', 'cortex', bothSides(grown(frontal, 2.2))),
  part('frontal sinus', 'air', bothSides(frontal)),
  part('sphenoid sinus', 'air', bothSides(sphenoid)),
  part('pterygoid base', 'cortex', pterygoidBase),
  part('pterygoid plates right', 'cortex', mirrored(plates(-5))),
  part('pterygoid plates left', 'cortex', plates(-5), 'pre'),
  part('pterygoid plates left, cut', 'cortex', plates(-16), 'post'),
  part('orbit wall', 'thinBone', orbitWall),
  part('orbital fat', 'fat', bothSides(orbit)),
  part('eye muscles', 'muscle', bothSides(rectus)),
  part('sclera', 'softTissue', bothSides(globe)),
  part('vitreous', 'vitreous', bothSides(grown(globe, -1.2))),
  part('lens', 'lens', bothSides(ellipsoid([32, -70.4, 33], [4.6, 2, 4.6]))),
]

const ramus = union(
  roundBox([46, -9, -22], [1.6, 12, 20], 2.6, after(turnZ(-0.06), turnY(0.05))),
  ellipsoid([48, 5, 0], [9, 4.5, 5], turnZ(-0.12)),
  capsule([47.5, 4, -14], [48, 5, -2], 4),
  capsule([45, -20, -14], [46, -21, 2], 3),
  capsule([44, -8, -46], [33, -38, -56], 6),
)

/** Mandible and the muscles of chewing, with the fat planes between them left free. */
export const chewingParts: readonly Part[] = [
  part('buccal fat', 'fat', bothSides(ellipsoid([43, -38, -8], [8, 12, 22], turnZ(0.2)))),
  part('retroantral fat', 'fat', bothSides(ellipsoid([33, -25, 3], [14, 6, 14], turnZ(-0.1)))),
  part('parapharyngeal fat', 'fat', bothSides(ellipsoid([27, 3, -8], [5, 11, 22], turnZ(-0.25)))),
  part('parotid space fat', 'fat', bothSides(ellipsoid([38, 6, -6], [9, 8, 10]))),
  ...sheathed('masseter', bothSides(ellipsoid([56, -20, -22], [6.5, 19, 29], turnZ(-0.08)))),
  ...sheathed('lateral pterygoid', bothSides(ellipsoid([35, -9, 1], [8, 17, 11], after(turnZ(0.3), turnY(0.1))))),
  ...sheathed('medial pterygoid', bothSides(ellipsoid([34, -8, -25], [7.5, 15, 20], after(turnZ(0.22), turnY(0.14))))),
  part('mandible', 'cortex', bothSides(ramus)),
  part('mandible marrow', 'spongiosa', bothSides(grown(ramus, -1.9))),
]
