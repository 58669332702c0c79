import type { Vec3 } from '../../../src/core/frame/index.js'
import { capsule, ellipsoid, roundBox } from '../shapes.js'
import { after, turnX, turnY, turnZ } from '../turn.js'

// Everything that is both painted in the images and drawn as a ROI: closed forms whose volumes are known.

export const BRAINSTEM_SEMI: Vec3 = [14, 11, 27]
/** Pons and medulla behind the clivus, leaning forward at the top like it. */
export const BRAINSTEM = ellipsoid([0, 32.3, 15], BRAINSTEM_SEMI, turnX(0.1))

export const CORD_FROM: Vec3 = [0, 40, -45]
export const CORD_TO: Vec3 = [0, 39, -13]
export const CORD_MM = 5
/** The part of the cord that is drawn; it goes on below in the image. */
export const CORD = capsule(CORD_FROM, CORD_TO, CORD_MM)
export const CORD_BELOW = capsule([0, 44, -240], CORD_FROM, CORD_MM)
export const CANAL = capsule([0, 44, -240], [0, 39, -8], 9)

export const CLIVUS_HALF: Vec3 = [10.5, 2.2, 18]
export const CLIVUS_ROUND_MM = 2
/** Basiocciput to dorsum sellae, leaning forward at the top by 31 degrees. */
export const CLIVUS = roundBox([0, 15.5, 11], CLIVUS_HALF, CLIVUS_ROUND_MM, turnX(0.28))

export const CHIASM_FROM: Vec3 = [-5, 2, 43]
export const CHIASM_TO: Vec3 = [5, 2, 43]
export const CHIASM_MM = 2.6
export const CHIASM = capsule(CHIASM_FROM, CHIASM_TO, CHIASM_MM)

export const NERVE_FROM: Vec3 = [28, -50, 34]
export const NERVE_TO: Vec3 = [8.5, -3, 42]
export const NERVE_MM = 2.1
/** Left optic nerve; the right one mirrors it. */
export const NERVE = capsule(NERVE_FROM, NERVE_TO, NERVE_MM)

export const CAROTID_FROM: Vec3 = [27, 18, -44]
export const CAROTID_TO: Vec3 = [24, 15, 8]
export const CAROTID_MM = 2.9
/** Left internal carotid artery from the neck to the skull base; the right one mirrors it. */
export const CAROTID = capsule(CAROTID_FROM, CAROTID_TO, CAROTID_MM)

export const LOBE_SEMI: Vec3 = [20, 33, 17]
/** Left temporal lobe in the middle fossa. */
export const LOBE_TEMPORAL = ellipsoid([42, -1, 37], LOBE_SEMI, after(turnZ(0.08), turnX(0.04)))

export const PAROTID_SEMI: Vec3 = [10.5, 16, 23]
/** Left parotid gland, behind and beside the ramus. */
export const PAROTID = ellipsoid([60, 9, -23], PAROTID_SEMI, after(turnZ(-0.12), turnY(-0.06)))
