import type { Field } from '../../field/index.js'
import type { Grid } from '../../frame/index.js'
import type { ExclusionMap } from './exclusion-map.js'
import type { SmoothEdit } from './types.js'

/** Running means over one width three times are close to a Gaussian (central limit), at a cost that does not grow with it. */
const MEANS = 3

/**
 * The field smoothed over `mm` to either side, its surface moved by no more. It does not grow into an exclusion unless it
 * may, and what it holds of the target stays. Means shrink what is round: twice the mean less the mean of the mean does not
 * (twicing, J. W. Tukey, Exploratory Data Analysis, 1977).
 * @param exclusions on the field's own grid
 * @param kept the target that is kept, on the same grid, negative inside
 */
export const smoothed = (field: Field, edit: SmoothEdit, exclusions: ExclusionMap, kept: Float32Array): Field => {
  const { grid, mm } = field
  const reach = Math.max(1, Math.round(edit.mm / grid.spacingMm[0]))
  const once = means(mm, grid.size, reach)
  const twice = means(once, grid.size, reach)
  const out = mm.map((before, n) => {
    const smooth = 2 * (once[n] as number) - (twice[n] as number)
    const bounded = Math.max(before - edit.mm, Math.min(before + edit.mm, smooth))
    const stops = bounded < before && !edit.mayEnter
    const free = stops ? Math.min(before, Math.max(bounded, exclusions.takenMm[n] as number)) : bounded
    return Math.min(free, Math.max(before, kept[n] as number))
  })
  return { grid, mm: out }
}

const means = (mm: Float32Array, size: Grid['size'], reach: number): Float32Array => {
  const out = mm.slice()
  const [nx, ny, nz] = size
  for (let mean = 0; mean < MEANS; mean++) {
    for (let row = 0; row < ny * nz; row++) meanAlong(out, row * nx, 1, nx, reach)
    for (let k = 0; k < nz; k++) for (let i = 0; i < nx; i++) meanAlong(out, i + k * nx * ny, nx, ny, reach)
    for (let column = 0; column < nx * ny; column++) meanAlong(out, column, nx * ny, nz, reach)
  }
  return out
}

/** Replaces each of a line's values by the mean of those within `reach`; its ends are repeated outwards. */
const meanAlong = (mm: Float32Array, first: number, step: number, count: number, reach: number): void => {
  const line = new Float64Array(count + 2 * reach)
  for (let i = 0; i < line.length; i++)
    line[i] = mm[first + step * Math.max(0, Math.min(count - 1, i - reach))] as number
  const width = 2 * reach + 1
  let sum = 0
  for (let i = 0; i < width - 1; i++) sum += line[i] as number
  for (let i = 0; i < count; i++) {
    sum += line[i + width - 1] as number
    mm[first + step * i] = sum / width
    sum -= line[i] as number
  }
}
