import { PostopError } from '../problem/index.js'
import { evenOddAreaMm2 } from './measure.js'
import { placeContours } from './section-planes.js'
import { closedContours, groupByPlane } from './solid.js'
import type { Roi } from './types.js'

/** What an ROI's closed contours enclose plane by plane: no solid is made of it. */
export type DrawnArea = {
  /** Even-odd area of all planes together. */
  readonly mm2: number
  /** Median distance of neighbouring planes; null where all lie on one. */
  readonly stepMm: number | null
}

/** Even-odd areas of an ROI on the planes it is drawn on; null where it has no closed planar contours. Linear in its points. */
export const drawnArea = (roi: Roi): DrawnArea | null => {
  try {
    const sections = groupByPlane(placeContours(roi, closedContours(roi).contours, []).loops)
    const steps = sections.slice(1).map((s, i) => s.wMm - (sections[i]?.wMm ?? 0))
    return {
      mm2: sections.reduce((sum, s) => sum + evenOddAreaMm2(s.loops), 0),
      stepMm: steps.sort((a, b) => a - b)[(steps.length - 1) >> 1] ?? null,
    }
  } catch (e) {
    if (e instanceof PostopError) return null
    throw e
  }
}
