import { dot, norm, type PointLps, type Vec3 } from '../../core/frame/index.js'
import { formatFigure } from '../format.js'
import type { PlaneName } from '../types.js'

/** A distance (two points) or an angle (three, at the second one) on one slice, in LPS mm. */
export type Measurement = {
  readonly id: number
  readonly plane: PlaneName
  /** Of the slice along the view's normal. */
  readonly offsetMm: number
  readonly points: readonly PointLps[]
}

const between = (a: PointLps, b: PointLps): Vec3 => [b[0] - a[0], b[1] - a[1], b[2] - a[2]]

export const distanceMm = (a: PointLps, b: PointLps): number => norm(between(a, b))

/** Angle at `at` between the ways to a and b, 0 to 180 degrees; 0 where a way has no length. */
export const angleDegrees = (a: PointLps, at: PointLps, b: PointLps): number => {
  const [u, v] = [between(at, a), between(at, b)]
  const lengths = norm(u) * norm(v)
  if (lengths === 0) return 0
  return (Math.acos(Math.min(1, Math.max(-1, dot(u, v) / lengths))) * 180) / Math.PI
}

/** As it stands beside the thing measured, e.g. `23.4 mm`, `47.2°`. */
export const measuredText = ({ points }: Measurement): string => {
  const [a, b, c] = points
  if (a === undefined || b === undefined) return ''
  return c === undefined ? `${formatFigure(distanceMm(a, b), 1)} mm` : `${formatFigure(angleDegrees(a, b, c), 1)}°`
}
