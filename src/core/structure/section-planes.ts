import { cross, dot, norm, unit, type Vec3 } from '../frame/index.js'
import { PostopError } from '../problem/index.js'
import type { ImagePlane } from '../volume/index.js'
import type { Contour, Roi, Solid } from './types.js'

/** A point may lie this far off its contour's plane (mm): DS rounding and registration noise, no more. */
const OFF_PLANE_MM = 0.5
/** Contours this close along the normal (mm) lie on one plane: z is often rounded to two decimals. */
export const SAME_PLANE_MM = 0.05
/** A normal this close to a patient axis (1 - cosine, 0.008 degrees) is that axis: more would lift a body outline's rim off its plane. */
const AXIS_TOLERANCE = 1e-8
/** A contour this nearly parallel to the image (1 - cosine, 0.8 degrees) lies on its planes: a small contour's own normal is no finer. */
const PARALLEL_TOLERANCE = 1e-4

/** A contour as a polygon in its stack's plane. */
export type PlacedLoop = { readonly wMm: number; readonly loop: Float64Array }

/**
 * Unit normal of a polygon by Newell's sums; the zero vector where it has no area.
 */
const newell = (p: Float64Array): Vec3 => {
  let x = 0
  let y = 0
  let z = 0
  const n = p.length
  for (let i = 0, j = n - 3; i < n; j = i, i += 3) {
    const [ax, ay, az] = [p[j] as number, p[j + 1] as number, p[j + 2] as number]
    const [bx, by, bz] = [p[i] as number, p[i + 1] as number, p[i + 2] as number]
    x += (ay - by) * (az + bz)
    y += (az - bz) * (ax + bx)
    z += (ax - bx) * (ay + by)
  }
  return [x, y, z]
}

/** u, v, w for a stack with this normal: patient axes where it is one, else along the image's rows. */
const axesFor = (normal: Vec3, row: Vec3 | undefined): Solid['axes'] => {
  const axis = normal.findIndex((c) => Math.abs(Math.abs(c) - 1) < AXIS_TOLERANCE)
  if (axis === 2) return { u: [1, 0, 0], v: [0, 1, 0], w: [0, 0, 1] }
  if (axis === 0) return { u: [0, 1, 0], v: [0, 0, 1], w: [1, 0, 0] }
  if (axis === 1) return { u: [0, 0, 1], v: [1, 0, 0], w: [0, 1, 0] }
  const fits = (d: Vec3): boolean => Math.abs(dot(d, normal)) < 0.9
  const start = row !== undefined && fits(row) ? row : fits([1, 0, 0]) ? ([1, 0, 0] as const) : ([0, 1, 0] as const)
  const along = dot(start, normal)
  const u = unit([start[0] - along * normal[0], start[1] - along * normal[1], start[2] - along * normal[2]])
  return { u, v: cross(normal, u), w: normal }
}

/**
 * The common planes of an ROI's contours and its polygons in them.
 * The normal is the image's where the contours lie on its planes, else that of the contour with the largest area.
 * @throws structure/off-plane where a contour is not planar or leans against the others
 */
export const placeContours = (
  roi: Roi,
  contours: readonly Contour[],
  planes: readonly ImagePlane[],
): { readonly axes: Solid['axes']; readonly loops: readonly PlacedLoop[] } => {
  let largest: Vec3 = [0, 0, 0]
  for (const c of contours) {
    const n = newell(c.pointsLps)
    if (norm(n) > norm(largest)) largest = n
  }
  const drawn = unit(largest)
  const image = planes[0]
  const onImage = image !== undefined && Math.abs(dot(image.normal, drawn)) > 1 - PARALLEL_TOLERANCE
  const axes = axesFor(onImage ? image.normal : drawn, image?.rowDirection)
  const loops = contours.map((c) => {
    const n = c.pointsLps.length / 3
    const loop = new Float64Array(2 * n)
    let sum = 0
    let lowest = Infinity
    let highest = -Infinity
    for (let i = 0; i < n; i++) {
      const p: Vec3 = [c.pointsLps[3 * i] as number, c.pointsLps[3 * i + 1] as number, c.pointsLps[3 * i + 2] as number]
      loop[2 * i] = dot(p, axes.u)
      loop[2 * i + 1] = dot(p, axes.v)
      const w = dot(p, axes.w)
      sum += w
      lowest = Math.min(lowest, w)
      highest = Math.max(highest, w)
    }
    if (highest - lowest > OFF_PLANE_MM) {
      throw new PostopError('structure/off-plane', {
        message: `A contour of ${roi.name} leaves the plane of the others by ${(highest - lowest).toFixed(2)} mm.`,
        attribute: 'ContourData (3006,0050)',
        remedy: 'Export the ROI with planar contours on parallel planes.',
      })
    }
    return { wMm: sum / n, loop }
  })
  return { axes, loops }
}
