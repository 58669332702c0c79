import type { Uid } from '../core/frame/index.js'

/** One text for one ROI of one set, to look things up by. */
export const roiId = (roi: { readonly setUid: Uid; readonly number: number }): string => `${roi.setUid}/${roi.number}`
