import type { FrameUid, Uid } from '../frame/index.js'
import { sha256Hex, utf8 } from '../hash/index.js'
import type { Roi } from '../structure/index.js'
import { roiBoundsLps } from './frames.js'
import type { DrawnRegion } from './recipe.js'
import type { CastRoi } from './setting.js'

/** A drawn region as an ROI of the image's frame; it belongs to no structure set. */
export const roiOfDrawn = ({ name, loops }: DrawnRegion, frame: FrameUid): Roi => ({
  setUid: '' as Uid,
  number: 0,
  name,
  type: '',
  frame,
  contours: loops.map((loop) => ({ kind: 'CLOSED_PLANAR', pointsLps: Float64Array.from(loop) })),
})

/** Drawn areas of concern as the stages take them, named by what is drawn. */
export const castDrawn = (frame: FrameUid, drawn: readonly DrawnRegion[]): CastRoi[] =>
  drawn.map((region) => {
    const roi = roiOfDrawn(region, frame)
    return {
      roi,
      role: { is: 'concern', marginMm: region.marginMm },
      key: `drawn ${sha256Hex(utf8(JSON.stringify(region.loops)))}`,
      toImage: undefined,
      boundsLps: roiBoundsLps(roi, undefined),
      drawn: true,
    }
  })
