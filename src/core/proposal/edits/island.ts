import { boxOfGrid, type Field, type LatticeBox } from '../../field/index.js'
import { lpsToIndex, pointLps } from '../../frame/index.js'
import type { DropEdit } from './types.js'

/**
 * Calls `visit` for every voxel of the part of a field that hangs together by voxel faces at a point, with the voxel
 * nearest to the point that is inside within one step as its seed.
 * @returns the part's box, undefined where nothing is there
 */
export const visitIsland = (
  field: Field,
  { atLps }: DropEdit,
  visit: (offset: number) => void,
): LatticeBox | undefined => {
  const { mm, grid } = field
  const [nx, ny, nz] = grid.size
  const seed = seedOf(field, atLps)
  if (seed === undefined) return undefined
  const seen = new Uint8Array(mm.length)
  seen[seed] = 1
  const part = [seed]
  const low = [nx, ny, nz]
  const high = [0, 0, 0]
  for (let s = 0; s < part.length; s++) {
    const n = part[s] as number
    const ijk = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))]
    const step = [1, nx, nx * ny]
    for (let c = 0; c < 3; c++) {
      const at = ijk[c] as number
      low[c] = Math.min(low[c] as number, at)
      high[c] = Math.max(high[c] as number, at)
      for (const side of [-1, 1]) {
        if (at + side < 0 || at + side >= (grid.size[c] as number)) continue
        const b = n + side * (step[c] as number)
        if (seen[b] === 1 || !((mm[b] as number) < 0)) continue
        seen[b] = 1
        part.push(b)
      }
    }
  }
  for (const n of part) visit(n)
  const { from } = boxOfGrid(grid)
  const at = (ends: number[], c: 0 | 1 | 2) => from[c] + (ends[c] as number)
  return { from: [at(low, 0), at(low, 1), at(low, 2)], to: [at(high, 0), at(high, 1), at(high, 2)] }
}

/** The deepest of the voxels round a point. */
const seedOf = ({ mm, grid }: Field, at: DropEdit['atLps']): number | undefined => {
  const [nx, ny, nz] = grid.size
  const [i, j, k] = lpsToIndex(grid, pointLps(...at)).map(Math.floor) as [number, number, number]
  let seed: number | undefined
  for (let z = Math.max(0, k); z <= Math.min(nz - 1, k + 1); z++)
    for (let y = Math.max(0, j); y <= Math.min(ny - 1, j + 1); y++)
      for (let x = Math.max(0, i); x <= Math.min(nx - 1, i + 1); x++) {
        const n = x + nx * (y + ny * z)
        if ((mm[n] as number) < (seed === undefined ? 0 : (mm[seed] as number))) seed = n
      }
  return seed
}
