import { type FrameUid, type Grid, pointLps, type Vec3 } from '../frame/index.js'
import type { Field } from './types.js'

/**
 * A box of an isotropic lattice anchored in a frame of reference: node (a, b, c) lies at (a, b, c) * spacing in LPS mm,
 * so that grids of different size share their voxels. `to` is included.
 */
export type LatticeBox = { readonly from: Vec3; readonly to: Vec3 }

/** The smallest box that holds the points with `reachMm` on every side. */
export const boxRound = (minLps: Vec3, maxLps: Vec3, reachMm: number, spacingMm: number): LatticeBox => {
  const down = (x: number) => Math.floor((x - reachMm) / spacingMm)
  const up = (x: number) => Math.ceil((x + reachMm) / spacingMm)
  return {
    from: [down(minLps[0]), down(minLps[1]), down(minLps[2])],
    to: [up(maxLps[0]), up(maxLps[1]), up(maxLps[2])],
  }
}

/** The grid of a box; its axes are the patient's. */
export const gridOfBox = (frame: FrameUid, box: LatticeBox, spacingMm: number): Grid => ({
  frame,
  size: [box.to[0] - box.from[0] + 1, box.to[1] - box.from[1] + 1, box.to[2] - box.from[2] + 1],
  originLps: pointLps(box.from[0] * spacingMm, box.from[1] * spacingMm, box.from[2] * spacingMm),
  spacingMm: [spacingMm, spacingMm, spacingMm],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
})

/** The inverse of {@link gridOfBox}. */
export const boxOfGrid = (g: Grid): LatticeBox => {
  const at = (c: 0 | 1 | 2) => Math.round(g.originLps[c] / g.spacingMm[c])
  const from: Vec3 = [at(0), at(1), at(2)]
  return { from, to: [from[0] + g.size[0] - 1, from[1] + g.size[1] - 1, from[2] + g.size[2] - 1] }
}

/** The box with `nodes` more on every side. */
export const padBox = (b: LatticeBox, nodes: number): LatticeBox => ({
  from: [b.from[0] - nodes, b.from[1] - nodes, b.from[2] - nodes],
  to: [b.to[0] + nodes, b.to[1] + nodes, b.to[2] + nodes],
})

/** What two boxes share, or undefined. */
export const meetBoxes = (a: LatticeBox, b: LatticeBox): LatticeBox | undefined => {
  const from: Vec3 = [Math.max(a.from[0], b.from[0]), Math.max(a.from[1], b.from[1]), Math.max(a.from[2], b.from[2])]
  const to: Vec3 = [Math.min(a.to[0], b.to[0]), Math.min(a.to[1], b.to[1]), Math.min(a.to[2], b.to[2])]
  return from.every((x, c) => x <= (to[c] as number)) ? { from, to } : undefined
}

/** The smallest box that holds both. */
export const joinBoxes = (a: LatticeBox, b: LatticeBox): LatticeBox => {
  const pick = (most: typeof Math.min, p: Vec3, q: Vec3): Vec3 => [most(p[0], q[0]), most(p[1], q[1]), most(p[2], q[2])]
  return { from: pick(Math.min, a.from, b.from), to: pick(Math.max, a.to, b.to) }
}

/**
 * Calls `row` for every row that two lattice boxes share, with the offset of its first voxel in each and its length.
 */
export const forSharedRows = (
  a: LatticeBox,
  b: LatticeBox,
  row: (offsetA: number, offsetB: number, length: number) => void,
): void => {
  const shared = meetBoxes(a, b)
  if (shared === undefined) return
  const offset = (box: LatticeBox, y: number, z: number): number => {
    const nx = box.to[0] - box.from[0] + 1
    const ny = box.to[1] - box.from[1] + 1
    return shared.from[0] - box.from[0] + nx * (y - box.from[1] + ny * (z - box.from[2]))
  }
  const length = shared.to[0] - shared.from[0] + 1
  for (let z = shared.from[2]; z <= shared.to[2]; z++)
    for (let y = shared.from[1]; y <= shared.to[1]; y++) row(offset(a, y, z), offset(b, y, z), length)
}

/** A field on another box of its lattice; `fill` where it does not reach. */
export const cropField = (field: Field, to: Grid, fill: number): Field => {
  const mm = new Float32Array(to.size[0] * to.size[1] * to.size[2]).fill(fill)
  forSharedRows(boxOfGrid(field.grid), boxOfGrid(to), (a, b, n) => mm.set(field.mm.subarray(a, a + n), b))
  return { grid: to, mm }
}
