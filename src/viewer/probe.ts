import type { Field } from '../core/field/index.js'
import { indexIjk, lpsToIndex, type PointLps } from '../core/frame/index.js'
import type { DisplayVolume } from './space/display-volume.js'
import type { Outline, Probe } from './types.js'

const offsetAt = (grid: Field['grid'], point: PointLps): number | null => {
  const index = lpsToIndex(grid, point)
  const [i, j, k] = indexIjk(Math.round(index[0]), Math.round(index[1]), Math.round(index[2]))
  const [ni, nj, nk] = grid.size
  const inside = i >= 0 && j >= 0 && k >= 0 && i < ni && j < nj && k < nk
  return inside ? i + ni * (j + nj * k) : null
}

/** The image's value at a point (closest voxel) and the outlines that hold it, the smallest last. */
export const probeAt = (display: DisplayVolume, outlines: readonly Outline[], pointLps: PointLps): Probe => {
  const offset = offsetAt(display.grid, pointLps)
  const stored = offset === null ? undefined : display.data[offset]
  const inside = outlines
    .flatMap(({ name, field }) => {
      if (field === null) return []
      const at = offsetAt(field.grid, pointLps)
      return at !== null && (field.mm[at] ?? 1) <= 0 ? [{ name, voxels: field.mm.length }] : []
    })
    .sort((a, b) => b.voxels - a.voxels)
    .map(({ name }) => name)
  return { pointLps, value: stored === undefined ? null : stored * display.slope + display.intercept, inside }
}
