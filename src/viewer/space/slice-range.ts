import { pointLps } from '../../core/frame/index.js'
import type { Outline } from '../types.js'
import type { PlaneModel } from './model.js'
import { along } from './planes.js'

/** Offsets along a view's normal that the CTV reaches, or the targets where there is none; null where neither is shown. */
export const targetExtentMm = (outlines: readonly Outline[], plane: PlaneModel): readonly [number, number] | null => {
  const ctv = outlines.filter((o) => o.style === 'ctv')
  const shown = ctv.length > 0 ? ctv : outlines.filter((o) => o.style === 'target' || o.style === 'bed')
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const { polygonsLps } of shown)
    for (const polygon of polygonsLps)
      for (let i = 0; i < polygon.length; i += 3) {
        const w = along(pointLps(polygon[i] ?? 0, polygon[i + 1] ?? 0, polygon[i + 2] ?? 0), plane.axes.normal)
        low = Math.min(low, w)
        high = Math.max(high, w)
      }
  return low <= high ? [low, high] : null
}

/** First and last slice that the CTV (else the targets, else the image) reaches. */
export const sliceRange = (outlines: readonly Outline[], plane: PlaneModel): readonly [number, number] => {
  const extent = targetExtentMm(outlines, plane)
  const inside = plane.stops.flatMap((stop, i) =>
    extent === null || (stop >= extent[0] - 1e-6 && stop <= extent[1] + 1e-6) ? [i] : [],
  )
  return [inside[0] ?? 0, inside[inside.length - 1] ?? plane.stops.length - 1]
}
