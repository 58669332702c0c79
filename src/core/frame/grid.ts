import type { Grid, IndexIjk, PointLps } from './types.js'
import { indexIjk, pointLps } from './vector.js'

/** Number of voxels. */
export const voxelCount = (g: Grid): number => g.size[0] * g.size[1] * g.size[2]

/** Volume of one voxel in mm3. */
export const voxelMm3 = (g: Grid): number => g.spacingMm[0] * g.spacingMm[1] * g.spacingMm[2]

/** Where a voxel position lies in patient space (PS3.3 equation C.7.6.2.1-1). */
export const indexToLps = (g: Grid, p: IndexIjk): PointLps => {
  const d = g.direction
  const a = p[0] * g.spacingMm[0]
  const b = p[1] * g.spacingMm[1]
  const c = p[2] * g.spacingMm[2]
  return pointLps(
    g.originLps[0] + d[0] * a + d[1] * b + d[2] * c,
    g.originLps[1] + d[3] * a + d[4] * b + d[5] * c,
    g.originLps[2] + d[6] * a + d[7] * b + d[8] * c,
  )
}

/** The inverse of {@link indexToLps}; the direction is orthonormal, so its transpose inverts it. */
export const lpsToIndex = (g: Grid, p: PointLps): IndexIjk => {
  const d = g.direction
  const x = p[0] - g.originLps[0]
  const y = p[1] - g.originLps[1]
  const z = p[2] - g.originLps[2]
  return indexIjk(
    (d[0] * x + d[3] * y + d[6] * z) / g.spacingMm[0],
    (d[1] * x + d[4] * y + d[7] * z) / g.spacingMm[1],
    (d[2] * x + d[5] * y + d[8] * z) / g.spacingMm[2],
  )
}

/** Whether two grids have the same voxels. */
export const sameGrid = (a: Grid, b: Grid): boolean =>
  a.frame === b.frame &&
  a.size.every((n, i) => n === b.size[i]) &&
  a.originLps.every((v, i) => v === b.originLps[i]) &&
  a.spacingMm.every((v, i) => v === b.spacingMm[i]) &&
  a.direction.every((v, i) => v === b.direction[i])
