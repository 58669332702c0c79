/** A distance this many times its neighbours' is a missing slice. */
const GAP_RATIO = 1.9
/** So many alike distances in a row are a part with wider slices, not slices missing one beside another. */
const ZONE = 3
/** How far two distances may differ and still be alike. */
const ALIKE_MM = 0.01
const ALIKE_SHARE = 0.01

/** Where a slice is missing: the heights beside it and the distance usual there, mm along the normal. */
export type SliceGap = { readonly fromMm: number; readonly toMm: number; readonly usualMm: number }

/**
 * Distances between planes of at least 1.9 times what is next to them. Where most distances are alike that is their
 * median, so that two missing slices side by side do not hide each other; else the larger neighbour.
 * @param heightsMm ascending
 */
export const sliceGaps = (heightsMm: ArrayLike<number>): SliceGap[] => {
  const w = Array.from(heightsMm)
  const steps = w.slice(1).map((x, i) => x - (w[i] as number))
  const sorted = [...steps].sort((a, b) => a - b)
  const middle = sorted[(sorted.length - 1) >> 1] ?? 0
  const alike = (a: number, b: number) => Math.abs(a - b) <= ALIKE_MM + ALIKE_SHARE * b
  const regular = steps.length > 2 && steps.filter((s) => alike(s, middle)).length * 2 >= steps.length
  const inZone = (k: number): boolean => {
    const step = steps[k] as number
    let from = k
    while (from > 0 && alike(steps[from - 1] as number, step)) from--
    let to = k
    while (to + 1 < steps.length && alike(steps[to + 1] as number, step)) to++
    return to - from + 1 >= ZONE
  }
  return steps.flatMap((step, k) => {
    const usualMm = regular ? middle : Math.max(steps[k - 1] ?? 0, steps[k + 1] ?? 0)
    if (usualMm <= 0 || step < GAP_RATIO * usualMm || inZone(k)) return []
    return [{ fromMm: w[k] as number, toMm: w[k + 1] as number, usualMm }]
  })
}
