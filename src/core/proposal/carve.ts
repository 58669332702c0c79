import { boxOfGrid, type Field, forSharedRows, gridOfBox, type LatticeBox, meetBoxes, padBox } from '../field/index.js'
import type { Grid } from '../frame/index.js'
import type { Overlay } from './exclusions.js'
import type { Growth, Growths } from './growth.js'
import { joinedToReached } from './reach.js'

/** Off the surface values are cut here (mm): nothing further on reads them, and smoothing must not feel them. */
export const CLAMP_MM = 4

/** The grown target less everything that takes away, on the box it can fill. */
export type Carved = {
  readonly grid: Grid
  /** Negative inside the CTV before tidying. */
  readonly carved: Field
  /** The target that is kept. */
  readonly kept: Field
  /** Worked out when asked for: a slider does not need it. */
  readonly reached: () => Reached
}

/** What to tell of every voxel. */
export type Reached = {
  /** One of `Grown`. */
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

/** The least value of a field on every layer across i, j and k. */
type Least = readonly [Float32Array, Float32Array, Float32Array]

const leastKnown = new WeakMap<Float32Array, Least>()

/** Kept as long as the distances themselves: of all that a margin changes, only the box is left to find. */
const leastOf = (mm: Float32Array, [nx, ny, nz]: Grid['size']): Least => {
  const known = leastKnown.get(mm)
  if (known !== undefined) return known
  const [x, y, z]: Least = [nx, ny, nz].map((n) => new Float32Array(n).fill(Infinity)) as unknown as Least
  for (let k = 0, n = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      let row = Infinity
      for (let i = 0; i < nx; i++, n++) {
        const d = mm[n] as number
        if (d < row) row = d
        if (d < (x[i] as number)) x[i] = d
      }
      if (row < (y[j] as number)) y[j] = row
      if (row < (z[k] as number)) z[k] = row
    }
  leastKnown.set(mm, [x, y, z])
  return [x, y, z]
}

/** The grid that the Euclidean growths fill, three voxels wider, as a part of theirs. */
export const grownGrid = (grid: Grid, growths: readonly Pick<Growth, 'straight' | 'marginMm'>[]): Grid => {
  const from = [...grid.size]
  const to = [-1, -1, -1]
  for (const { straight, marginMm } of growths)
    leastOf(straight, grid.size).forEach((layers, c) => {
      const first = layers.findIndex((d) => d <= marginMm)
      if (first < 0) return
      from[c] = Math.min(from[c] as number, first)
      to[c] = Math.max(
        to[c] as number,
        layers.findLastIndex((d) => d <= marginMm),
      )
    })
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
  const { taken, kept: keptThere } = over
  const [{ free: base, marginMm: baseMm }, ...others] = [growths.base, ...growths.concerns]
  forSharedRows(boxOfGrid(target.grid), boxOfGrid(grid), (o, p, length) => {
    for (let i = 0; i < length; i++) carved[p + i] = (base[o + i] as number) - baseMm
    for (const { free, marginMm } of others)
      for (let i = 0; i < length; i++) {
        const left = (free[o + i] as number) - marginMm
        if (left < (carved[p + i] as number)) carved[p + i] = left
      }
    kept.set(keptThere.subarray(o, o + length), p)
    for (let i = 0; i < length; i++) {
      let value = carved[p + i] as number
      const cut = taken[o + i] as number
      const keep = kept[p + i] as number
      if (cut > value) value = cut
      if (keep < value) value = keep
      if (value > CLAMP_MM) value = CLAMP_MM
      if (value < -CLAMP_MM) value = -CLAMP_MM
      carved[p + i] = value
    }
  })
  return {
    grid,
    carved: { grid, mm: carved },
    kept: { grid, mm: kept },
    reached: () => reachedOn(grid, target.grid, all, growths.blocked, over),
  }
}

const reachedOn = (
  grid: Grid,
  from: Grid,
  growths: readonly Growth[],
  blocked: Field | undefined,
  over: Overlay,
): Reached => {
  const count = grid.size[0] * grid.size[1] * grid.size[2]
  const grown = new Uint8Array(count)
  const rule = new Uint8Array(count)
  const [base] = growths
  const hasLongWay = blocked === undefined || base === undefined ? () => false : joinedToReached(base.free, blocked)
  forSharedRows(boxOfGrid(from), boxOfGrid(grid), (o, p, length) => {
    growths.forEach(({ free, straight, marginMm }, g) => {
      for (let i = 0; i < length; i++) {
        const n = o + i
        if ((straight[n] as number) >= marginMm) continue
        const now =
          (free[n] as number) - marginMm < 0
            ? g === 0
              ? Grown.margin
              : Grown.concern
            : free[n] === Infinity
              ? Grown.unreachable
              : Grown.beyondMargin
        // The base margin speaks first; a way that is free beats one that is not.
        const how = grown[p + i] as number
        if (how === Grown.no || (how >= Grown.beyondMargin && now < how)) grown[p + i] = now
      }
    })
    rule.set(over.rule.subarray(o, o + length), p)
    for (let i = 0; i < length; i++) {
      if ((over.kept[o + i] as number) < 0) grown[p + i] = Grown.target
      else if (grown[p + i] === Grown.unreachable && rule[p + i] === 0 && hasLongWay(o + i))
        grown[p + i] = Grown.beyondMargin
    }
  })
  return { grown, rule }
}
