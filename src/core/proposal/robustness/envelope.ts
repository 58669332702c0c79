import { boxOfGrid, cropField, type Field, gridOfBox, joinBoxes } from '../../field/index.js'
import { CLAMP_MM } from '../carve.js'

/** What lies in any of some fields and what lies in all, on the box of all; they share a lattice. */
export type Envelope = { readonly union: Field; readonly intersection: Field }

export const envelopeOf = (field: Field): Envelope => ({ union: field, intersection: field })

/** The envelope with one more field in it; the envelope given stays as it is. */
export const widened = ({ union, intersection }: Envelope, field: Field): Envelope => {
  const { frame, spacingMm } = union.grid
  const grid = gridOfBox(frame, joinBoxes(boxOfGrid(union.grid), boxOfGrid(field.grid)), spacingMm[0])
  const inAny = cropField(union, grid, CLAMP_MM)
  const inAll = cropField(intersection, grid, CLAMP_MM)
  const added = cropField(field, grid, CLAMP_MM)
  for (let n = 0; n < added.mm.length; n++) {
    const mm = added.mm[n] as number
    inAny.mm[n] = Math.min(inAny.mm[n] as number, mm)
    inAll.mm[n] = Math.max(inAll.mm[n] as number, mm)
  }
  return { union: inAny, intersection: inAll }
}
