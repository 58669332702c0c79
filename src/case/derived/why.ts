import { OUTSIDE_MM, sampleField } from '../../core/field/index.js'
import { lpsToIndex, norm, type PointLps, type Vec3 } from '../../core/frame/index.js'
import type { Margin, Proposal, Reason } from '../../core/proposal/index.js'
import { whySentence, whyVerdict } from './why-words.js'

/** What of a proposal tells why a point is in or out. */
export type Explained = Pick<Proposal, 'recipe' | 'reasons' | 'reach'> & {
  readonly achieved: Pick<Proposal['achieved'], 'samples'>
}

/** Why one point is in the CTV or not. */
export type Why = {
  readonly pointLps: PointLps
  readonly inside: boolean
  /** Of the voxel that holds the point; `outside` past the region that the margin reaches. */
  readonly reason: Reason | 'outside'
  /** `Out: organ, Brainstem`. */
  readonly verdict: string
  readonly sentence: string
  /** To the target's surface in a straight line; negative inside the target. */
  readonly straightMm: number
  /** Length of the way round what blocks; Infinity where none leads there, null where it is no longer than the straight one. */
  readonly wayMm: number | null
  /** What the recipe asks for at this point. */
  readonly marginMm: number
  /** In the image's unit. */
  readonly value: number | null
}

/** Distances are read from the fields up to here; beyond, from the points of the target's surface. */
const FIELD_MM = 15

/** A direction this close to square to an axis (cosine) has no part along it: a margin of 0 there would forbid all others. */
const SQUARE = 0.1

/** A way this little longer than the straight line is the same. */
const LONGER_MM = 0.05

const INSIDE: readonly string[] = ['target', 'margin', 'concern', 'edited-in']

const reasonAt = ({ grid, code, legend }: Proposal['reasons'], point: PointLps): Why['reason'] => {
  const [i, j, k] = lpsToIndex(grid, point).map((x) => Math.round(x)) as [number, number, number]
  const [nx, ny, nz] = grid.size
  if (i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz) return 'outside'
  return legend[code[i + nx * (j + ny * k)] ?? 0] || 'outside'
}

/** From the closest point of the target's surface to the point, in mm. */
const fromTarget = (samples: Float32Array, point: PointLps): Vec3 => {
  let best: Vec3 = [0, 0, 0]
  let least = Infinity
  for (let n = 0; n < samples.length; n += 5) {
    const x = point[0] - (samples[n] ?? 0)
    const y = point[1] - (samples[n + 1] ?? 0)
    const z = point[2] - (samples[n + 2] ?? 0)
    const square = x * x + y * y + z * z
    if (square >= least) continue
    least = square
    best = [x, y, z]
  }
  return best
}

/** Of a margin in six directions: how far the octant's ellipsoid reaches along a vector. */
const marginAlong = (margin: Exclude<Margin, { is: 'isotropic' }>, v: Vec3): number => {
  const own = [
    v[0] < 0 ? margin.rightMm : margin.leftMm,
    v[1] < 0 ? margin.anteriorMm : margin.posteriorMm,
    v[2] < 0 ? margin.inferiorMm : margin.superiorMm,
  ]
  const length = norm(v)
  if (length === 0) return Math.max(...own)
  const sum = own.reduce((total, mm, c) => {
    const share = (v[c] ?? 0) / length
    return Math.abs(share) < SQUARE ? total : total + (share * share) / (mm * mm)
  }, 0)
  return 1 / Math.sqrt(sum)
}

type Governing = { readonly marginMm: number; readonly straightMm: number; readonly way: Proposal['reach']['way'] }

/** The margin that holds at a point: an area of concern's where that reaches it and the whole target's does not. */
const governing = (of: Explained, point: PointLps, straightMm: number, v: Vec3): Governing => {
  const { margin } = of.recipe
  const baseMm = margin.is === 'isotropic' ? margin.mm : marginAlong(margin, v)
  const base: Governing = { marginMm: baseMm, straightMm, way: of.reach.way }
  if (straightMm < baseMm) return base
  return of.reach.concerns
    .map(({ marginMm, straight, way }) => ({ marginMm, straightMm: sampleField(straight, point), way }))
    .filter((concern) => concern.straightMm < concern.marginMm)
    .reduce((a, b) => (b.marginMm > a.marginMm ? b : a), base)
}

/** Between voxels as long as every neighbour was reached, else that of the closest voxel. */
const wayAt = (way: NonNullable<Governing['way']>, point: PointLps): number => {
  const between = sampleField(way, point)
  if (Number.isFinite(between)) return between >= OUTSIDE_MM ? Infinity : between
  const [i, j, k] = lpsToIndex(way.grid, point).map((x) => Math.round(x)) as [number, number, number]
  return way.mm[i + way.grid.size[0] * (j + way.grid.size[1] * k)] ?? Infinity
}

/**
 * Why a point is in the proposed CTV or not, in figures and words.
 * @param value the image's at the point, in HU; null where there is none
 */
export const whyAt = (of: Explained, pointLps: PointLps, value: number | null): Why => {
  const reason = reasonAt(of.reasons, pointLps)
  const field = sampleField(of.reach.target, pointLps)
  const v = fromTarget(of.achieved.samples, pointLps)
  const straightMm = field < FIELD_MM ? field : norm(v)
  const { marginMm, way, ...rule } = governing(of, pointLps, straightMm, v)
  const found = way === null || reason === 'outside' ? null : wayAt(way, pointLps)
  const wayMm = found === null || found - rule.straightMm < LONGER_MM ? null : found
  const inside = INSIDE.includes(reason)
  const facts = { pointLps, inside, reason, straightMm, wayMm, marginMm, value }
  return { ...facts, verdict: whyVerdict(facts), sentence: whySentence(facts, of.recipe) }
}
