import { type FrameUid, type Grid, type PointLps, pointLps } from '../../core/frame/index.js'

/** Voxels of a display lattice at most: 3 MB a structure. */
const MOST_VOXELS = 800_000

/** The finest lattice, in mm; large structures get coarser ones. */
const FINEST_MM = 0.5

/** Room round the structure, in voxels, for the surface past its end planes too. */
const PAD_VOXELS = 3

/** An isotropic lattice along the patient's axes round points, coarse enough for its size. */
export const displayGrid = (frame: FrameUid, points: readonly PointLps[], padMm: number): Grid => {
  const low = [0, 1, 2].map((c) => Math.min(...points.map((p) => p[c] ?? 0)) - padMm)
  const high = [0, 1, 2].map((c) => Math.max(...points.map((p) => p[c] ?? 0)) + padMm)
  const sizeFor = (mm: number) =>
    low.map((from, c) => Math.ceil(((high[c] ?? 0) - from) / mm) + 1 + 2 * PAD_VOXELS) as [number, number, number]
  let mm = FINEST_MM
  while (sizeFor(mm).reduce((product, n) => product * n, 1) > MOST_VOXELS) mm *= 1.25
  const at = (c: number) => (low[c] ?? 0) - PAD_VOXELS * mm
  return {
    frame,
    size: sizeFor(mm),
    originLps: pointLps(at(0), at(1), at(2)),
    spacingMm: [mm, mm, mm],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  }
}
