import { boxRound, gridOfBox } from '../field/index.js'
import { applyRigid, type FrameUid, type Grid, pointLps, type Vec3 } from '../frame/index.js'
import type { ComparedRoi } from './types.js'

type Drawn = Pick<ComparedRoi, 'roi' | 'toFrame'>

/** Finest spacing (mm): finer than any planning CT, and distances are sub-voxel. */
const FINEST_MM = 0.5
/** Voxels of one field at most (80 MB): larger structures are measured on a coarser grid. */
const MOST_VOXELS = 2e7
/** Room round the structures, so that their surfaces close. */
const PAD_MM = 6

/** Corners of the box round all contour points, in the frame compared in. */
const boundsOf = (compared: readonly Drawn[]): readonly [Vec3, Vec3] => {
  const low: [number, number, number] = [Infinity, Infinity, Infinity]
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity]
  for (const { roi, toFrame } of compared)
    for (const { pointsLps: p } of roi.contours)
      for (let n = 0; n + 2 < p.length; n += 3) {
        const drawn = pointLps(p[n] as number, p[n + 1] as number, p[n + 2] as number)
        const point = toFrame === undefined ? drawn : applyRigid(toFrame, drawn)
        for (const axis of [0, 1, 2] as const) {
          low[axis] = Math.min(low[axis], point[axis])
          high[axis] = Math.max(high[axis], point[axis])
        }
      }
  return [low, high]
}

/** The lattice of this spacing round the structures, with room of `reachMm`. */
export const gridRound = (frame: FrameUid, compared: readonly Drawn[], reachMm: number, spacingMm: number): Grid => {
  const [low, high] = boundsOf(compared)
  return gridOfBox(frame, boxRound(low, high, PAD_MM + reachMm, spacingMm), spacingMm)
}

/** An isotropic grid along the patient axes that holds both structures, on a lattice anchored in the frame. */
export const commonGrid = (frame: FrameUid, compared: readonly Drawn[], capMm: number): Grid => {
  const [low, high] = boundsOf(compared)
  const extent = low.map((l, axis) => (high[axis] as number) - l + 2 * (PAD_MM + capMm))
  const voxelsAt = (mm: number) => extent.reduce((product, e) => product * (Math.ceil(e / mm) + 1), 1)
  let spacing = FINEST_MM
  while (voxelsAt(spacing) > MOST_VOXELS) spacing *= 1.25
  return gridRound(frame, compared, capMm, spacing)
}
