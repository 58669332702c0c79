import { boxOfGrid, type Field, forSharedRows, gridOfBox, type LatticeBox, meetBoxes, padBox } from '../field/index.js'
import type { Grid } from '../frame/index.js'
import type { Overlay } from './exclusions.js'
import type { Growth, Growths } from './growth.js'

/** Off the surface values are cut here (mm): nothing further on reads them, and smoothing must not feel them. */
const CLAMP_MM = 4

/** The grown target less everything that takes away, on the box it can fill. */
export type Carved = {
  readonly grid: Grid
  /** Negative inside the CTV before tidying. */
  readonly carved: Field
  /** The target that is kept. */
  readonly kept: Field
  /** Per voxel, what to tell of it: see `Grown` below. */
  readonly grown: Uint8Array
  /** 1 + index of the rule that takes the voxel, 0 where none does. */
  readonly rule: Uint8Array
}

/** How a voxel of the Euclidean grown region is reached. */
export const Grown = {
  /** Not in the grown region. */
  no: 0,
  target: 1,
  margin: 2,
  concern: 3,
  beyondMargin: 4,
  unreachable: 5,
} as const

/** The grid that the Euclidean growths fill, three voxels wider, as a part of theirs. */
export const grownGrid = (grid: Grid, growths: readonly Pick<Growth, 'straight' | 'marginMm'>[]): Grid => {
  const [nx, ny, nz] = grid.size
  const from = [nx, ny, nz]
  const to = [-1, -1, -1]
  for (const { straight, marginMm } of growths)
    for (let z = 0; z < nz; z++)
      for (let y = 0; y < ny; y++) {
        const row = nx * (y + ny * z)
        let first = 0
        while (first < nx && (straight[row + first] as number) > marginMm) first++
        if (first === nx) continue
        let last = nx - 1
        while ((straight[row + last] as number) > marginMm) last--
        from[0] = Math.min(from[0] as number, first)
        to[0] = Math.max(to[0] as number, last)
        from[1] = Math.min(from[1] as number, y)
        to[1] = Math.max(to[1] as number, y)
        from[2] = Math.min(from[2] as number, z)
        to[2] = Math.max(to[2] as number, z)
      }
  const whole = boxOfGrid(grid)
  const at = (c: 0 | 1 | 2, node: number) => whole.from[c] + node
  const inner: LatticeBox = {
    from: [at(0, from[0] as number), at(1, from[1] as number), at(2, from[2] as number)],
    to: [at(0, to[0] as number), at(1, to[1] as number), at(2, to[2] as number)],
  }
  return gridOfBox(grid.frame, meetBoxes(padBox(inner, 3), whole) ?? whole, grid.spacingMm[0])
}

/** Combines distances, exclusions and the kept target: max of signed distances, so every cut stays sharp. */
export const carve = (target: Field, growths: Growths, over: Overlay): Carved => {
  const all = [growths.base, ...growths.concerns]
  const grid = grownGrid(target.grid, all)
  const count = grid.size[0] * grid.size[1] * grid.size[2]
  const carved = new Float32Array(count)
  const kept = new Float32Array(count)
  const grown = new Uint8Array(count)
  const rule = new Uint8Array(count)
  forSharedRows(boxOfGrid(target.grid), boxOfGrid(grid), (o, p, length) => {
    for (let i = 0; i < length; i++) {
      const n = o + i
      let reach = Infinity
      let how: number = Grown.no
      for (let g = 0; g < all.length; g++) {
        const { free, straight, marginMm } = all[g] as Growth
        const left = (free[n] as number) - marginMm
        if (left < reach) reach = left
        if ((straight[n] as number) >= marginMm) continue
        const now =
          left < 0
            ? g === 0
              ? Grown.margin
              : Grown.concern
            : free[n] === Infinity
              ? Grown.unreachable
              : Grown.beyondMargin
        // The base margin speaks first; a way that is free beats one that is not.
        if (how === Grown.no || (how >= Grown.beyondMargin && now < how)) how = now
      }
      const keep = over.kept[n] as number
      const cut = over.taken[n] as number
      const open = Math.max(reach, cut)
      const value = Math.min(keep, open)
      carved[p + i] = value > CLAMP_MM ? CLAMP_MM : Math.max(value, -CLAMP_MM)
      kept[p + i] = keep
      grown[p + i] = keep < 0 ? Grown.target : how
      rule[p + i] = over.rule[n] as number
    }
  })
  return { grid, carved: { grid, mm: carved }, kept: { grid, mm: kept }, grown, rule }
}
