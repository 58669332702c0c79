import type { Field } from '../../../../../src/core/field/index.js'
import {
  type FrameUid,
  type Grid,
  indexIjk,
  indexToLps,
  type PointLps,
  pointLps,
} from '../../../../../src/core/frame/index.js'
import type { Exclusion } from '../../../../../src/core/proposal/exclusions.js'
import type { Reason } from '../../../../../src/core/proposal/index.js'

/** A lattice of n x n x n nodes of 1 mm, (0, 0, 0) at its first. */
export const lattice = (n: number): Grid => ({
  frame: '1.2.3' as FrameUid,
  size: [n, n, n],
  originLps: pointLps(0, 0, 0),
  spacingMm: [1, 1, 1],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
})

/** A field by its value at each node. */
export const fieldOf = (grid: Grid, at: (p: PointLps) => number): Field => {
  const [nx, ny, nz] = grid.size
  const mm = new Float32Array(nx * ny * nz)
  for (let k = 0, n = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) mm[n++] = at(indexToLps(grid, indexIjk(i, j, k)))
  return { grid, mm }
}

/** Offset of a node. */
export const offsetOf = (grid: Grid, i: number, j: number, k: number): number =>
  i + grid.size[0] * (j + grid.size[1] * k)

/** A rule whose field is given; keeps the target and lets through unless told. */
export const ruleOf = (reason: Reason, field: Field, rest: Partial<Exclusion> = {}): Exclusion => ({
  reason,
  name: reason.replace(/^[a-z]+:/, ''),
  field,
  cutsTarget: false,
  blocks: false,
  drawn: true,
  ...rest,
})
