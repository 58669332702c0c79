import type { DoseInfo } from './types.js'

/** The largest dose and the grid, in words. */
export const describeDose = ({ unit, max, grid }: DoseInfo): string =>
  `at most ${unit === 'Gy' ? `${max.toFixed(2)} Gy` : `${Number(max.toPrecision(4))} (relative)`}, ${grid.size.join(' x ')}`
