import { dot, type Grid, indexIjk, indexToLps, type PointLps, type Vec3 } from '../frame/index.js'
import { PostopError } from '../problem/index.js'
import { isPadding } from './padding.js'
import { planeHeightsMm } from './plane-table.js'
import type { Volume, VoxelBlock } from './types.js'

/** Values in the volume's unit, laid out as the block: `i + ni * (j + nj * k)`. */
export type BlockValues = { readonly block: VoxelBlock; readonly values: Float32Array }

export const blockSize = (b: VoxelBlock): Vec3 => [b.to[0] - b.from[0], b.to[1] - b.from[1], b.to[2] - b.from[2]]

/** The voxels of a volume whose centres lie within `reachMm` of a box, given by its corners; empty axes where none do. */
export const blockRound = (v: Volume, corners: readonly PointLps[], reachMm: number): VoxelBlock => {
  const w = planeHeightsMm(v)
  const normal = v.planes[0]?.normal ?? [0, 0, 1]
  const heights = corners.map((p) => dot(p, normal))
  const low = Math.min(...heights) - reachMm
  const high = Math.max(...heights) + reachMm
  let k0 = 0
  while (k0 < w.length && (w[k0] as number) < low) k0++
  let k1 = w.length
  while (k1 > k0 && (w[k1 - 1] as number) > high) k1--
  const range = (axis: 'rowDirection' | 'columnDirection', spacing: number, n: number): [number, number] => {
    let from = n
    let to = 0
    for (let k = k0; k < k1; k++) {
      const plane = v.planes[k]
      if (plane === undefined) continue
      const at = corners.map((p) => (dot(p, plane[axis]) - dot(plane.originLps, plane[axis])) / spacing)
      from = Math.min(from, Math.ceil(Math.min(...at) - reachMm / spacing))
      to = Math.max(to, Math.floor(Math.max(...at) + reachMm / spacing) + 1)
    }
    const clampedFrom = Math.max(0, from)
    return [clampedFrom, Math.max(clampedFrom, Math.min(n, to))]
  }
  const [c0, c1] = range('rowDirection', v.grid.spacingMm[0], v.grid.size[0])
  const [r0, r1] = range('columnDirection', v.grid.spacingMm[1], v.grid.size[1])
  return { from: [c0, r0, k0], to: [c1, r1, k1] }
}

const isEmpty = (b: VoxelBlock): boolean => blockSize(b).some((n) => n <= 0)

/** Whether every voxel of a block lies in another. */
export const blockHolds = (outer: VoxelBlock, inner: VoxelBlock): boolean =>
  isEmpty(inner) ||
  inner.from.every((n, c) => n >= (outer.from[c] as number) && (inner.to[c] as number) <= (outer.to[c] as number))

/** Where the block's rows begin in the volume's data, row by row, plane by plane. @throws internal/unexpected where the volume does not hold them */
const rowOffsets = (v: Volume, block: VoxelBlock): number[] => {
  const held = v.held ?? { from: [0, 0, 0], to: v.grid.size }
  if (!blockHolds(held, block)) {
    throw new PostopError('internal/unexpected', {
      message: 'A part of the image was asked for that is not there.',
      remedy: 'Report this message with the case it came from.',
    })
  }
  const [, rows, planes] = blockSize(block)
  const [ni, nj] = blockSize(held)
  const [i, j, k] = [0, 1, 2].map((c) => (block.from[c] as number) - (held.from[c] as number)) as [
    number,
    number,
    number,
  ]
  return Array.from({ length: Math.max(0, rows * planes) }, (_, n) => {
    const row = n % rows
    return i + ni * (j + row + nj * (k + (n - row) / rows))
  })
}

/** What stands for a place that was not scanned, in HU: water, which is neither air nor bone. */
const UNSCANNED = 0

/**
 * The block's values: stored * slope + intercept of each plane.
 * @param unscanned stands for padding: nothing is known there, so by default neither air nor bone
 */
export const readBlock = (v: Volume, block: VoxelBlock, unscanned = UNSCANNED): BlockValues => {
  const [ni, nj, nk] = blockSize(block)
  const values = new Float32Array(ni * nj * nk)
  rowOffsets(v, block).forEach((offset, row) => {
    const plane = block.from[2] + Math.floor(row / nj)
    const slope = v.slope[plane] ?? 1
    const intercept = v.intercept[plane] ?? 0
    const out = row * ni
    for (let i = 0; i < ni; i++) values[out + i] = (v.data[offset + i] as number) * slope + intercept
    if (v.padding === undefined) return
    for (let i = 0; i < ni; i++) if (isPadding(v, plane, v.data[offset + i] as number)) values[out + i] = unscanned
  })
  return { block, values }
}

