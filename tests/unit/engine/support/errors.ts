export type ErrorFigures = {
  readonly count: number
  readonly meanMm: number
  readonly p95Mm: number
  readonly lowestMm: number
  readonly highestMm: number
}

/** Figures of signed errors in mm: mean and 95th percentile of their size, and both ends. */
export const errorFigures = (errorsMm: readonly number[]): ErrorFigures => {
  const sizes = errorsMm.map(Math.abs).sort((a, b) => a - b)
  return {
    count: errorsMm.length,
    meanMm: sizes.reduce((sum, size) => sum + size, 0) / Math.max(sizes.length, 1),
    p95Mm: sizes[Math.floor(sizes.length * 0.95)] ?? Number.NaN,
    lowestMm: errorsMm.reduce((lowest, error) => Math.min(lowest, error), 0),
    highestMm: errorsMm.reduce((highest, error) => Math.max(highest, error), 0),
  }
}
