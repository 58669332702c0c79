import { decide, type Finding, PostopError } from '../../core/problem/index.js'
import type { ImageHeader } from '../scan/types.js'

const INTERCEPT = 'RescaleIntercept (0028,1052)'
const SLOPE = 'RescaleSlope (0028,1053)'

const refuse = (h: ImageHeader, attribute: string, message: string): PostopError =>
  new PostopError('dicom/missing-attribute', {
    message,
    file: h.input.name,
    attribute,
    remedy: 'Export the series again from the scanner or archive, with Rescale Slope and Intercept.',
  })

/**
 * What is assumed of CT slices that do not say how their stored values become CT numbers (type 1, PS3.3 C.8.2.1).
 * Stored values that can be negative may be CT numbers already; unsigned ones cannot, since air is below 0.
 * @throws dicom/missing-attribute where the assumption cannot hold: unsigned without intercept, or only some of the slices without
 */
export const rescaleFindings = (planes: readonly ImageHeader[]): Finding[] => {
  const first = planes[0]
  if (first === undefined || first.reference.modality !== 'CT') return []
  const silent = planes.filter((h) => !h.pixels.statesSlope || !h.pixels.statesIntercept)
  const [one] = silent
  if (one === undefined) return []
  const attribute = one.pixels.statesIntercept ? SLOPE : INTERCEPT
  if (silent.length < planes.length) {
    const others = `${silent.length} of ${planes.length} slices`
    throw refuse(one, attribute, `${others} have no ${attribute}; the others do, so that theirs cannot be guessed.`)
  }
  const impossible = planes.find((h) => !h.pixels.signed && !h.pixels.statesIntercept)
  if (impossible !== undefined) {
    const name = impossible.input.name
    throw refuse(impossible, INTERCEPT, `${name} stores unsigned values without ${INTERCEPT}: no CT number of air.`)
  }
  const assumed = [
    ...(one.pixels.statesSlope ? [] : ['a slope of 1']),
    ...(one.pixels.statesIntercept ? [] : ['an intercept of 0']),
  ].join(' and ')
  return [
    decide(
      'image/rescale-assumed',
      `The ${planes.length} slices do not say how stored values become CT numbers: ${assumed} is assumed.`,
      'Check a CT number or two, of air and of soft tissue, then accept; or export the series again.',
      { attribute },
    ),
  ]
}
