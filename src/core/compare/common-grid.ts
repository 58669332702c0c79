import { type FrameUid, type Grid, pointLps } from '../frame/index.js'
import type { Roi } from '../structure/index.js'

/** Finest spacing (mm): finer than any planning CT, and distances are sub-voxel. */
const FINEST_MM = 0.5
/** Voxels of one field at most (80 MB): larger structures are measured on a coarser grid. */
const MOST_VOXELS = 2e7
/** Room round the structures, so that their surfaces close. */
const PAD_MM = 6

/** An isotropic grid along the patient axes that holds both structures, on a lattice anchored in the frame. */
export const commonGrid = (frame: FrameUid, rois: readonly Roi[], capMm: number): Grid => {
  const low = [Infinity, Infinity, Infinity]
  const high = [-Infinity, -Infinity, -Infinity]
  for (const { contours } of rois)
    for (const { pointsLps } of contours)
      pointsLps.forEach((value, n) => {
        const axis = n % 3
        low[axis] = Math.min(low[axis] as number, value)
        high[axis] = Math.max(high[axis] as number, value)
      })
  const pad = PAD_MM + capMm
  const extent = low.map((l, axis) => (high[axis] as number) - l + 2 * pad)
  const voxelsAt = (mm: number) => extent.reduce((product, e) => product * (Math.ceil(e / mm) + 1), 1)
  let spacing = FINEST_MM
  while (voxelsAt(spacing) > MOST_VOXELS) spacing *= 1.25
  const first = low.map((l) => Math.floor((l - pad) / spacing))
  const size = extent.map((e) => Math.ceil(e / spacing) + 2)
  return {
    frame,
    size: [size[0] as number, size[1] as number, size[2] as number],
    originLps: pointLps((first[0] as number) * spacing, (first[1] as number) * spacing, (first[2] as number) * spacing),
    spacingMm: [spacing, spacing, spacing],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  }
}
