/** A well-mixed 32-bit hash of three lattice coordinates and a seed (integer operations only). */
export const hash3 = (i: number, j: number, k: number, seed: number): number => {
  let h =
    (Math.imul(i, 0x27d4eb2d) ^ Math.imul(j, 0x165667b1) ^ Math.imul(k, 0x2c1b3c6d) ^ Math.imul(seed, 0x9e3779b1)) | 0
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  return (h ^ (h >>> 15)) >>> 0
}

/** The spread of the sum of four bytes: sqrt(4 * (256^2 - 1) / 12). */
const FOUR_BYTES_SIGMA = 147.79918808

/** A number of mean 0 and spread 1, nearly normal: the sum of the four bytes of a hash. */
export const normalAt = (i: number, j: number, k: number, seed: number): number => {
  const h = hash3(i, j, k, seed)
  return ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / FOUR_BYTES_SIGMA
}

/** The spread that is left of unit noise after the binomial filter 1 2 1 along rows and columns: 3 / 8. */
const BLURRED_SIGMA = 0.375

/**
 * One slice of noise of mean 0 and spread 1 with the grain of a reconstruction's kernel:
 * neighbours in the plane are correlated, neighbouring slices are not.
 */
export const grainSlice = (columns: number, rows: number, slice: number, seed: number): Float64Array => {
  const wide = columns + 2
  const white = new Float64Array(wide * (rows + 2))
  for (let r = 0; r < rows + 2; r++) for (let c = 0; c < wide; c++) white[r * wide + c] = normalAt(c, r, slice, seed)
  const out = new Float64Array(columns * rows)
  const at = (n: number): number => white[n] as number
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const n = r * wide + c
      const m = n + wide
      const l = m + wide
      const corners = at(n) + at(n + 2) + at(l) + at(l + 2)
      const edges = at(n + 1) + at(m) + at(m + 2) + at(l + 1)
      out[r * columns + c] = (corners + 2 * edges + 4 * at(m + 1)) / 16 / BLURRED_SIGMA
    }
  return out
}
