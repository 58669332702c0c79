import type { Why } from '../../../../case/index.js'
import { formatPosition } from '../../../../viewer/index.js'
import { figure, mm, UNKNOWN } from '../../../format.js'

/** `L 5.2  P 22.6  S 2.0 mm`. */
export const positionWords = (point: Why['pointLps']): string =>
  `${([0, 1, 2] as const).map((c) => formatPosition(point[c], c)).join('  ')} mm`

/** The straight distance; inside the target it is the depth. */
export const straightWords = ({ straightMm }: Why): string =>
  straightMm < 0 ? `${mm(-straightMm)} mm deep in the target` : `${mm(straightMm)} mm`

/** The way round what blocks. */
export const wayWords = ({ wayMm, straightMm }: Why): string => {
  if (wayMm === Infinity) return 'not reached'
  return wayMm === null ? (straightMm < 0 ? UNKNOWN : 'as straight') : `${mm(wayMm)} mm`
}

export const valueWords = (value: number | null, unit: 'HU' | 'none'): string =>
  value === null ? UNKNOWN : `${figure(value, 0)}${unit === 'HU' ? ' HU' : ''}`
