import type { Grid } from '../frame/index.js'
import { MOST_BEND_MM, sampleCurved, sampleIndex } from './sample.js'
import { type Spans, spansUpTo } from './spans.js'
import type { Field } from './types.js'

/** Nodes of a plane in voxel positions of a grid: node (column, row) lies at `start + column * across + row * down`. */
export type Raster = {
  readonly columns: number
  readonly rows: number
  readonly start: readonly [number, number, number]
  readonly across: readonly [number, number, number]
  readonly down: readonly [number, number, number]
}

/** Further from 0 than this a node keeps its sign, whatever the field's curvature adds. */
const UNSURE_MM = MOST_BEND_MM * 1.001

/**
 * The field on a raster, trilinear, and corrected for its curvature at every node that an edge with a crossing can start
 * from: only these decide the loops. undefined where nothing is inside.
 */
export const rasterValues = ({ grid, mm }: Field, raster: Raster): Float32Array | undefined => {
  const { columns, rows } = raster
  const value = layerValues(grid, mm, raster) ?? trilinearValues(grid, mm, raster)
  const spans = spansUpTo(value, columns, rows, UNSURE_MM)
  if (spans.to.every((to) => to < 0)) return undefined
  const beside = besideCrossings(value, columns, rows, spans)
  forNodes(grid, raster, beside, (n, i, j, k) => {
    value[n] = sampleCurved(mm, grid.size, i, j, k)
  })
  return value
}

/** Calls `node` for the wanted nodes (all without a mask) with their place in the raster and their voxel position. */
const forNodes = (
  { size }: Grid,
  { columns, rows, start, across, down }: Raster,
  wanted: Uint8Array | null,
  node: (n: number, i: number, j: number, k: number) => void,
): void => {
  for (let r = 0, n = 0; r < rows; r++) {
    let i = start[0] + r * down[0]
    let j = start[1] + r * down[1]
    let k = start[2] + r * down[2]
    for (let c = 0; c < columns; c++, n++) {
      if (wanted === null || wanted[n] === 1)
        node(n, snapped(i, size[0] - 1), snapped(j, size[1] - 1), snapped(k, size[2] - 1))
      i += across[0]
      j += across[1]
      k += across[2]
    }
  }
}

/** Rounding must neither push a node at the grid's rim off the grid nor blend two nodes where one is meant. */
const snapped = (x: number, top: number): number => {
  const node = Math.round(x)
  return Math.abs(x - node) < 1e-6 && node >= 0 && node <= top ? node : x
}

const trilinearValues = (grid: Grid, mm: Float32Array, raster: Raster): Float32Array => {
  const value = new Float32Array(raster.columns * raster.rows)
  forNodes(grid, raster, null, (n, i, j, k) => {
    value[n] = sampleIndex(mm, grid.size, i, j, k)
  })
  return value
}

/** The same on a raster whose nodes lie above each other on the grid's own: a blend of two of its layers. */
const layerValues = ({ size }: Grid, mm: Float32Array, raster: Raster): Float32Array | undefined => {
  const { columns, rows, start, across, down } = raster
  const stride = [1, size[0], size[0] * size[1]] as const
  const along = axisOf(across)
  const beneath = axisOf(down)
  if (along === undefined || beneath === undefined || along.axis === beneath.axis) return undefined
  const first = [0, 1, 2].map((c) => snapped(start[c] as number, (size[c] as number) - 1))
  const reaches = ({ axis, sign }: Axis, count: number): boolean => {
    const from = first[axis] as number
    const to = from + sign * (count - 1)
    return Number.isInteger(from) && Math.min(from, to) >= 0 && Math.max(from, to) < (size[axis] as number)
  }
  if (!reaches(along, columns) || !reaches(beneath, rows)) return undefined
  const normal = 3 - along.axis - beneath.axis
  const height = first[normal] as number
  const layers = size[normal] as number
  if (!(height >= 0 && height <= layers - 1)) return undefined
  const layer = Math.min(Math.floor(height), Math.max(0, layers - 2))
  const t = height - layer
  const above = t === 0 ? 0 : (stride[normal] as number)
  const right = along.sign * (stride[along.axis] as number)
  const value = new Float32Array(columns * rows)
  let row = layer * (stride[normal] as number)
  for (const c of [along.axis, beneath.axis]) row += (first[c] as number) * (stride[c] as number)
  for (let r = 0, n = 0; r < rows; r++, row += beneath.sign * (stride[beneath.axis] as number))
    for (let c = 0, o = row; c < columns; c++, o += right, n++)
      value[n] = t === 0 ? (mm[o] as number) : (1 - t) * (mm[o] as number) + t * (mm[o + above] as number)
  return value
}

type Axis = { readonly axis: number; readonly sign: 1 | -1 }

/** The grid axis that a step of one voxel follows. */
const axisOf = (step: readonly [number, number, number]): Axis | undefined => {
  const axis = step.findIndex((x) => Math.abs(Math.abs(x) - 1) < 1e-9)
  if (axis < 0 || step.some((x, c) => c !== axis && Math.abs(x) > 1e-9)) return undefined
  return { axis, sign: (step[axis] as number) > 0 ? 1 : -1 }
}

/** Nodes that an edge with a crossing can start from. */
const besideCrossings = (value: Float32Array, columns: number, rows: number, spans: Spans): Uint8Array => {
  const beside = new Uint8Array(columns * rows)
  const meet = (n: number, m: number): void => {
    const a = value[n] as number
    const b = value[m] as number
    if ((a > UNSURE_MM && b > UNSURE_MM) || (a < -UNSURE_MM && b < -UNSURE_MM)) return
    beside[n] = 1
    beside[m] = 1
  }
  for (let r = 0; r < rows; r++) {
    const last = r + 1 === rows
    const from = Math.min(spans.from[r] as number, last ? columns : (spans.from[r + 1] as number))
    const to = Math.max(spans.to[r] as number, last ? -1 : (spans.to[r + 1] as number))
    for (let c = Math.max(from - 1, 0), n = c + columns * r; c <= to; c++, n++) {
      if (c + 1 < columns) meet(n, n + 1)
      if (!last) meet(n, n + columns)
      const atRim = r === 0 || c === 0 || last || c + 1 === columns
      // What lies off the raster counts as outside.
      if (atRim && !((value[n] as number) > UNSURE_MM)) beside[n] = 1
    }
  }
  return beside
}
