import { boxOfGrid, boxRound, cropField, type Field, gridOfBox } from '../../core/field/index.js'
import type { EditShape } from '../../core/proposal/index.js'
import { shapeBounds } from './hand.js'

/** What lies beyond a field is this far outside (mm), as the field itself says of all that is far. */
const OUTSIDE_MM = 4

/** Room round a shape, so that a stroke makes it seldom, in mm. */
const SPARE_MM = 12

/** Round a shape its distance is laid into the field: this must find room, in mm. */
const BAND_MM = 2

/** A preview is not worth more memory than this many voxels: 256 MB. What lies beyond is seen when the stroke has ended. */
const MOST_VOXELS = 64e6

/** The field itself, or where a shape reaches beyond it a larger one with the same voxels. */
export const withRoom = (field: Field, shape: EditShape): Field => {
  const { min, max } = shapeBounds(shape)
  const mm = field.grid.spacingMm[0]
  const box = boxOfGrid(field.grid)
  const wanted = boxRound(min, max, BAND_MM, mm)
  const holds = ([0, 1, 2] as const).every((c) => wanted.from[c] >= box.from[c] && wanted.to[c] <= box.to[c])
  if (holds) return field
  const spare = boxRound(min, max, SPARE_MM, mm)
  const from = (c: 0 | 1 | 2) => Math.min(box.from[c], spare.from[c])
  const to = (c: 0 | 1 | 2) => Math.max(box.to[c], spare.to[c])
  const grid = gridOfBox(field.grid.frame, { from: [from(0), from(1), from(2)], to: [to(0), to(1), to(2)] }, mm)
  return grid.size.reduce((product, n) => product * n, 1) > MOST_VOXELS ? field : cropField(field, grid, OUTSIDE_MM)
}
