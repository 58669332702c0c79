import { type PointLps, pointLps } from '../frame/index.js'
import { type LoopUv, loopHolds, signedAreaMm2 } from './polygon.js'
import type { Section, Solid } from './types.js'

/** Even-odd area of a plane's loops in mm2: loops at odd depth are holes. Loops of one plane must not cross. */
export const evenOddAreaMm2 = (loops: readonly LoopUv[]): number => {
  let area = 0
  loops.forEach((loop, i) => {
    const depth = loops.filter((o, j) => j !== i && loopHolds(o, loop[0] as number, loop[1] as number)).length
    area += (depth % 2 === 0 ? 1 : -1) * Math.abs(signedAreaMm2(loop))
  })
  return area
}

/** Area (mm2) of a plane's loops and its first moments (mm3) about u = 0, v = 0, even-odd. Loops of one plane must not cross. */
export const evenOddMoments = (
  loops: readonly LoopUv[],
): { readonly area: number; readonly u: number; readonly v: number } => {
  const sum = { area: 0, u: 0, v: 0 }
  loops.forEach((loop, i) => {
    const depth = loops.filter((o, j) => j !== i && loopHolds(o, loop[0] as number, loop[1] as number)).length
    const sign = depth % 2 === 0 ? 1 : -1
    const { area, u, v } = areaMoment(loop)
    sum.area += sign * area
    sum.u += sign * u
    sum.v += sign * v
  })
  return sum
}

/** Even-odd area x plane spacing in cm3: what a planning system counts. */
export const contourVolumeCm3 = (sections: readonly Section[], spacingMm: number): number =>
  sections.reduce((sum, s) => sum + evenOddAreaMm2(s.loopsMm), 0) * spacingMm * 1e-3

/** Area-weighted centroid of all sections in LPS mm. */
export const solidCentroidLps = (solid: Solid): PointLps => {
  const { u, v, w } = solid.axes
  let weight = 0
  const sum: [number, number, number] = [0, 0, 0]
  for (const run of solid.runs.filter((r) => r.capBelowMm > 0 && r.capAboveMm > 0))
    for (const s of run.sections) {
      const c = evenOddMoments(s.loopsMm)
      weight += c.area
      for (let x = 0; x < 3; x++)
        sum[x] =
          (sum[x] as number) + c.u * (u[x] as number) + c.v * (v[x] as number) + c.area * s.wMm * (w[x] as number)
    }
  return pointLps(sum[0] / weight, sum[1] / weight, sum[2] / weight)
}

/** Area of a loop and its first moments, area counted positive. */
const areaMoment = (loop: LoopUv): { area: number; u: number; v: number } => {
  const n = loop.length / 2
  let area = 0
  let mu = 0
  let mv = 0
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const [au, av] = [loop[2 * j] as number, loop[2 * j + 1] as number]
    const [bu, bv] = [loop[2 * i] as number, loop[2 * i + 1] as number]
    const c = au * bv - bu * av
    area += c / 2
    mu += (c * (au + bu)) / 6
    mv += (c * (av + bv)) / 6
  }
  return area < 0 ? { area: -area, u: -mu, v: -mv } : { area, u: mu, v: mv }
}
