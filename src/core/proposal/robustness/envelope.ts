import { boxOfGrid, cropField, type Field, gridOfBox, joinBoxes } from '../../field/index.js'
import { CLAMP_MM } from '../carve.js'

/** What lies in any of some fields and what lies in all, on the box of all; they share a lattice. */
export type Envelope = { readonly union: Field; readonly intersection: Field }

export const envelopeOf = (field: Field): Envelope => ({ union: field, intersection: field })

/** The envelope with one more field in it; the envelope given stays as it is. */
export const widened = ({ union, intersection }: Envelope, field: Field): Envelope => {
  const { frame, spacingMm } = union.grid
  const grid = gridOfBox(frame, joinBoxes(boxOfGrid(union.grid), boxOfGrid(field.grid)), spacingMm[0])
  const any = cropField(union, grid, CLAMP_MM)
  const all = cropField(field, grid, CLAMP_MM)
  for (let n = 0; n < any.mm.length; n++) any.mm[n] = Math.min(any.mm[n] as number, all.mm[n] as number)
  const both = cropField(intersection, grid, CLAMP_MM)
  for (let n = 0; n < both.mm.length; n++) both.mm[n] = Math.max(both.mm[n] as number, all.mm[n] as number)
  return { union: any, intersection: both }
}
