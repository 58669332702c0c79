import type { Volume } from './types.js'

/** Whether a stored value of a plane marks a place that was not scanned. */
export const isPadding = (v: Volume, plane: number, stored: number): boolean => {
  const range = v.padding?.[plane]
  return range !== undefined && range !== null && stored >= range.low && stored <= range.high
}

/** Whether the voxel in a column, row and plane of the whole volume was not scanned; false where its value is not held. */
export const isVoxelPadding = (v: Volume, column: number, row: number, plane: number): boolean => {
  if (v.padding === undefined) return false
  const { from, to } = v.held ?? { from: [0, 0, 0], to: v.grid.size }
  const at = [column, row, plane]
  if (at.some((n, c) => n < (from[c] as number) || n >= (to[c] as number))) return false
  const [i, j, k] = at.map((n, c) => n - (from[c] as number)) as [number, number, number]
  return isPadding(v, plane, v.data[i + (to[0] - from[0]) * (j + (to[1] - from[1]) * k)] as number)
}
