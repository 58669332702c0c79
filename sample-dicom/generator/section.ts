import { column, type Vec3 } from '../../src/core/frame/index.js'
import { applyMat4, turnMat4 } from './frames.js'
import type { Placement } from './paint.js'
import type { Shape } from './shapes.js'
import { traceZero } from './trace.js'

/** Centre of the first pixel of a slice, LPS mm of the grid's own frame. */
export const sliceOrigin = ({ grid }: Placement, slice: number): Vec3 => {
  const w = column(grid.direction, 2)
  const far = slice * grid.spacingMm[2]
  return [grid.originLps[0] + w[0] * far, grid.originLps[1] + w[1] * far, grid.originLps[2] + w[2] * far]
}

/**
 * The cross section of a shape on one slice of a grid.
 * @returns x, y, z of each point in LPS mm of the grid's frame, one array a loop
 */
export const sectionOn = (shape: Shape, place: Placement, slice: number, stepMm: number): Float64Array[] => {
  const [u, v] = [column(place.grid.direction, 0), column(place.grid.direction, 1)]
  const origin = sliceOrigin(place, slice)
  const o = applyMat4(place.toCt, origin)
  const [a, b] = [turnMat4(place.toCt, u), turnMat4(place.toCt, v)]
  const along = (d: Vec3): readonly [number, number] => {
    let low = 0
    let high = 0
    for (const k of [0, 1, 2] as const) {
      const p = (shape.min[k] - o[k]) * d[k]
      const q = (shape.max[k] - o[k]) * d[k]
      low += Math.min(p, q)
      high += Math.max(p, q)
    }
    return [low, high]
  }
  const normal: Vec3 = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
  const [below, above] = along(normal)
  if (below > 0 || above < 0) return []
  const [minU, maxU] = along(a)
  const [minV, maxV] = along(b)
  const at = (s: number, t: number): number =>
    shape.at(o[0] + a[0] * s + b[0] * t, o[1] + a[1] * s + b[1] * t, o[2] + a[2] * s + b[2] * t)
  return traceZero(at, { minU, maxU, minV, maxV }, stepMm).map((loop) => {
    const points = new Float64Array((loop.length / 2) * 3)
    for (let n = 0; 2 * n < loop.length; n++) {
      const [s, t] = [loop[2 * n] as number, loop[2 * n + 1] as number]
      for (const k of [0, 1, 2] as const) points[3 * n + k] = origin[k] + u[k] * s + v[k] * t
    }
    return points
  })
}
