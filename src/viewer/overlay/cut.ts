import { type Field, tracePlane } from '../../core/field/index.js'
import { fromView, type ViewAxes } from '../space/planes.js'

/** SVG path of a field's surface on a slice, in the view's own mm (right, down), to 1 micrometre. */
export const cutPath = (field: Field, view: ViewAxes, offsetMm: number): string =>
  tracePlane(field, { originLps: fromView(view, 0, 0, offsetMm), uDirection: view.right, vDirection: view.down })
    .map((loop) => {
      const points: string[] = []
      for (let i = 0; i + 1 < loop.length; i += 2)
        points.push(`${(loop[i] ?? 0).toFixed(3)} ${(loop[i + 1] ?? 0).toFixed(3)}`)
      return points.length > 2 ? `M${points.join('L')}Z` : ''
    })
    .join('')
