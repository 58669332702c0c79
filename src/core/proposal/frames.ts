import {
  applyRigid,
  type FrameUid,
  invertRigid,
  multiplyMat4,
  pointLps,
  type Rigid,
  type Vec3,
} from '../frame/index.js'
import { PostopError } from '../problem/index.js'
import type { Roi } from '../structure/index.js'
import type { Registration } from './types.js'

/**
 * The transform from one frame of reference to another: none where they are the same, else by the fewest registrations,
 * each used either way. Of ways of one length the one whose registrations come first by UID is taken, whatever their order.
 * @throws frame/no-registration
 */
export const transformBetween = (roi: Roi, to: FrameUid, registrations: readonly Registration[]): Rigid | undefined => {
  if (roi.frame === to) return undefined
  const steps = [...registrations].sort(byIdentity).flatMap(({ rigid }) => [rigid, invertRigid(rigid)])
  const reached = new Map<FrameUid, Rigid>()
  let front: { frame: FrameUid; via: Rigid | undefined }[] = [{ frame: roi.frame, via: undefined }]
  while (front.length > 0 && !reached.has(to)) {
    const next: typeof front = []
    for (const { frame, via } of front)
      for (const step of steps) {
        if (step.from !== frame || step.to === roi.frame || reached.has(step.to)) continue
        const whole =
          via === undefined ? step : { ...step, from: roi.frame, matrix: multiplyMat4(step.matrix, via.matrix) }
        reached.set(step.to, whole)
        next.push({ frame: step.to, via: whole })
      }
    front = next
  }
  const found = reached.get(to)
  if (found === undefined) {
    throw new PostopError('frame/no-registration', {
      message: `${roi.name} is drawn in another frame of reference (${roi.frame}) than the planning image (${to}), and no registration joins the two.`,
      attribute: 'ReferencedFrameOfReferenceUID (3006,0024)',
      remedy: 'Give the Spatial Registration object that joins them (--registration REG.dcm).',
    })
  }
  return found
}

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
