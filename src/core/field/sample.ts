import { type Grid, lpsToIndex, type PointLps } from '../frame/index.js'
import type { Field } from './types.js'

/** What a field says of points outside its grid: far outside. */
export const OUTSIDE_MM = 1e3

/** Trilinear value at a voxel position; {@link OUTSIDE_MM} off the grid. */
export const sampleIndex = (mm: Float32Array, size: Grid['size'], i: number, j: number, k: number): number => {
  const [nx, ny, nz] = size
  if (!(i >= 0 && j >= 0 && k >= 0 && i <= nx - 1 && j <= ny - 1 && k <= nz - 1)) return OUTSIDE_MM
  const x = Math.min(Math.floor(i), Math.max(0, nx - 2))
  const y = Math.min(Math.floor(j), Math.max(0, ny - 2))
  const z = Math.min(Math.floor(k), Math.max(0, nz - 2))
  const r = i - x
  const s = j - y
  const t = k - z
  const dx = nx > 1 ? 1 : 0
  const dy = ny > 1 ? nx : 0
  const dz = nz > 1 ? nx * ny : 0
  const o = x + nx * (y + ny * z)
  const near =
    (1 - s) * ((1 - r) * (mm[o] as number) + r * (mm[o + dx] as number)) +
    s * ((1 - r) * (mm[o + dy] as number) + r * (mm[o + dx + dy] as number))
  if (t === 0) return near
  const p = o + dz
  return (
    (1 - t) * near +
    t *
      ((1 - s) * ((1 - r) * (mm[p] as number) + r * (mm[p + dx] as number)) +
        s * ((1 - r) * (mm[p + dy] as number) + r * (mm[p + dx + dy] as number)))
  )
}

/** The most by which a sample is corrected for the field's curvature (mm): on a crease there is none. */
export const MOST_BEND_MM = 0.02

/**
 * {@link sampleIndex} less what linear interpolation adds between two nodes of a curved field: t (1 - t) / 2 times the
 * second difference, an axis at a time. Chords would put every contour between two layers inside a convex surface.
 */
export const sampleCurved = (mm: Float32Array, size: Grid['size'], i: number, j: number, k: number): number => {
  const value = sampleIndex(mm, size, i, j, k)
  if (value >= OUTSIDE_MM) return value
  const at = [i, j, k]
  const node = at.map((x) => Math.round(x))
  const step = [1, size[0], size[0] * size[1]]
  const o = (node[0] as number) + (node[1] as number) * size[0] + (node[2] as number) * size[0] * size[1]
  let bend = 0
  for (let c = 0; c < 3; c++) {
    const t = (at[c] as number) - Math.floor(at[c] as number)
    const n = node[c] as number
    if (t === 0 || n < 1 || n + 1 >= (size[c] as number)) continue
    const d = step[c] as number
    bend += ((t * (1 - t)) / 2) * ((mm[o - d] as number) + (mm[o + d] as number) - 2 * (mm[o] as number))
  }
  return Number.isFinite(bend) ? value - Math.max(-MOST_BEND_MM, Math.min(MOST_BEND_MM, bend)) : value
}

/** Signed distance in mm at a point of the field's frame, trilinear; {@link OUTSIDE_MM} off the grid. */
export const sampleField = (field: Field, p: PointLps): number => {
  const [i, j, k] = lpsToIndex(field.grid, p)
  return sampleIndex(field.mm, field.grid.size, i, j, k)
}
