import { boxOfGrid, type Field, forSharedRows, type LatticeBox, OUTSIDE_MM } from '../../field/index.js'
import { type Grid, voxelCount, voxelMm3 } from '../../frame/index.js'
import type { Reason } from '../types.js'

/** What no edit enters unasked: air, barriers, organs with their margins, what lies outside the body. */
export type ExclusionMap = {
  readonly grid: Grid
  /** Positive where a rule takes: mm to the edge of what it takes; negative elsewhere. */
  readonly takenMm: Float32Array
  /** 1 + index in `reasons` of the first rule that takes the voxel; 0 where none does. */
  readonly rule: Uint8Array
  readonly reasons: readonly Reason[]
}

/** The exclusions on another box of their lattice; where they do not reach nothing is excluded. */
export const exclusionsOn = (map: ExclusionMap, grid: Grid): ExclusionMap => {
  const takenMm = new Float32Array(voxelCount(grid)).fill(-OUTSIDE_MM)
  const rule = new Uint8Array(takenMm.length)
  forSharedRows(boxOfGrid(grid), boxOfGrid(map.grid), (o, p, n) => {
    takenMm.set(map.takenMm.subarray(p, p + n), o)
    rule.set(map.rule.subarray(p, p + n), o)
  })
  return { grid, takenMm, rule, reasons: map.reasons }
}

/** A part of what is excluded, by the rule that excludes it. */
export type EnteredCm3 = readonly { readonly reason: Reason; readonly cm3: number }[]

/**
 * What a change brought in of places that a rule excludes.
 * @param exclusions on the fields' own grid
 */
export const enteredCm3 = (
  before: Field,
  after: Field,
  changed: LatticeBox,
  { rule, reasons }: ExclusionMap,
): EnteredCm3 => {
  const { grid } = after
  const voxels = new Array<number>(reasons.length).fill(0)
  forSharedRows(boxOfGrid(grid), changed, (offset, _, length) => {
    for (let n = offset; n < offset + length; n++) {
      const r = rule[n] as number
      if (r > 0 && (before.mm[n] as number) >= 0 && (after.mm[n] as number) < 0)
        voxels[r - 1] = (voxels[r - 1] as number) + 1
    }
  })
  const voxelCm3 = voxelMm3(grid) / 1000
  return reasons.flatMap((reason, r) => (voxels[r] === 0 ? [] : [{ reason, cm3: (voxels[r] as number) * voxelCm3 }]))
}
