import { cross, dot, indexIjk, indexToLps, lpsToIndex, type PointLps, pointLps, type Vec3 } from '../frame/index.js'
import { marchingSquares } from './marching-squares.js'
import { MOST_BEND_MM, sampleCurved, sampleIndex } from './sample.js'
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
  const { grid, mm } = field
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
  const o = at(firstU, firstV)
  const du = at(firstU + step, firstV).map((x, c) => x - (o[c] as number))
  const dv = at(firstU, firstV + step).map((x, c) => x - (o[c] as number))
  const value = new Float32Array(columns * rows)
  const top = grid.size.map((n) => n - 1)
  const [di, dj, dk] = du as [number, number, number]
  const sampleAll = (sample: typeof sampleIndex, wanted: Uint8Array | undefined): void => {
    for (let r = 0, n = 0; r < rows; r++) {
      let i = o[0] + r * (dv[0] as number)
      let j = o[1] + r * (dv[1] as number)
      let k = o[2] + r * (dv[2] as number)
      for (let c = 0; c < columns; c++, n++) {
        if (wanted === undefined || wanted[n] === 1)
          value[n] = sample(
            mm,
            grid.size,
            snapped(i, top[0] as number),
            snapped(j, top[1] as number),
            snapped(k, top[2] as number),
          )
        i += di
        j += dj
        k += dk
      }
    }
  }
  sampleAll(sampleIndex, undefined)
  sampleAll(sampleCurved, besideCrossings(value, columns, rows))
  return marchingSquares(value, columns, rows).map((loop) => {
    const out = new Float64Array(loop.length)
    for (let n = 0; n < loop.length; n += 2) {
      out[n] = firstU + step * (loop[n] as number)
      out[n + 1] = firstV + step * (loop[n + 1] as number)
    }
    return out
  })
}

/** Nodes that an edge with a crossing can start from, whatever the field's curvature adds: only these decide the loops. */
const besideCrossings = (value: Float32Array, columns: number, rows: number): Uint8Array => {
  const beside = new Uint8Array(columns * rows)
  const unsure = MOST_BEND_MM * 1.001
  const meet = (n: number, m: number): void => {
    const a = value[n] as number
    const b = value[m] as number
    if ((a > unsure && b > unsure) || (a < -unsure && b < -unsure)) return
    beside[n] = 1
    beside[m] = 1
  }
  for (let r = 0, n = 0; r < rows; r++)
    for (let c = 0; c < columns; c++, n++) {
      if (c + 1 < columns) meet(n, n + 1)
      if (r + 1 < rows) meet(n, n + columns)
      const atRim = r === 0 || c === 0 || r + 1 === rows || c + 1 === columns
      // What lies off the raster counts as outside.
      if (atRim && !((value[n] as number) > unsure)) beside[n] = 1
    }
  return beside
}

/** Rounding must neither push a node at the grid's rim off the grid nor blend two nodes where one is meant. */
const snapped = (x: number, top: number): number => {
  const node = Math.round(x)
  return Math.abs(x - node) < 1e-6 && node >= 0 && node <= top ? node : x
}

const cornersOf = (grid: Field['grid']): PointLps[] => {
  const [nx, ny, nz] = grid.size
  return [0, nz - 1].flatMap((k) =>
    [0, ny - 1].flatMap((j) => [0, nx - 1].map((i) => indexToLps(grid, indexIjk(i, j, k)))),
  )
}
