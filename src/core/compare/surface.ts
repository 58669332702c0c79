import type { Field } from '../field/index.js'

/** Points of a field's surface with the area each stands for. */
export type SurfaceSamples = {
  /** Distance to the other surface at each point, mm, not negative. */
  readonly distanceMm: Float64Array
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
  const distance: number[] = []
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
          distance.push(Math.abs((1 - t) * (other.mm[o] as number) + t * (other.mm[o + step] as number)))
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
  return { distanceMm: Float64Array.from(distance), areaMm2: Float64Array.from(area) }
}

/** Area in mm2. */
export const totalAreaMm2 = (s: SurfaceSamples): number => s.areaMm2.reduce((sum, a) => sum + a, 0)

/** Area in mm2 of the part within the tolerance of the other surface. */
export const areaWithinMm2 = (s: SurfaceSamples, toleranceMm: number): number =>
  s.areaMm2.reduce((sum, a, i) => sum + ((s.distanceMm[i] as number) <= toleranceMm ? a : 0), 0)

/** Mean distance over the surface. */
export const meanDistanceMm = (s: SurfaceSamples): number =>
  s.areaMm2.reduce((sum, a, i) => sum + a * (s.distanceMm[i] as number), 0) / totalAreaMm2(s)

/** The distance that the given share of the surface does not exceed. */
export const percentileMm = (s: SurfaceSamples, share: number): number => {
  const order = Array.from(s.distanceMm.keys()).sort(
    (a, b) => (s.distanceMm[a] as number) - (s.distanceMm[b] as number) || a - b,
  )
  const wanted = share * totalAreaMm2(s)
  let sum = 0
  for (const i of order) {
    sum += s.areaMm2[i] as number
    if (sum >= wanted) return s.distanceMm[i] as number
  }
  const last = order.at(-1)
  return last === undefined ? 0 : (s.distanceMm[last] as number)
}
