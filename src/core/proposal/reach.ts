import type { Field } from '../field/index.js'

const UNSEEN = 0
const CURRENT = 1
const JOINED = 2
const SEALED = 3

/** Digits of a float32 distance may be wrong by this share of a step. */
const ROUNDING = 1e-3

/** To all 26 neighbours: along the axes alone a voxel close to a leaning wall would have no free step. */
const STEPS = [-1, 0, 1].flatMap((z) => [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [x, y, z] as const)))

/**
 * Of voxels that no way was measured to: whether one leads there all the same, only longer than was looked for.
 * Free space is followed from each of them to the first voxel that a way was measured to. A step between neighbours is
 * free where their distances to what blocks add up to more than the step: then no wall lies between, however thin.
 * Ways that leave the grid are not followed.
 * @param free length of the way to each voxel, Infinity where none was found
 * @param blocked signed distance to what blocks, on the same grid
 */
export const joinedToReached = (free: Float32Array, { grid, mm: blocked }: Field): ((voxel: number) => boolean) => {
  const [nx, ny, nz] = grid.size
  const steps = STEPS.filter((step) => step.some((c) => c !== 0)).map(([x, y, z]) => ({
    x,
    y,
    z,
    offset: x + nx * (y + ny * z),
    mm: grid.spacingMm[0] * Math.sqrt(x * x + y * y + z * z) * (1 + ROUNDING),
  }))
  const state = new Uint8Array(free.length)
  /** Follows free space from one voxel; what was seen is joined to the ways or sealed off as one. */
  const follow = (start: number): boolean => {
    const seen = [start]
    state[start] = CURRENT
    let joined = false
    for (let s = 0; s < seen.length && !joined; s++) {
      const n = seen[s] as number
      const [i, j, k] = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))]
      for (const { x, y, z, offset, mm } of steps) {
        if (i + x < 0 || i + x >= nx || j + y < 0 || j + y >= ny || k + z < 0 || k + z >= nz) continue
        const b = n + offset
        if ((blocked[n] as number) + (blocked[b] as number) <= mm || (blocked[b] as number) <= 0) continue
        if (free[b] !== Infinity || state[b] === JOINED) joined = true
        else if (state[b] === UNSEEN) {
          state[b] = CURRENT
          seen.push(b)
        }
      }
    }
    for (const n of seen) state[n] = joined ? JOINED : SEALED
    return joined
  }
  return (voxel) => (state[voxel] === UNSEEN ? follow(voxel) : state[voxel] === JOINED)
}
