import { boxOfGrid, forSharedRows, OUTSIDE_MM } from '../../field/index.js'
import { type Grid, voxelCount } from '../../frame/index.js'
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
