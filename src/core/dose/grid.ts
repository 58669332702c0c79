import { type IndexIjk, type PointLps, pointLps } from '../frame/index.js'
import type { DoseGrid } from './types.js'

/** Where the centre of a dose voxel lies; k is a whole number, since planes may be unevenly spaced. */
export const doseVoxelLps = (g: DoseGrid, [i, j, k]: IndexIjk): PointLps => {
  const at = (a: 0 | 1 | 2): number =>
    g.originLps[a] +
    g.rowDirection[a] * i * g.columnSpacingMm +
    g.columnDirection[a] * j * g.rowSpacingMm +
    g.normal[a] * (g.heightsMm[k] ?? Number.NaN)
  return pointLps(at(0), at(1), at(2))
}
