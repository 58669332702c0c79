import { type Field, sampleIndex } from '../field/index.js'
import { indexIjk, indexToLps, type PointLps, type Vec3 } from '../frame/index.js'

/** A point of a surface: where, its outward normal, and how much of the surface it stands for (mm2). */
export type SurfacePoint = { readonly at: PointLps; readonly normal: Vec3; readonly weight: number }

/** Calls `at` with the voxel position of every zero crossing along the grid's edges, less those in its outermost layer. */
const forCrossings = ({ mm, grid }: Field, at: (i: number, j: number, k: number) => void): void => {
  const [nx, ny, nz] = grid.size
  const step = [1, nx, nx * ny] as const
  for (let z = 1; z + 1 < nz; z++)
    for (let y = 1; y + 1 < ny; y++)
      for (let x = 1; x + 1 < nx; x++) {
        const n = x + nx * (y + ny * z)
        const here = mm[n] as number
        for (let axis = 0; axis < 3; axis++) {
          const there = mm[n + (step[axis] as number)] as number
          if (here < 0 === there < 0) continue
          const t = here / (here - there)
          at(x + (axis === 0 ? t : 0), y + (axis === 1 ? t : 0), z + (axis === 2 ? t : 0))
        }
      }
}

/** Points of a field's surface, x, y, z of each in LPS mm: its zero crossings along the grid's edges. */
export const crossings = (field: Field): Float64Array => {
  const points: number[] = []
  forCrossings(field, (i, j, k) => {
    const [x, y, z] = indexToLps(field.grid, indexIjk(i, j, k))
    points.push(x, y, z)
  })
  return Float64Array.from(points)
}

/**
 * Points of a field's surface: its zero crossings along the grid's edges. A surface crosses edges in proportion to
 * |nx| + |ny| + |nz|, so each point stands for the inverse.
 */
export const surfacePoints = (field: Field): SurfacePoint[] => {
  const { grid } = field
  const points: SurfacePoint[] = []
  forCrossings(field, (i, j, k) => {
    const p = indexIjk(i, j, k)
    const normal = gradientAt(field, p)
    const spread = Math.abs(normal[0]) + Math.abs(normal[1]) + Math.abs(normal[2])
    points.push({ at: indexToLps(grid, p), normal, weight: (grid.spacingMm[0] * grid.spacingMm[0]) / spread })
  })
  return points
}

/** Unit gradient of a field at a voxel position, by central differences over one voxel each way; its axes must be the patient's. */
export const gradientAt = ({ mm, grid }: Field, p: readonly [number, number, number]): Vec3 => {
  const d = (dx: number, dy: number, dz: number) =>
    sampleIndex(
      mm,
      grid.size,
      within(p[0] + dx, grid.size[0]),
      within(p[1] + dy, grid.size[1]),
      within(p[2] + dz, grid.size[2]),
    )
  const g = [d(1, 0, 0) - d(-1, 0, 0), d(0, 1, 0) - d(0, -1, 0), d(0, 0, 1) - d(0, 0, -1)] as const
  const length = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2])
  return length > 0 ? [g[0] / length, g[1] / length, g[2] / length] : [0, 0, 1]
}

const within = (x: number, n: number): number => (x < 0 ? 0 : Math.min(x, n - 1))
