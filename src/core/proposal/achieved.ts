import { type Field, sampleField } from '../field/index.js'
import { lpsToIndex, type PointLps, pointLps, type Vec3 } from '../frame/index.js'
import type { Growth } from './growth.js'
import { gradientAt, type SurfacePoint } from './surface.js'
import type { AchievedMargin, DirectionName, Narrowest, Reason, ReasonMap } from './types.js'

/** The margin the consensus asks for: shares are told against it whatever margin was given. */
const CONSENSUS_MM = 5
/** A margin this much short of 5 mm (mm) is the grid's, not a cut. */
const TOLERANCE_MM = 0.1

type Measured = { readonly point: SurfacePoint; readonly mm: number; readonly reason: Reason }

/**
 * For every point of the target's surface, the distance to the CTV's edge and the rule that cut it.
 * @param target points of its surface
 * @param ctv exact signed distance to the CTV's surface
 */
export const achievedMargin = (
  target: readonly SurfacePoint[],
  ctv: Field,
  reasons: ReasonMap,
  concerns: readonly Growth[],
): AchievedMargin => {
  const measured = target.map((point): Measured => {
    const mm = Math.max(0, -sampleField(ctv, point.at))
    return { point, mm, reason: cutBy(point.at, mm, ctv, reasons) }
  })
  const legend = [...new Set(measured.map((m) => m.reason))].sort()
  const samples = new Float32Array(measured.length * 5)
  measured.forEach((m, i) => {
    samples.set([...m.point.at, m.mm, legend.indexOf(m.reason)], 5 * i)
  })
  return {
    ...narrowest(measured),
    meanMm: share(measured, (m) => m.mm),
    shareUnder5mm: under(measured, CONSENSUS_MM),
    byDirection: DIRECTIONS.flatMap(({ direction, axis, sign }) => {
      const those = measured.filter(
        (m) => facing(m.point.normal) === axis && (m.point.normal[axis] as number) * sign > 0,
      )
      return those.length === 0 ? [] : [{ direction, ...narrowest(those), shareUnder5mm: under(those, CONSENSUS_MM) }]
    }),
    concern: inConcern(measured, concerns),
    cutBy: legend
      .map((reason) => {
        const those = measured.filter((m) => m.reason === reason)
        return { ...narrowest(those), share: weightOf(those) / weightOf(measured) }
      })
      .sort((a, b) => b.share - a.share),
    samples,
    legend,
  }
}

/** Reasons of what lies in the CTV: they cut nothing. */
const INSIDE: readonly Reason[] = ['target', 'margin', 'concern', 'edited-in']

/** The reason of the voxel just past the closest point of the CTV's edge. */
const cutBy = (at: PointLps, mm: number, ctv: Field, map: ReasonMap): Reason => {
  const step = ctv.grid.spacingMm[0]
  const g = gradientAt(ctv, lpsToIndex(ctv.grid, at))
  for (const past of [0.75 * step, 1.5 * step]) {
    const p = pointLps(at[0] + g[0] * (mm + past), at[1] + g[1] * (mm + past), at[2] + g[2] * (mm + past))
    const [i, j, k] = lpsToIndex(map.grid, p).map((x) => Math.round(x)) as [number, number, number]
    const [nx, ny, nz] = map.grid.size
    if (i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz) return 'margin'
    const reason = map.legend[map.code[i + nx * (j + ny * k)] as number] ?? ''
    if (reason === '') return 'margin'
    if (!INSIDE.includes(reason)) return reason
  }
  return 'margin'
}

const DIRECTIONS: readonly { readonly direction: DirectionName; readonly axis: 0 | 1 | 2; readonly sign: 1 | -1 }[] = [
  { direction: 'left', axis: 0, sign: 1 },
  { direction: 'right', axis: 0, sign: -1 },
  { direction: 'anterior', axis: 1, sign: -1 },
  { direction: 'posterior', axis: 1, sign: 1 },
  { direction: 'superior', axis: 2, sign: 1 },
  { direction: 'inferior', axis: 2, sign: -1 },
]

const facing = (n: Vec3): 0 | 1 | 2 => {
  const [x, y, z] = n.map(Math.abs) as [number, number, number]
  return x >= y && x >= z ? 0 : y >= z ? 1 : 2
}

const narrowest = (those: readonly Measured[]): Narrowest => {
  const { mm, point, reason } = those.reduce((a, b) => (b.mm < a.mm ? b : a))
  return { minMm: mm, worstLps: point.at, reason }
}

const weightOf = (those: readonly Measured[]): number => those.reduce((sum, m) => sum + m.point.weight, 0)

const share = (those: readonly Measured[], value: (m: Measured) => number): number =>
  those.reduce((sum, m) => sum + m.point.weight * value(m), 0) / weightOf(those)

const under = (those: readonly Measured[], marginMm: number): number =>
  share(those, (m) => (m.mm < marginMm - TOLERANCE_MM ? 1 : 0))

const inConcern = (measured: readonly Measured[], concerns: readonly Growth[]): AchievedMargin['concern'] => {
  const marked = measured.flatMap((m) => {
    const own = concerns.filter((c) => c.region !== undefined && sampleField(c.region, m.point.at) < 0)
    return own.length === 0 ? [] : [{ m, marginMm: Math.max(...own.map((c) => c.marginMm)) }]
  })
  if (marked.length === 0) return null
  const total = marked.reduce((sum, { m }) => sum + m.point.weight, 0)
  const short = marked.reduce((sum, { m, marginMm }) => sum + (m.mm < marginMm - TOLERANCE_MM ? m.point.weight : 0), 0)
  return { ...narrowest(marked.map(({ m }) => m)), shareUnderOwnMargin: short / total }
}
