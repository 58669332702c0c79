import { cross, dot, indexIjk, indexToLps, lpsToIndex, type PointLps, pointLps, type Vec3 } from '../frame/index.js'
import { marchingSquares } from './marching-squares.js'
import { rasterValues } from './raster.js'
import type { Field } from './types.js'

/** A plane to cut with: a point of it and two orthogonal unit vectors in it. */
export type CutPlane = { readonly originLps: PointLps; readonly uDirection: Vec3; readonly vDirection: Vec3 }

/** A loop on a cut plane: u, v in mm from the plane's origin; the inside on the left. */
export type CutLoop = Float64Array

/**
 * Where a field's surface meets a plane, at sub-voxel positions: the level set of the trilinear field.
 * The raster has the field's own spacing and, on planes along its axes, its own nodes.
 */
export const tracePlane = (field: Field, plane: CutPlane): CutLoop[] => {
  const { grid } = field
  const step = Math.min(...grid.spacingMm)
  const { uDirection: u, vDirection: v } = plane
  const corners = cornersOf(grid)
  const rel = corners.map(
    (p): Vec3 => [p[0] - plane.originLps[0], p[1] - plane.originLps[1], p[2] - plane.originLps[2]],
  )
  const normal = cross(u, v)
  const heights = rel.map((p) => dot(p, normal))
  if (Math.min(...heights) > 0 || Math.max(...heights) < 0) return []
  const us = rel.map((p) => dot(p, u))
  const vs = rel.map((p) => dot(p, v))
  const minU = Math.min(...us)
  const minV = Math.min(...vs)
  // Node by node from the grid's first corner, so that nodes meet nodes where the axes agree.
  const firstU = (us[0] as number) - step * Math.ceil(((us[0] as number) - minU) / step - 1e-9)
  const firstV = (vs[0] as number) - step * Math.ceil(((vs[0] as number) - minV) / step - 1e-9)
  const columns = Math.floor((Math.max(...us) - firstU) / step + 1e-6) + 1
  const rows = Math.floor((Math.max(...vs) - firstV) / step + 1e-6) + 1

  const at = (a: number, b: number) =>
    lpsToIndex(
      grid,
      pointLps(
        plane.originLps[0] + a * u[0] + b * v[0],
        plane.originLps[1] + a * u[1] + b * v[1],
        plane.originLps[2] + a * u[2] + b * v[2],
      ),
    )
  const start = at(firstU, firstV)
  const from = (p: readonly [number, number, number]) => [p[0] - start[0], p[1] - start[1], p[2] - start[2]] as const
  const value = rasterValues(field, {
    columns,
    rows,
    start,
    across: from(at(firstU + step, firstV)),
    down: from(at(firstU, firstV + step)),
  })
  if (value === undefined) return []
  return marchingSquares(value, columns, rows).map((loop) => {
    const out = new Float64Array(loop.length)
    for (let n = 0; n < loop.length; n += 2) {
      out[n] = firstU + step * (loop[n] as number)
      out[n + 1] = firstV + step * (loop[n + 1] as number)
    }
    return out
  })
}

const cornersOf = (grid: Field['grid']): PointLps[] => {
  const [nx, ny, nz] = grid.size
  return [0, nz - 1].flatMap((k) =>
    [0, ny - 1].flatMap((j) => [0, nx - 1].map((i) => indexToLps(grid, indexIjk(i, j, k)))),
  )
}
