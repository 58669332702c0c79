import { boxOfGrid, type Field, forSharedRows, sampleField } from '../field/index.js'
import { lpsToIndex, type PointLps, pointLps, voxelMm3 } from '../frame/index.js'
import { CONSENSUS } from '../guideline/index.js'
import type { Finding } from '../problem/index.js'
import type { Volume } from '../volume/index.js'
import { ruleField } from './exclusions.js'
import { nearestPoint } from './nearest.js'
import type { Workshop } from './roi-field.js'
import { type CastRoi, withRole } from './setting.js'
import { crossings } from './surface.js'
import type { OrganDistance, OrganDistances } from './types.js'

/** Further than this (mm) from the target an organ is told as far. */
const FAR_MM = 15

/** The working grid reaches at least this much (mm) past the slider's end: so far organs are seen round any CTV. */
const PAST_MM = 6

/** An organ's surface near the target: points by rising distance to it. */
type Near = { readonly points: Float64Array; readonly targetMm: Float64Array; readonly overlapCm3: number }

type Organ = CastRoi<Extract<CastRoi['role'], { is: 'organ' | 'barrier' | 'keep-and-warn' }>>

/** What is measured: everything with a role that a dose would be weighed for. */
const organsOf = (cast: readonly CastRoi[]): readonly Organ[] => [
  ...withRole(cast, 'organ'),
  ...withRole(cast, 'barrier'),
  ...withRole(cast, 'keep-and-warn'),
]

const sharedCm3 = (a: Field, b: Field): number => {
  let voxels = 0
  forSharedRows(boxOfGrid(a.grid), boxOfGrid(b.grid), (o, p, n) => {
    for (let i = 0; i < n; i++) if ((a.mm[o + i] as number) < 0 && (b.mm[p + i] as number) < 0) voxels++
  })
  return (voxels * voxelMm3(a.grid)) / 1000
}

const pointAt = (points: Float64Array, n: number): PointLps =>
  pointLps(points[3 * n] as number, points[3 * n + 1] as number, points[3 * n + 2] as number)

const nearOf = (organ: Field, target: Field): Near => {
  const all = crossings(organ)
  const found: { readonly n: number; readonly mm: number }[] = []
  for (let n = 0; n < all.length / 3; n++) {
    const mm = sampleField(target, pointAt(all, n))
    if (mm <= FAR_MM + PAST_MM) found.push({ n, mm })
  }
  found.sort((a, b) => a.mm - b.mm || a.n - b.n)
  const points = new Float64Array(found.length * 3)
  found.forEach(({ n }, i) => {
    points.set(all.subarray(3 * n, 3 * n + 3), 3 * i)
  })
  return { points, targetMm: Float64Array.from(found, (one) => one.mm), overlapCm3: sharedCm3(target, organ) }
}

/** The CTV as distances to it are asked for. */
type Reach = {
  /** Exact signed distance near the CTV. */
  readonly ctv: Field
  readonly outside: (p: PointLps, limitMm: number) => number
  /** No point of the CTV's surface is further from the target than this (mm). */
  readonly reachMm: number
}

const holds = ({ grid }: Field, p: PointLps): boolean =>
  lpsToIndex(grid, p).every((x, c) => x >= 0 && x <= (grid.size[c] as number) - 1)

/** The least distance of the organ's points to the CTV; those too far from the target to be closer are not looked at. */
const toCtv = (near: Near, { ctv, outside, reachMm }: Reach): number => {
  let best = FAR_MM
  for (let n = 0; n < near.targetMm.length; n++) {
    if ((near.targetMm[n] as number) - reachMm >= best) break
    const p = pointAt(near.points, n)
    const mm = holds(ctv, p) ? sampleField(ctv, p) : outside(p, best)
    if (mm < best) best = mm
  }
  return best
}

/**
 * How close target and CTV come to each organ, barrier and artery, surface to surface, and what they share.
 * @param ctv exact signed distance to the CTV's surface, on its own box
 * @param largestMm the largest margin anywhere
 */
export const organDistances = async (
  cast: readonly CastRoi[],
  target: Field,
  targetKey: string,
  ctv: Field,
  largestMm: number,
  image: Volume,
  shop: Workshop,
): Promise<OrganDistances & { readonly findings: readonly Finding[] }> => {
  const surface = crossings(ctv)
  let reachMm = 0
  for (let n = 0; n < surface.length / 3; n++) reachMm = Math.max(reachMm, sampleField(target, pointAt(surface, n)))
  const reach: Reach = { ctv, outside: nearestPoint(surface), reachMm }
  const ctvWithinMm = Math.min(FAR_MM, Math.max(0, FAR_MM + PAST_MM - largestMm))
  const organs: OrganDistance[] = []
  const findings: Finding[] = []
  for (const c of organsOf(cast)) {
    shop.job.throwIfCancelled()
    const { field, findings: own } = await ruleField(c, image, target.grid, shop)
    findings.push(...own)
    const near =
      field === undefined
        ? undefined
        : await shop.cache.remember(
            `near|${targetKey}|${c.key}|${JSON.stringify(c.role)}`,
            (n) => n.points.byteLength + n.targetMm.byteLength,
            async () => nearOf(field, target),
          )
    const targetOverlapCm3 = near?.overlapCm3 ?? 0
    const ctvOverlapCm3 = field === undefined ? 0 : sharedCm3(ctv, field)
    // What lies wholly inside an organ may be far from its surface.
    const targetMm = targetOverlapCm3 > 0 ? 0 : (near?.targetMm[0] ?? Infinity)
    const ctvMm = ctvOverlapCm3 > 0 ? 0 : near === undefined ? Infinity : toCtv(near, reach)
    organs.push({
      roi: c.roi.name,
      role: c.role.is,
      targetMm: targetMm > FAR_MM ? null : Math.max(0, targetMm),
      ctvMm: ctvMm >= ctvWithinMm ? null : Math.max(0, ctvMm),
      targetOverlapCm3,
      ctvOverlapCm3,
      nearestLps:
        near === undefined || near.targetMm.length === 0 || targetMm > FAR_MM ? null : pointAt(near.points, 0),
      flagged: c.role.is === 'keep-and-warn' && targetMm < CONSENSUS.carotidFlagMm,
    })
  }
  return { targetWithinMm: FAR_MM, ctvWithinMm, organs, findings }
}
