import { blockRound, readBlock, type Volume } from '../volume/index.js'
import { type Box, boxCorners } from './ct-rules.js'

/** How often each CT number occurs: `counts[i]` from `fromHu + i * stepHu`; what lies outside counts at the ends, what was not scanned nowhere. */
export type HuHistogram = { readonly fromHu: number; readonly stepHu: number; readonly counts: readonly number[] }

const HISTOGRAM = { fromHu: -1000, stepHu: 20, bins: 125 } as const
/** As far as the CTV can reach with the slider. */
const HISTOGRAM_REACH_MM = 15

/** The CT numbers of the target and what lies within 15 mm of its box. */
export const huHistogram = (image: Volume, targetBox: Box): HuHistogram => {
  const { fromHu, stepHu, bins } = HISTOGRAM
  const { values } = readBlock(image, blockRound(image, boxCorners(targetBox), HISTOGRAM_REACH_MM), Number.NaN)
  const counts = new Array<number>(bins).fill(0)
  for (const hu of values) {
    if (Number.isNaN(hu)) continue
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((hu - fromHu) / stepHu)))
    counts[bin] = (counts[bin] as number) + 1
  }
  return { fromHu, stepHu, counts }
}
