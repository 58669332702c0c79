import { type Finding, note } from '../../core/problem/index.js'
import type { Volume } from '../../core/volume/index.js'
import type { ImageHeader } from '../scan/types.js'

/** Air is at -1000 HU and often cut off at -1024: no CT number of air lies as low. */
const BELOW_AIR_HU = -1100
/** What 12 bits hold at most with the usual intercept: above it padding is no tissue, bone or air. */
const ABOVE_TISSUE_HU = 3071

/**
 * The stored values of a CT slice that mark places outside the scan. Many scanners name the value as padding that they also
 * cut air off at (0 with an intercept of -1024): what air can be counts as air.
 */
const paddingOf = ({ pixels: { padding, slope, intercept } }: ImageHeader): ImageHeader['pixels']['padding'] => {
  if (padding === null) return null
  const ends = [padding.low, padding.high].map((stored) => stored * slope + intercept)
  const low = Math.min(...ends)
  const high = Math.max(...ends)
  return high < BELOW_AIR_HU || low >= ABOVE_TISSUE_HU ? padding : null
}

/** Padding plane by plane, for the volume; nothing where there is none, or the image is no CT. */
export const volumePadding = (planes: readonly ImageHeader[]): Pick<Volume, 'padding'> => {
  if (planes[0]?.reference.modality !== 'CT') return {}
  const padding = planes.map(paddingOf)
  return padding.every((range) => range === null) ? {} : { padding }
}

/** Says that there is padding, and what it counts as. */
export const paddingFindings = (planes: readonly ImageHeader[]): Finding[] => {
  const [range] = (volumePadding(planes).padding ?? []).filter((one) => one !== null)
  if (range === undefined) return []
  const values = range.low === range.high ? `${range.low} marks` : `${range.low} to ${range.high} mark`
  return [
    note('image/padding', `The stored value ${values} what lies outside the scan: it counts as neither air nor bone.`, {
      attribute: 'PixelPaddingValue (0028,0120)',
    }),
  ]
}
