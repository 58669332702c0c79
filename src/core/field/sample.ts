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
  const [nx, ny, nz] = size
  const a = Math.round(i)
  const b = Math.round(j)
  const c = Math.round(k)
  const o = a + nx * (b + ny * c)
  const bend = bendAt(mm, o, 1, i, a, nx) + bendAt(mm, o, nx, j, b, ny) + bendAt(mm, o, nx * ny, k, c, nz)
  return Number.isFinite(bend) ? value - Math.max(-MOST_BEND_MM, Math.min(MOST_BEND_MM, bend)) : value
}

/** What linear interpolation adds along one axis at position x beside node `n` of `count`, whose offset is `o`. */
const bendAt = (mm: Float32Array, o: number, step: number, x: number, n: number, count: number): number => {
  const t = x - Math.floor(x)
  if (t === 0 || n < 1 || n + 1 >= count) return 0
  return ((t * (1 - t)) / 2) * ((mm[o - step] as number) + (mm[o + step] as number) - 2 * (mm[o] as number))
}

/** Signed distance in mm at a point of the field's frame, trilinear; {@link OUTSIDE_MM} off the grid. */
export const sampleField = (field: Field, p: PointLps): number => {
  const [i, j, k] = lpsToIndex(field.grid, p)
  return sampleIndex(field.mm, field.grid.size, i, j, k)
}
