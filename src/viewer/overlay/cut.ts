import { type Field, tracePlane } from '../../core/field/index.js'
import { fromView, type ViewAxes } from '../space/planes.js'

/** A field's surface on a slice: closed loops in the view's own mm (right, down). */
export const cutLoops = (field: Field, view: ViewAxes, offsetMm: number): readonly Float64Array[] =>
  tracePlane(field, { originLps: fromView(view, 0, 0, offsetMm), uDirection: view.right, vDirection: view.down })
