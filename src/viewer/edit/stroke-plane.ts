import type { PointLps } from '../../core/frame/index.js'
import type { PlaneModel } from '../space/model.js'
import type { StrokePlane } from './types.js'

/** The thinnest slab that is half of a lattice's step on either side, in mm. */
const LEAST_HALF_MM = 0.5

/** Coordinates are kept to the micrometre. */
const PER_MM = 1000

/** The plane that a view shows, as thick as the slice is. */
export const strokePlane = ({ axes, stops, slice }: PlaneModel): StrokePlane => {
  const here = stops[slice] ?? 0
  const steps = [stops[slice - 1], stops[slice + 1]].flatMap((there) =>
    there === undefined ? [] : [Math.abs(there - here)],
  )
  const halfMm = steps.length === 0 ? LEAST_HALF_MM : Math.min(...steps) / 2
  return { normalLps: axes.normal, halfThicknessMm: Math.max(LEAST_HALF_MM, halfMm) }
}

/** A point as a log keeps it. */
export const roundedPoint = (point: PointLps): readonly number[] =>
  [point[0], point[1], point[2]].map((mm) => Math.round(mm * PER_MM) / PER_MM)
