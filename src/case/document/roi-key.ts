import type { Uid } from '../../core/frame/index.js'
import { sha256Hex, utf8 } from '../../core/hash/index.js'
import type { DrawnRegion } from '../../core/proposal/index.js'

/** One text for one ROI of one set, to look things up by. */
export const roiId = (roi: { readonly setUid: Uid; readonly number: number }): string => `${roi.setUid}/${roi.number}`

/** One text for what is drawn, whatever it is called. */
export const drawnId = ({ loops }: DrawnRegion): string => `drawn/${sha256Hex(utf8(JSON.stringify(loops)))}`
