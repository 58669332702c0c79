import {
  applyRigid,
  type FrameUid,
  invertRigid,
  multiplyMat4,
  norm,
  type PointLps,
  pointLps,
  type Rigid,
  type Vec3,
} from '../frame/index.js'
import { PostopError } from '../problem/index.js'
import type { Roi } from '../structure/index.js'
import type { Registration } from './types.js'

/** A way from one frame of reference to another. */
type Way = {
  /** undefined where the frames are the same. */
  readonly rigid: Rigid | undefined
  /** In the order of the steps. */
  readonly by: readonly Registration[]
  /** Every frame on the way, both ends too. */
  readonly frames: ReadonlySet<FrameUid>
}

const alongStep = (way: Way, registration: Registration, step: Rigid): Way => ({
  rigid:
    way.rigid === undefined
      ? step
      : { ...step, from: way.rigid.from, matrix: multiplyMat4(step.matrix, way.rigid.matrix) },
  by: [...way.by, registration],
  frames: new Set([...way.frames, step.to]),
})

/** By the fewest registrations, each used either way; of ways of one length the one whose registrations come first by UID. */
const wayBetween = (
  from: FrameUid,
  to: FrameUid,
  registrations: readonly Registration[],
  avoided: ReadonlySet<FrameUid> = new Set(),
): Way | undefined => {
  const steps = [...registrations]
    .sort(byIdentity)
    .flatMap((r) => [r.rigid, invertRigid(r.rigid)].map((step) => ({ registration: r, step })))
  const reached = new Map<FrameUid, Way>([[from, { rigid: undefined, by: [], frames: new Set([from]) }]])
  let front = [...reached]
  while (front.length > 0 && !reached.has(to)) {
    const next: typeof front = []
    for (const [frame, way] of front)
      for (const { registration, step } of steps) {
        if (step.from !== frame || reached.has(step.to) || avoided.has(step.to)) continue
        const longer = alongStep(way, registration, step)
        reached.set(step.to, longer)
        next.push([step.to, longer])
      }
    front = next
  }
  return reached.get(to)
}

/** The transform from one frame of reference to another one, as {@link transformBetween} finds it; undefined where there is none. */
export const findTransform = (
  from: FrameUid,
  to: FrameUid,
  registrations: readonly Registration[],
): Rigid | undefined => wayBetween(from, to, registrations)?.rigid

/**
 * The transform from an ROI's frame of reference to another: none where they are the same, else by the fewest registrations,
 * each used either way. Of ways of one length the one whose registrations come first by UID is taken, whatever their order.
 * @throws frame/no-registration
 */
export const transformBetween = (roi: Roi, to: FrameUid, registrations: readonly Registration[]): Rigid | undefined => {
  const found = wayBetween(roi.frame, to, registrations)
  if (found !== undefined) return found.rigid
  throw new PostopError('frame/no-registration', {
    message: `${roi.name} is drawn in another frame of reference (${roi.frame}) than the planning image (${to}), and no registration joins the two.`,
    attribute: 'ReferencedFrameOfReferenceUID (3006,0024)',
    remedy: 'Give the Spatial Registration object that joins them with the case (--registration REG.dcm).',
  })
}

/** The way that goes through one registration and no frame twice; undefined where there is none. */
const wayThrough = (
  through: Registration,
  from: FrameUid,
  to: FrameUid,
  registrations: readonly Registration[],
): Way | undefined => {
  const others = registrations.filter((r) => r !== through)
  for (const step of [through.rigid, invertRigid(through.rigid)]) {
    if (step.from === to || step.to === from) continue
    const before = wayBetween(from, step.from, others, new Set([step.to, to]))
    if (before === undefined) continue
    const after = wayBetween(step.to, to, others, before.frames)
    if (after === undefined) continue
    const whole = alongStep(before, through, step)
    return {
      rigid: after.rigid === undefined ? whole.rigid : alongStep(whole, through, after.rigid).rigid,
      by: [...whole.by, ...after.by],
      frames: new Set([...whole.frames, ...after.frames]),
    }
  }
  return undefined
}

/** Two ways to carry an ROI: that used, and another that the registrations offer as well. */
export type OtherWay = {
  readonly used: readonly Registration[]
  readonly other: readonly Registration[]
  /** Largest distance between the two over the box round the ROI's contours. */
  readonly apartMm: number
}

/** Every other way to carry an ROI, one for each registration that is not used and could be. */
export const otherWays = (roi: Roi, to: FrameUid, registrations: readonly Registration[]): readonly OtherWay[] => {
  const used = wayBetween(roi.frame, to, registrations)
  const { rigid } = used ?? {}
  if (used === undefined || rigid === undefined) return []
  const corners = cornersOf(roiBoundsLps(roi, undefined))
  return registrations
    .filter((r) => !used.by.includes(r))
    .sort(byIdentity)
    .flatMap((r) => {
      const other = wayThrough(r, roi.frame, to, registrations)
      if (other?.rigid === undefined) return []
      const { rigid: differently } = other
      const apartMm = Math.max(...corners.map((p) => distanceMm(applyRigid(rigid, p), applyRigid(differently, p))))
      return [{ used: used.by, other: other.by, apartMm }]
    })
}

const cornersOf = ({ min, max }: { readonly min: Vec3; readonly max: Vec3 }): PointLps[] =>
  [min[0], max[0]].flatMap((x) => [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z) => pointLps(x, y, z))))

const distanceMm = (a: PointLps, b: PointLps): number => norm([a[0] - b[0], a[1] - b[1], a[2] - b[2]])

/** By UID; one object may hold several, and two copies may differ. */
const byIdentity = (a: Registration, b: Registration): number => {
  const [p, q] = [a, b].map((r) =>
    [r.rigid.sourceUid, r.hash, r.rigid.from, r.rigid.to, r.rigid.matrix.join()].join(' '),
  )
  return p === q ? 0 : (p as string) < (q as string) ? -1 : 1
}

/** Corners of the box round an ROI's contour points, after a transform where there is one. */
export const roiBoundsLps = (roi: Roi, rigid: Rigid | undefined): { readonly min: Vec3; readonly max: Vec3 } => {
  const min: [number, number, number] = [Infinity, Infinity, Infinity]
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity]
  for (const { pointsLps } of roi.contours)
    for (let i = 0; i < pointsLps.length; i += 3) {
      const drawn = pointLps(pointsLps[i] as number, pointsLps[i + 1] as number, pointsLps[i + 2] as number)
      const p = rigid === undefined ? drawn : applyRigid(rigid, drawn)
      for (let c = 0; c < 3; c++) {
        min[c] = Math.min(min[c] as number, p[c] as number)
        max[c] = Math.max(max[c] as number, p[c] as number)
      }
    }
  return { min, max }
}
