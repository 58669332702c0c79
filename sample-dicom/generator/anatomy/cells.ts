import { common } from '../combine.js'
import { hash3 } from '../noise.js'
import type { Shape } from '../shapes.js'

/**
 * Air cells: balls on a jittered lattice of `pitchMm`, cut to a region. The nearest of the eight cells round a point decides.
 * @param seed other seeds give other cells
 */
export const cells = (region: Shape, pitchMm: number, radiusMm: number, seed: number): Shape => {
  const jitter = (i: number, j: number, k: number, axis: number): number =>
    ((hash3(i, j, k, seed + axis) & 0xffff) / 0xffff - 0.5) * 0.5
  const balls: Shape = {
    min: region.min,
    max: region.max,
    at: (x, y, z) => {
      const [i0, j0, k0] = [Math.floor(x / pitchMm), Math.floor(y / pitchMm), Math.floor(z / pitchMm)]
      let nearest = Number.POSITIVE_INFINITY
      for (let k = k0; k <= k0 + 1; k++)
        for (let j = j0; j <= j0 + 1; j++)
          for (let i = i0; i <= i0 + 1; i++) {
            const dx = x / pitchMm - i - jitter(i, j, k, 0)
            const dy = y / pitchMm - j - jitter(i, j, k, 1)
            const dz = z / pitchMm - k - jitter(i, j, k, 2)
            nearest = Math.min(nearest, dx * dx + dy * dy + dz * dz)
          }
      return Math.sqrt(nearest) * pitchMm - radiusMm
    },
  }
  return common(region, balls)
}
