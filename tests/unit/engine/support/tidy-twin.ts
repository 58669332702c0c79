import type { TidyRequest } from '../../../../src/core/field/index.js'
import type { Grid } from '../../../../src/core/frame/index.js'
import { eachVoxel } from './grids.js'
import { floodComponents, isBorder } from './twins.js'

const SIGMA_MM = 0.5

/** What wasm/src/tidy.h computes, voxel by voxel in float64, on the whole grid and with a kernel of three dimensions. */
export const slowTidy = ({ carved, allowed, kept, islandMm3, holeMm3, smoothMm }: TidyRequest): Float64Array => {
  const { grid } = carved
  const voxel = grid.spacingMm[0] * grid.spacingMm[1] * grid.spacingMm[2]
  const at = (values: ArrayLike<number>, offset: number): number => values[offset] ?? Number.NaN
  let field = Float64Array.from(carved.mm)

  const limit = (): void => {
    field = field.map((v, o) => Math.min(Math.max(v, at(allowed.mm, o)), at(kept.mm, o)))
  }
  const dropIslands = (): void => {
    const pieces = floodComponents(grid, (o) => at(field, o) < 0)
    const held = new Set(pieces.label.filter((_, o) => at(kept.mm, o) < 0))
    field = field.map((v, o) => {
      const name = at(pieces.label, o)
      const small = name > 0 && at(pieces.voxels, name - 1) * voxel < islandMm3 && !held.has(name)
      return small ? Math.max(-v, grid.spacingMm[0] / 2) : v
    })
  }
  const fillHoles = (): void => {
    const gaps = floodComponents(grid, (o) => at(field, o) >= 0)
    const open = new Set(gaps.label.filter((_, o) => isBorder(grid, o)))
    field = field.map((v, o) => {
      const name = at(gaps.label, o)
      const hole = name > 0 && at(gaps.voxels, name - 1) * voxel < holeMm3 && !open.has(name)
      return hole && at(allowed.mm, o) < 0 ? at(allowed.mm, o) : v
    })
  }
  const smooth = (): void => {
    const once = blur(
      grid,
      field.map((v) => Math.min(Math.max(v, -3), 3)),
    )
    const twice = blur(grid, once)
    field = field.map((v, o) => {
      if (Math.abs(v) >= Math.max(smoothMm, 1)) return v
      return Math.min(Math.max(2 * at(once, o) - at(twice, o), v - smoothMm), v + smoothMm)
    })
  }

  limit()
  if (islandMm3 > 0) dropIslands()
  if (holeMm3 > 0) fillHoles()
  if (smoothMm > 0) {
    smooth()
    limit()
    if (islandMm3 > 0) dropIslands()
  }
  return field
}

/** A sampled Gaussian out to three and a half sigma an axis, the border repeated outwards. */
const blur = (grid: Grid, field: Float64Array): Float64Array => {
  const [ni, nj, nk] = grid.size
  const [wi, wj, wk] = grid.spacingMm.map(weights) as [Map<number, number>, Map<number, number>, Map<number, number>]
  const inside = (index: number, n: number): number => Math.min(Math.max(index, 0), n - 1)
  const out = new Float64Array(field.length)
  eachVoxel(grid, (i, j, k, offset) => {
    let sum = 0
    for (const [c, vc] of wk)
      for (const [b, vb] of wj)
        for (const [a, va] of wi) {
          const from = inside(i + a, ni) + ni * (inside(j + b, nj) + nj * inside(k + c, nk))
          sum += va * vb * vc * (field[from] ?? Number.NaN)
        }
    out[offset] = sum
  })
  return out
}

const weights = (spacing: number): Map<number, number> => {
  const radius = Math.max(1, Math.floor((3.5 * SIGMA_MM) / spacing + 0.5))
  const raw = Array.from({ length: 2 * radius + 1 }, (_, t) =>
    Math.exp(-(((t - radius) * spacing) ** 2) / (2 * SIGMA_MM ** 2)),
  )
  const sum = raw.reduce((a, b) => a + b, 0)
  return new Map(raw.map((w, t) => [t - radius, w / sum]))
}
