import { norm, type Vec3 } from '../../../src/core/frame/index.js'
import { ellipsoid } from './primitives.js'
import { add, type Shape, sub } from './shape.js'

/** Directions spread evenly over the sphere (golden spiral). */
export const directions = (count: number): Vec3[] => {
  const golden = Math.PI * (3 - Math.sqrt(5))
  return Array.from({ length: count }, (_, i) => {
    const z = 1 - (2 * i + 1) / count
    const r = Math.sqrt(1 - z * z)
    return [r * Math.cos(golden * i), r * Math.sin(golden * i), z]
  })
}

/** Semi-axes by direction in mm: `[-x, +x, -y, +y, -z, +z]`, zero allowed. */
export type Octants = readonly [number, number, number, number, number, number]

/**
 * Octants of ellipsoids round a centre. The closest point of a point outside lies in its own octant, so its distance is that of the
 * ellipsoid with that octant's semi-axes. Exact outside; inside only a bound.
 */
export const octants = (centre: Vec3, semiMm: Octants): Shape => {
  const minus: Vec3 = [semiMm[0], semiMm[2], semiMm[4]]
  const plus: Vec3 = [semiMm[1], semiMm[3], semiMm[5]]
  const bySign = Array.from({ length: 8 }, (_, n) =>
    ellipsoid([0, 0, 0], [0, 1, 2].map((i) => ((n >> i) & 1 ? plus : minus)[i as 0]) as unknown as Vec3),
  )
  return {
    signedMm: (p) => {
      const d = sub(p, centre)
      const n = (d[0] >= 0 ? 1 : 0) + (d[1] >= 0 ? 2 : 0) + (d[2] >= 0 ? 4 : 0)
      return (bySign[n] as Shape).signedMm(d)
    },
    minMm: sub(centre, minus),
    maxMm: add(centre, plus),
    exact: norm(minus) > 0 || norm(plus) > 0,
  }
}
