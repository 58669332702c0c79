import type { PointLps, Vec3 } from '../../core/frame/index.js'
import type { Attributes } from '../element/attributes.js'
import { FARTHEST_MM } from '../value/limits.js'

/** Planning systems write coordinates to this precision. */
const SAME_MM = 0.01
/** A normal this close to the patient's long axis is along it. */
const AXIAL = 1e-4

const OFFSETS = 'GridFrameOffsetVector'

/**
 * Height of each frame along the normal over the first frame, mm, in the order of the frames (PS3.3 C.8.8.3.2).
 * The vector holds distances from the first frame where it begins with 0, patient z where it begins with that of
 * Image Position (Patient) and the frames are axial; the standard leaves all else undefined, and it is refused.
 * @throws dicom/missing-attribute, dicom/bad-value
 */
export const frameHeightsMm = (a: Attributes, frames: number, position: PointLps, normal: Vec3): number[] => {
  const offsets = a.decimals(OFFSETS)
  if (offsets === null) {
    if (frames === 1) return [0]
    throw a.missing(OFFSETS)
  }
  if (offsets.length !== frames) throw a.badValue(OFFSETS, `holds ${offsets.length} values for ${frames} frames`)
  const far = offsets.find((o) => Math.abs(o) > FARTHEST_MM)
  if (far !== undefined) throw a.badValue(OFFSETS, `puts a frame at ${far} mm, where no patient is`)
  const first = offsets[0] as number
  if (first === 0) return offsets
  const axial = Math.abs(Math.abs(normal[2]) - 1) < AXIAL
  if (!axial || Math.abs(first - position[2]) > SAME_MM) {
    const why = axial ? `the frames' z, ${position[2]}` : 'anything, since the frames are not axial'
    throw a.badValue(OFFSETS, `begins with ${first}, which is neither 0 nor ${why}: the frames have no place`)
  }
  const sense = normal[2] > 0 ? 1 : -1
  return offsets.map((z) => sense * (z - first))
}

/**
 * The order in which frames ascend along the normal; frames may be stored either way.
 * @throws dicom/bad-value where two frames lie at one height
 */
export const ascending = (a: Attributes, heightsMm: readonly number[]): number[] => {
  const order = heightsMm.map((_, k) => k).sort((p, q) => (heightsMm[p] as number) - (heightsMm[q] as number))
  const twice = order.find(
    (k, n) => n > 0 && (heightsMm[k] as number) - (heightsMm[order[n - 1] as number] as number) < SAME_MM,
  )
  if (twice !== undefined) throw a.badValue(OFFSETS, `puts two frames at one place (value ${twice + 1})`)
  return order
}
