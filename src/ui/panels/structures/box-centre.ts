import { applyRigid, type PointLps, pointLps } from '../../../core/frame/index.js'
import { findTransform, type ProposalInputs } from '../../../core/proposal/index.js'
import type { Roi } from '../../../core/structure/index.js'

type Drawn = { readonly pointsLps: Float64Array }

/** Centre of the box round contours' points, in their own frame; null where there are none. */
export const boxCentre = (contours: readonly Drawn[]): PointLps | null => {
  const low: [number, number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const high: [number, number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { pointsLps } of contours)
    pointsLps.forEach((value, i) => {
      const c = i % 3
      low[c] = Math.min(low[c] ?? value, value)
      high[c] = Math.max(high[c] ?? value, value)
    })
  if (!(low[0] <= high[0])) return null
  return pointLps((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2)
}

/** The same in the image's frame; null too where no registration joins the ROI's frame to it. */
export const centreOnImage = (roi: Roi, inputs: ProposalInputs | null): PointLps | null => {
  const centre = boxCentre(roi.contours)
  if (centre === null || inputs === null || roi.frame === inputs.image.frame) return centre
  const way = findTransform(roi.frame, inputs.image.frame, inputs.registrations)
  return way === undefined ? null : applyRigid(way, centre)
}
