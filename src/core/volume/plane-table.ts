import { dot, type PointLps } from '../frame/index.js'
import type { Volume } from './types.js'

/** Where an image's planes are. */
export type Planes = Pick<Volume, 'planes' | 'grid'>

/** Height of each plane along the common normal in mm, ascending. */
export const planeHeightsMm = (v: Planes): Float64Array => {
  const normal = v.planes[0]?.normal ?? [0, 0, 1]
  return Float64Array.from(v.planes, (p) => dot(p.originLps, normal))
}

/** Median distance between neighbouring planes in mm; the nominal spacing where there is one plane. */
export const medianPlaneSpacingMm = (v: Planes): number => {
  const w = planeHeightsMm(v)
  if (w.length < 2) return v.grid.spacingMm[2]
  const gaps = Array.from(w.slice(1), (x, i) => x - (w[i] as number)).sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)] as number
}

/** Share (mm) of the normal that each plane stands for: half the way to its neighbours, at the ends a full own half too. */
export const planeThicknessMm = (v: Planes): Float64Array => {
  const w = planeHeightsMm(v)
  return w.map((x, k) => {
    const below = k > 0 ? x - (w[k - 1] as number) : undefined
    const above = k + 1 < w.length ? (w[k + 1] as number) - x : undefined
    return ((below ?? above ?? v.grid.spacingMm[2]) + (above ?? below ?? v.grid.spacingMm[2])) / 2
  })
}

/** Whether a point lies between the first and last plane and within the pixels. */
export const volumeHolds = (v: Volume, p: PointLps): boolean => {
  const first = v.planes[0]
  if (first === undefined) return false
  const w = planeHeightsMm(v)
  const height = dot(p, first.normal)
  const half = medianPlaneSpacingMm(v) / 2
  if (height < (w[0] as number) - half || height > (w.at(-1) as number) + half) return false
  let nearest = 0
  for (let k = 1; k < w.length; k++)
    if (Math.abs((w[k] as number) - height) < Math.abs((w[nearest] as number) - height)) nearest = k
  const plane = v.planes[nearest] ?? first
  const rel: readonly [number, number, number] = [
    p[0] - plane.originLps[0],
    p[1] - plane.originLps[1],
    p[2] - plane.originLps[2],
  ]
  const c = dot(rel, plane.rowDirection) / v.grid.spacingMm[0]
  const r = dot(rel, plane.columnDirection) / v.grid.spacingMm[1]
  return c >= -0.5 && r >= -0.5 && c <= v.grid.size[0] - 0.5 && r <= v.grid.size[1] - 0.5
}
