import {
  type Grid,
  indexIjk,
  indexToLps,
  lpsToIndex,
  type Mat4,
  pointLps,
  type Vec3,
} from '../../src/core/frame/index.js'
import type { Part } from './anatomy/index.js'
import { applyMat4, undoMat4 } from './frames.js'
import type { Shape } from './shapes.js'

/** Where a grid's voxels lie in the phantom: the rigid transform from the grid's frame to the CT's. */
export type Placement = { readonly grid: Grid; readonly toCt: Mat4 }

type IndexBox = { readonly part: Part; readonly from: Vec3; readonly to: Vec3 }

/** First and last voxel of the grid that a part can touch, or undefined where it lies outside. */
const boxOf = (part: Part, { grid, toCt }: Placement): IndexBox | undefined => {
  const { min, max } = part.shape
  const from = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const to = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const x of [min[0], max[0]])
    for (const y of [min[1], max[1]])
      for (const z of [min[2], max[2]]) {
        const p = lpsToIndex(grid, pointLps(...undoMat4(toCt, [x, y, z])))
        for (const a of [0, 1, 2] as const) {
          from[a] = Math.min(from[a] as number, p[a])
          to[a] = Math.max(to[a] as number, p[a])
        }
      }
  const first = (a: 0 | 1 | 2): number => Math.max(0, Math.floor(from[a] as number) - 1)
  const last = (a: 0 | 1 | 2): number => Math.min(grid.size[a] - 1, Math.ceil(to[a] as number) + 1)
  const box: IndexBox = { part, from: [first(0), first(1), first(2)], to: [last(0), last(1), last(2)] }
  return box.from.some((v, a) => v > (box.to[a] as number)) ? undefined : box
}

/** Share of a voxel that lies inside, from the signed distance of its centre: the surface is taken as flat. */
const inside = (distanceMm: number, widthMm: number): number => Math.min(1, Math.max(0, 0.5 - distanceMm / widthMm))

/** Voxels are taken in tiles of about this size: one far from a part's surface is left out or filled at once. */
const TILE_MM = 7

/** No shape's value grows faster than this a mm. */
const STEEPEST = 2

/**
 * Paints slices of the phantom: each part covers what came before it by the share of the voxel it fills.
 * @param value what is painted of a part: CT number or MR signal
 * @param background value outside the patient
 * @returns a function that gives the values of one slice, row by row
 */
export const painter = (
  place: Placement,
  parts: readonly Part[],
  value: (part: Part) => number,
  background: number,
): ((slice: number) => Float64Array) => {
  const { grid, toCt } = place
  const [columns, rows] = grid.size
  const boxes = parts.map((p) => boxOf(p, place)).filter((b) => b !== undefined)
  const widthMm = (grid.spacingMm[0] + grid.spacingMm[1]) / 2
  const at = (i: number, j: number, k: number): Vec3 => applyMat4(toCt, indexToLps(grid, indexIjk(i, j, k)))
  const tile = Math.max(2, Math.floor(TILE_MM / Math.max(grid.spacingMm[0], grid.spacingMm[1])))
  const [a, b] = [tile * grid.spacingMm[0], tile * grid.spacingMm[1]]
  const reachMm = STEEPEST * (Math.sqrt(a * a + b * b) / 2) + widthMm / 2
  return (slice) => {
    const out = new Float64Array(columns * rows).fill(background)
    const o = at(0, 0, slice)
    const alongI = at(1, 0, slice).map((v, n) => v - (o[n] as number)) as unknown as Vec3
    const alongJ = at(0, 1, slice).map((v, n) => v - (o[n] as number)) as unknown as Vec3
    const distanceAt = (shape: Shape, i: number, j: number): number =>
      shape.at(
        o[0] + alongI[0] * i + alongJ[0] * j,
        o[1] + alongI[1] * i + alongJ[1] * j,
        o[2] + alongI[2] * i + alongJ[2] * j,
      )
    const cover = (part: Part, fromI: number, toI: number, fromJ: number, toJ: number): void => {
      const middle = distanceAt(part.shape, (fromI + toI) / 2, (fromJ + toJ) / 2)
      if (middle > reachMm) return
      const within = middle < -reachMm
      const paint = value(part)
      for (let j = fromJ; j <= toJ; j++)
        for (let i = fromI; i <= toI; i++) {
          const share = part.cover * (within ? 1 : inside(distanceAt(part.shape, i, j), widthMm))
          if (share === 0) continue
          const n = j * columns + i
          const below = out[n] as number
          out[n] = below + (paint - below) * share
        }
    }
    for (const { part, from, to } of boxes) {
      if (slice < from[2] || slice > to[2]) continue
      for (let j = from[1]; j <= to[1]; j += tile)
        for (let i = from[0]; i <= to[0]; i += tile)
          cover(part, i, Math.min(to[0], i + tile - 1), j, Math.min(to[1], j + tile - 1))
    }
    return out
  }
}
