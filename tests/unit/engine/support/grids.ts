import type { Field, Mask } from '../../../../src/core/field/index.js'
import { type FrameUid, type Grid, pointLps, type Vec3 } from '../../../../src/core/frame/index.js'

/** Numbers in [0, 1) that are the same in every run: a linear congruential generator (Numerical Recipes). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A grid that is neither isotropic nor along the patient's axes (rotated by a 3-4-5 angle about z, then about x). */
export const obliqueGrid = (size: Vec3, spacingMm: Vec3 = [0.7, 0.9, 1.3]): Grid => ({
  frame: '1.2.826.0.1.3680043.8.498.1' as FrameUid,
  size,
  originLps: pointLps(-11.5, 23.25, 7),
  spacingMm,
  direction: [0.8, -0.6, 0, 0.36, 0.48, -0.8, 0.48, 0.64, 0.6],
})

/** An isotropic grid along the patient's axes, centred on the origin. */
export const cube = (n: number, spacing = 0.5): Grid => ({
  frame: '1.2.826.0.1.3680043.8.498.1' as FrameUid,
  size: [n, n, n],
  originLps: pointLps(-((n - 1) / 2) * spacing, -((n - 1) / 2) * spacing, -((n - 1) / 2) * spacing),
  spacingMm: [spacing, spacing, spacing],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
})

/** Calls `visit` for every voxel with its indices and offset. */
export const eachVoxel = (grid: Grid, visit: (i: number, j: number, k: number, offset: number) => void): void => {
  const [ni, nj, nk] = grid.size
  for (let k = 0, offset = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) for (let i = 0; i < ni; i++, offset++) visit(i, j, k, offset)
}

/** A field of voxel positions in mm along the grid's axes, from its centre. */
export const fieldOf = (grid: Grid, value: (x: number, y: number, z: number) => number): Field => {
  const mm = new Float32Array(grid.size[0] * grid.size[1] * grid.size[2])
  const at = (index: number, axis: 0 | 1 | 2): number => (index - (grid.size[axis] - 1) / 2) * grid.spacingMm[axis]
  eachVoxel(grid, (i, j, k, offset) => {
    mm[offset] = value(at(i, 0), at(j, 1), at(k, 2))
  })
  return { grid, mm }
}

export const maskOf = (grid: Grid, random: () => number, share: number): Mask => ({
  grid,
  inside: Uint8Array.from({ length: grid.size[0] * grid.size[1] * grid.size[2] }, () => (random() < share ? 1 : 0)),
})

/** The volume in mm3 inside a signed distance field, each voxel counted by the part of it that the surface leaves. */
export const volumeMm3 = ({ grid, mm }: Field): number => {
  const h = grid.spacingMm[0]
  let voxels = 0
  for (const d of mm) voxels += Math.min(1, Math.max(0, 0.5 - d / h))
  return voxels * grid.spacingMm[0] * grid.spacingMm[1] * grid.spacingMm[2]
}
