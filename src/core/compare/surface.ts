import type { Field } from '../field/index.js'
import type { SignedDistance } from './types.js'

/** Points of a field's surface with the area each stands for. */
export type SurfaceSamples = {
  /** Distance to the other surface at each point, mm, negative inside it. */
  readonly signedMm: Float64Array
  readonly areaMm2: Float64Array
}

/**
 * Surface points where the field changes sign along a grid edge, each with its share of the area, and how far the other
 * field says its surface is. An edge along axis c meets h^2 of area per |n_c|; so every crossing counts h^2 / (|nx| + |ny| + |nz|).
 */
export const surfaceDistances = (field: Field, other: Field): SurfaceSamples => {
  const { mm, grid } = field
  const [nx, ny, nz] = grid.size
  const h = grid.spacingMm[0]
  const steps = [1, nx, nx * ny] as const
  const signed: number[] = []
  const area: number[] = []
  const value = (o: number) => mm[o] as number
  for (let k = 1; k + 2 < nz; k++)
    for (let j = 1; j + 2 < ny; j++)
      for (let i = 1; i + 2 < nx; i++) {
        const o = i + nx * (j + ny * k)
        const here = value(o)
        for (const step of steps) {
          const next = value(o + step)
          if (here < 0 === next < 0) continue
          const t = here / (here - next)
          signed.push((1 - t) * (other.mm[o] as number) + t * (other.mm[o + step] as number))
          let sum = 0
          let square = 0
          for (const s of steps) {
            const slope = (1 - t) * (value(o + s) - value(o - s)) + t * (value(o + step + s) - value(o + step - s))
            sum += Math.abs(slope)
            square += slope * slope
          }
          area.push(sum === 0 ? 0 : (h * h * Math.sqrt(square)) / sum)
        }
      }
  return { signedMm: Float64Array.from(signed), areaMm2: Float64Array.from(area) }
}

/** Area in mm2. */
export const totalAreaMm2 = (s: SurfaceSamples): number => s.areaMm2.reduce((sum, a) => sum + a, 0)

/** Area in mm2 of the part within the tolerance of the other surface. */
export const areaWithinMm2 = (s: SurfaceSamples, toleranceMm: number): number =>
  s.areaMm2.reduce((sum, a, i) => sum + (Math.abs(s.signedMm[i] as number) <= toleranceMm ? a : 0), 0)

/** Mean of values over the surface. */
const meanOf = (s: SurfaceSamples, values: Float64Array): number =>
  s.areaMm2.reduce((sum, a, i) => sum + a * (values[i] as number), 0) / totalAreaMm2(s)

/** Mean distance over the surface. */
export const meanDistanceMm = (s: SurfaceSamples): number =>
  meanOf(
    s,
    s.signedMm.map((d) => Math.abs(d)),
  )

/** For each of the shares, rising, the value that this share of the surface does not exceed. */
const percentiles = (s: SurfaceSamples, values: Float64Array, shares: readonly number[]): readonly number[] => {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b)
  const total = totalAreaMm2(s)
  const found: number[] = []
  let sum = 0
  for (const i of order) {
    sum += s.areaMm2[i] as number
    while (found.length < shares.length && sum >= (shares[found.length] as number) * total)
      found.push(values[i] as number)
  }
  const last = order.at(-1)
  // Rounding may leave the last share a hair above the sum.
  while (found.length < shares.length) found.push(last === undefined ? 0 : (values[last] as number))
  return found
}

/** The distances that the given shares of the surface, rising, do not exceed. */
export const distancePercentilesMm = (s: SurfaceSamples, shares: readonly number[]): readonly number[] =>
  percentiles(
    s,
    s.signedMm.map((d) => Math.abs(d)),
    shares,
  )

/** The signed distance of one surface from the other by share of its area. */
export const signedDistanceOf = (s: SurfaceSamples): SignedDistance => {
  const [minMm, p5Mm, medianMm, p95Mm, maxMm] = percentiles(s, s.signedMm, [0, 0.05, 0.5, 0.95, 1]) as readonly [
    number,
    number,
    number,
    number,
    number,
  ]
  return { minMm, p5Mm, medianMm, meanMm: meanOf(s, s.signedMm), p95Mm, maxMm }
}
