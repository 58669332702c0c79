import { cross, dot, type PointLps, pointLps, unit, type Vec3 } from '../../core/frame/index.js'

/** Where one stands before the surfaces: unit vectors, parallel projection. */
export type SurfaceCamera = {
  /** To the right on the screen. */
  readonly right: Vec3
  readonly up: Vec3
  readonly focusLps: PointLps
  readonly mmPerPx: number
}

/** Face to face with the patient: the patient's right is on the left, superior is up. */
export const FROM_ANTERIOR = { right: [1, 0, 0], up: [0, 0, 1] } as const satisfies Pick<SurfaceCamera, 'right' | 'up'>

/** From the surfaces to the eye. */
export const towardsEye = ({ right, up }: Pick<SurfaceCamera, 'right' | 'up'>): Vec3 => cross(right, up)

const RADIANS_PER_PX = 0.01

/** Rotation of v about a unit axis (Rodrigues). */
const turned = (v: Vec3, axis: Vec3, angle: number): Vec3 => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const across = cross(axis, v)
  const share = dot(axis, v) * (1 - c)
  const at = (i: 0 | 1 | 2) => v[i] * c + across[i] * s + axis[i] * share
  return [at(0), at(1), at(2)]
}

/** The surfaces follow the pointer: a drag to the right turns them about the screen's upright, a drag down about its level. */
export const rotate = (camera: SurfaceCamera, dxPx: number, dyPx: number): SurfaceCamera => {
  const right = turned(camera.right, camera.up, -dxPx * RADIANS_PER_PX)
  const up = turned(camera.up, right, -dyPx * RADIANS_PER_PX)
  const level = unit(right)
  return { ...camera, right: level, up: unit(cross(cross(level, up), level)) }
}

export const pan = (camera: SurfaceCamera, dxPx: number, dyPx: number): SurfaceCamera => {
  const at = (i: 0 | 1 | 2) => camera.focusLps[i] + camera.mmPerPx * (dyPx * camera.up[i] - dxPx * camera.right[i])
  return { ...camera, focusLps: pointLps(at(0), at(1), at(2)) }
}

/** @param factor below 1 enlarges */
export const zoom = (camera: SurfaceCamera, factor: number): SurfaceCamera => ({
  ...camera,
  mmPerPx: Math.min(20, Math.max(0.01, camera.mmPerPx * factor)),
})

/** A box round points of LPS mm. */
export type Bounds = { readonly low: Vec3; readonly high: Vec3 }

export const boundsOf = (all: readonly Float32Array[]): Bounds | null => {
  const low: [number, number, number] = [Infinity, Infinity, Infinity]
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity]
  for (const points of all)
    for (let n = 0; n + 2 < points.length; n += 3)
      for (const c of [0, 1, 2] as const) {
        const value = points[n + c] ?? 0
        if (value < low[c]) low[c] = value
        if (value > high[c]) high[c] = value
      }
  return low[0] <= high[0] ? { low, high } : null
}

/** Room round the box, as a share of the view. */
const FILL_SHARE = 0.9

/** From the front, the box whole in sight whichever way it is turned. */
export const fitTo = ({ low, high }: Bounds, widthPx: number, heightPx: number): SurfaceCamera => {
  const middle = (i: 0 | 1 | 2) => (low[i] + high[i]) / 2
  const diagonal = Math.sqrt([0, 1, 2].reduce((sum, i) => sum + ((high[i] ?? 0) - (low[i] ?? 0)) ** 2, 0))
  return {
    ...FROM_ANTERIOR,
    focusLps: pointLps(middle(0), middle(1), middle(2)),
    mmPerPx: Math.max(1, diagonal) / (FILL_SHARE * Math.max(1, Math.min(widthPx, heightPx))),
  }
}
