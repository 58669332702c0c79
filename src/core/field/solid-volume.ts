import { voxelMm3 } from '../frame/index.js'
import type { Field } from './types.js'

/** The six tetrahedra of a cell (Kuhn), as corner numbers 0 to 7: bit 0 is i, bit 1 j, bit 2 k. */
const TETRAHEDRA = [
  [0, 1, 3, 7], [0, 1, 5, 7], [0, 2, 3, 7], [0, 2, 6, 7], [0, 4, 5, 7], [0, 4, 6, 7],
] as const

/**
 * Volume in mm3 enclosed by a field's zero level at sub-voxel precision: whole cells are counted, cells on the surface
 * are split into tetrahedra with linear fields, whose volumes are exact.
 */
export const solidVolumeMm3 = (field: Field): number => {
  const { mm, grid } = field
  const [nx, ny, nz] = grid.size
  const step = [1, nx, nx * ny] as const
  const corner = Array.from({ length: 8 }, (_, c) => (c & 1) * step[0] + ((c >> 1) & 1) * step[1] + (c >> 2) * step[2])
  const f = new Float64Array(8)
  let cells = 0
  for (let k = 0; k + 1 < nz; k++)
    for (let j = 0; j + 1 < ny; j++) {
      const row = nx * (j + ny * k)
      for (let i = 0; i + 1 < nx; i++) {
        const o = row + i
        let inside = 0
        for (let c = 0; c < 8; c++) {
          const v = mm[o + (corner[c] as number)] as number
          f[c] = v
          if (v < 0) inside++
        }
        if (inside === 8) cells += 1
        else if (inside > 0) for (const t of TETRAHEDRA) cells += tetrahedronShare(f, t) / 6
      }
    }
  return cells * voxelMm3(grid)
}

/** Share of a tetrahedron in which the linear field through its corners is negative. */
const tetrahedronShare = (f: Float64Array, t: readonly [number, number, number, number]): number => {
  const v = t.map((c) => f[c] as number).sort((a, b) => a - b)
  const [a, b, c, d] = v as [number, number, number, number]
  if (a >= 0) return 0
  if (d < 0) return 1
  if (b >= 0) return (a * a * a) / ((a - b) * (a - c) * (a - d))
  if (c < 0) return 1 - (d * d * d) / ((d - a) * (d - b) * (d - c))
  // Two inside, two outside: a wedge, as the sum of three corner terms.
  const ac = a / (a - c)
  const ad = a / (a - d)
  const bc = b / (b - c)
  const bd = b / (b - d)
  return ac * ad + ac * bd * (1 - ad) + bc * bd * (1 - ac)
}
