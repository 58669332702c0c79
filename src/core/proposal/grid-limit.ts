import { type Grid, voxelCount } from '../frame/index.js'
import { PostopError } from '../problem/index.js'

const MOST_VOXELS = 64e6

/** @param what what spans the grid, in words @throws grid/too-large where it has more voxels than memory is meant for */
export const refuseTooLarge = (grid: Grid, what: string, remedy: string): void => {
  const voxels = voxelCount(grid)
  if (voxels <= MOST_VOXELS) return
  const { size, spacingMm } = grid
  throw new PostopError('grid/too-large', {
    message: `${what} spans ${size.map((n, c) => (n * (spacingMm[c] as number)).toFixed(0)).join(' x ')} mm: ${(voxels / 1e6).toFixed(0)} million voxels of ${spacingMm[0]} mm, more than ${MOST_VOXELS / 1e6} million.`,
    remedy,
  })
}
