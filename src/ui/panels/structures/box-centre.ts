import { type PointLps, pointLps } from '../../../core/frame/index.js'
import type { Roi } from '../../../core/structure/index.js'

/** Centre of the box round an ROI's points, in its own frame; null where it has none. */
export const boxCentre = (roi: Roi): PointLps | null => {
  const low: [number, number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const high: [number, number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { pointsLps } of roi.contours)
    pointsLps.forEach((value, i) => {
      const c = i % 3
      low[c] = Math.min(low[c] ?? value, value)
      high[c] = Math.max(high[c] ?? value, value)
    })
  if (!(low[0] <= high[0])) return null
  return pointLps((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2)
}
