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

/** The box of voxels that a growth can fill, three voxels wider. */
const grownBox = (grid: Grid, growths: readonly Growth[]): LatticeBox => {
  const [nx, ny, nz] = grid.size
  const from = [nx, ny, nz]
  const to = [-1, -1, -1]
  for (const { straight, marginMm } of growths)
    for (let z = 0, n = 0; z < nz; z++)
      for (let y = 0; y < ny; y++)
        for (let x = 0; x < nx; x++, n++) {
          if ((straight[n] as number) > marginMm) continue
          if (x < (from[0] as number)) from[0] = x
          if (x > (to[0] as number)) to[0] = x
          if (y < (from[1] as number)) from[1] = y
          if (y > (to[1] as number)) to[1] = y
          if (z < (from[2] as number)) from[2] = z
          if (z > (to[2] as number)) to[2] = z
        }
  const whole = boxOfGrid(grid)
  const inner: LatticeBox = {
    from: [whole.from[0] + (from[0] as number), whole.from[1] + (from[1] as number), whole.from[2] + (from[2] as number)],
    to: [whole.from[0] + (to[0] as number), whole.from[1] + (to[1] as number), whole.from[2] + (to[2] as number)],
  }
  return meetBoxes(padBox(inner, 3), whole) ?? whole
}

/** Combines distances, exclusions and the kept target: max of signed distances, so every cut stays sharp. */
export const carve = (target: Field, growths: Growths, over: Overlay): Carved => {
  const all = [growths.base, ...growths.concerns]
  const box = grownBox(target.grid, all)
  const grid = gridOfBox(target.grid.frame, box, target.grid.spacingMm[0])
  const count = grid.size[0] * grid.size[1] * grid.size[2]
  const carved = new Float32Array(count)
  const kept = new Float32Array(count)
  const grown = new Uint8Array(count)
  const rule = new Uint8Array(count)
  forSharedRows(boxOfGrid(target.grid), box, (o, p, length) => {
    for (let i = 0; i < length; i++) {
      const n = o + i
      let reach = Infinity
      let how: number = Grown.no
      for (let g = 0; g < all.length; g++) {
        const { free, straight, marginMm } = all[g] as Growth
        const left = (free[n] as number) - marginMm
        if (left < reach) reach = left
        if ((straight[n] as number) > marginMm) continue
        const now = left < 0 ? (g === 0 ? Grown.margin : Grown.concern) : free[n] === Infinity ? Grown.unreachable : Grown.beyondMargin
        // The base margin speaks first; a way that is free beats one that is not.
        if (how === Grown.no || (how >= Grown.beyondMargin && now < how)) how = now
      }
      const keep = over.kept[n] as number
      const cut = over.taken[n] as number
      const open = reach > cut ? reach : cut
      const value = keep < open ? keep : open
      carved[p + i] = value > CLAMP_MM ? CLAMP_MM : value < -CLAMP_MM ? -CLAMP_MM : value
      kept[p + i] = keep
      grown[p + i] = keep < 0 ? Grown.target : how
      rule[p + i] = over.rule[n] as number
    }
  })
  return { grid, carved: { grid, mm: carved }, kept: { grid, mm: kept }, grown, rule }
}
