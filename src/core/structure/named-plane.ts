import { dot, type PointLps } from '../frame/index.js'
import type { ImagePlane } from '../volume/index.js'
import type { Contour } from './types.js'

/** A contour lies on its plane within this (mm): what a coordinate of ten significant digits keeps. */
const ON_PLANE_MM = 0.001

const keyOf = (uid: string, frameNumber: number | undefined): string => `${uid} ${frameNumber ?? ''}`

/**
 * Finds the plane of the image that a contour names: by SOP instance UID, and of a multi-frame instance by Referenced Frame
 * Number (0008,1160) too. Undefined where the contour names none of them.
 */
export const namedPlanes = (planes: readonly ImagePlane[]): ((contour: Contour) => ImagePlane | undefined) => {
  const byName = new Map(
    planes.flatMap((plane) => {
      const { sopInstanceUid: uid, frame } = plane
      const named = [[keyOf(uid, frame?.number), plane] as const]
      // A reference without a frame number means all frames (PS3.3 table 10-3): of one frame, that one.
      return frame?.of === 1 ? [...named, [keyOf(uid, undefined), plane] as const] : named
    }),
  )
  return ({ imageUid, imageFrame }) => (imageUid === undefined ? undefined : byName.get(keyOf(imageUid, imageFrame)))
}

/** Whether all points of a contour lie on a plane, within 0.001 mm. */
export const liesOn = ({ normal, originLps }: ImagePlane, { pointsLps }: Contour): boolean => {
  const heightMm = dot(originLps, normal)
  for (let i = 0; i < pointsLps.length; i += 3) {
    const p = [pointsLps[i], pointsLps[i + 1], pointsLps[i + 2]] as unknown as PointLps
    if (Math.abs(dot(p, normal) - heightMm) > ON_PLANE_MM) return false
  }
  return true
}
