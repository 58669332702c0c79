import { type PointLps, pointLps } from '../../../../core/frame/index.js'
import type { DrawnRegion } from '../../../../core/proposal/index.js'

/** One outline of a drawn region by its slice. */
export type OutlineSlice = {
  /** Its place among the region's outlines. */
  readonly index: number
  /** LPS component that tells the slices apart, and its value in mm. */
  readonly component: 0 | 1 | 2
  readonly mm: number
  readonly centreLps: PointLps
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

/** The outlines of a region from the lowest slice to the highest. */
export const outlineSlices = ({ loops }: DrawnRegion): readonly OutlineSlice[] =>
  loops
    .map((loop, index) => {
      const along = ([0, 1, 2] as const).map((c) => loop.filter((_, i) => i % 3 === c))
      const spreads = along.map(spread)
      // A planar outline spreads least along the axis that its plane is closest to square with.
      const component = ([0, 1, 2] as const).reduce((a, b) => ((spreads[b] ?? 0) < (spreads[a] ?? 0) ? b : a))
      const [x, y, z] = along.map((values) => values.reduce((sum, v) => sum + v, 0) / values.length)
      const centreLps = pointLps(x ?? 0, y ?? 0, z ?? 0)
      return { index, component, mm: centreLps[component], centreLps }
    })
    .sort((a, b) => a.mm - b.mm)