/** The same volume with the voxels of a block only. */
export const cropVolume = (v: Volume, block: VoxelBlock): Volume => {
  const [ni, nj, nk] = blockSize(block)
  const kept = new (v.data.constructor as new (length: number) => Volume['data'])(Math.max(0, ni * nj * nk))
  rowOffsets(v, block).forEach((offset, row) => {
    kept.set(v.data.subarray(offset, offset + ni), row * ni)
  })
  return { ...v, data: kept, held: block }
}

/**
 * A block's values at every voxel of a grid in the same frame, linear between pixels and between planes, each plane at its
 * own place (uneven and sheared slices included); NaN where the block does not reach.
 */
export const resampleBlock = (v: Volume, { block, values }: BlockValues, on: Grid): Float32Array => {
  const [ni, nj, nk] = blockSize(block)
  const [gx, gy, gz] = on.size
  const out = new Float32Array(gx * gy * gz).fill(Number.NaN)
  const heights = Float64Array.from(planeHeightsMm(v).slice(block.from[2], block.to[2]))
  const planes = v.planes.slice(block.from[2], block.to[2])
  const first = planes[0]
  if (first === undefined || ni < 2 || nj < 2 || nk < 2) return out
  const { rowDirection: row, columnDirection: column, normal } = first
  const [sc, sr] = v.grid.spacingMm
  // Pixel position of LPS (0, 0, 0) on each plane of the block, so that a point costs two dot products.
  const c0 = Float64Array.from(planes, (p) => -dot(p.originLps, row) / sc - block.from[0])
  const r0 = Float64Array.from(planes, (p) => -dot(p.originLps, column) / sr - block.from[1])
  const origin = indexToLps(on, indexIjk(0, 0, 0))
  const along = (d: Vec3, e: 0 | 1 | 2): number =>
    (d[0] * (on.direction[e] as number) +
      d[1] * (on.direction[e + 3] as number) +
      d[2] * (on.direction[e + 6] as number)) *
    on.spacingMm[e]
  const [dwx, dwy, dwz] = [along(normal, 0), along(normal, 1), along(normal, 2)]
  const [dcx, dcy, dcz] = [along(row, 0) / sc, along(row, 1) / sc, along(row, 2) / sc]
  const [drx, dry, drz] = [along(column, 0) / sr, along(column, 1) / sr, along(column, 2) / sr]
  const w0 = dot(origin, normal)
  const co = dot(origin, row) / sc
  const ro = dot(origin, column) / sr
  const bilinear = (k: number, c: number, r: number): number => {
    if (!(c >= 0 && r >= 0 && c <= ni - 1 && r <= nj - 1)) return Number.NaN
    const i = Math.min(Math.floor(c), ni - 2)
    const j = Math.min(Math.floor(r), nj - 2)
    const s = c - i
    const t = r - j
    const o = i + ni * (j + nj * k)
    return (
      (1 - t) * ((1 - s) * (values[o] as number) + s * (values[o + 1] as number)) +
      t * ((1 - s) * (values[o + ni] as number) + s * (values[o + ni + 1] as number))
    )
  }
  const lowest = heights[0] as number
  const highest = heights[nk - 1] as number
  let k = 0
  for (let z = 0, n = 0; z < gz; z++)
    for (let y = 0; y < gy; y++)
      for (let x = 0; x < gx; x++, n++) {
        const w = w0 + x * dwx + y * dwy + z * dwz
        if (w < lowest || w > highest) continue
        while (k > 0 && (heights[k] as number) > w) k--
        while (k + 2 < nk && (heights[k + 1] as number) <= w) k++
        const below = heights[k] as number
        const t = (w - below) / ((heights[k + 1] as number) - below)
        const c = co + x * dcx + y * dcy + z * dcz
        const r = ro + x * drx + y * dry + z * drz
        const a = bilinear(k, c + (c0[k] as number), r + (r0[k] as number))
        const b = bilinear(k + 1, c + (c0[k + 1] as number), r + (r0[k + 1] as number))
        out[n] = a + t * (b - a)
      }
  return out
}
