import type { Grid } from '../../../../src/core/frame/index.js'

/** Components by face neighbours, by flooding: the label of each voxel in order of its first voxel, 0 for background. */
export const floodComponents = (
  grid: Grid,
  inside: (offset: number) => boolean,
): { label: Uint32Array; voxels: number[] } => {
  const [ni, nj, nk] = grid.size
  const label = new Uint32Array(ni * nj * nk)
  const voxels: number[] = []
  for (let start = 0; start < label.length; start++) {
    if (!inside(start) || label[start] !== 0) continue
    const name = voxels.length + 1
    const open = [start]
    label[start] = name
    let count = 0
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      count++
      for (const next of faceNeighbours(grid, at)) {
        if (!inside(next) || label[next] !== 0) continue
        label[next] = name
        open.push(next)
      }
    }
    voxels.push(count)
  }
  return { label, voxels }
}

/** Offsets of the up to six voxels that share a face with one. */
export const faceNeighbours = (grid: Grid, offset: number): number[] => {
  const [ni, nj, nk] = grid.size
  const i = offset % ni
  const j = Math.floor(offset / ni) % nj
  const k = Math.floor(offset / (ni * nj))
  return [
    ...(i > 0 ? [offset - 1] : []),
    ...(i < ni - 1 ? [offset + 1] : []),
    ...(j > 0 ? [offset - ni] : []),
    ...(j < nj - 1 ? [offset + ni] : []),
    ...(k > 0 ? [offset - ni * nj] : []),
    ...(k < nk - 1 ? [offset + ni * nj] : []),
  ]
}

/** Whether a voxel lies on the grid's border. */
export const isBorder = (grid: Grid, offset: number): boolean => faceNeighbours(grid, offset).length < 6
