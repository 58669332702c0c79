import type { FrameUid } from '../../frame/index.js'
import { foldName, suggestRole } from '../../guideline/index.js'
import type { RoleAssignment } from '../recipe.js'
import type { FoundRoi } from './find-roi.js'

const CLOSED = new Set(['CLOSED_PLANAR', 'CLOSEDPLANAR_XOR'])

/** Whether a ROI holds at least one closed contour of three points or more. */
export const hasSolid = (f: FoundRoi): boolean =>
  f.roi.contours.some((c) => CLOSED.has(c.kind) && c.pointsLps.length >= 9)

/** How the reason of a ROI ends that looks like a target and is none. */
export const NOT_NAMED = ', but it is not named as a target'

type Context = {
  readonly imageFrame: FrameUid
  /** Frames that a registration joins to the image's. */
  readonly joined: ReadonlySet<FrameUid>
  /** Whether names of gross tumour and bed become targets, as on the page; the command line always says its targets. */
  readonly suggestTargets: boolean
}

const assignment = (
  f: FoundRoi,
  role: RoleAssignment['role'],
  by: RoleAssignment['by'],
  why: string,
): RoleAssignment => ({
  roi: { setUid: f.set.uid, number: f.roi.number, name: f.roi.name },
  role,
  by,
  why,
})

/**
 * Roles by the whitelist of names for ROIs that nobody gave one; everything else is ignored, with the reason.
 * One body outline is used; a ROI of another frame counts only with a registration, and not where the image's own frame has the same name.
 */
export const rolesByWhitelist = (
  rois: readonly FoundRoi[],
  taken: ReadonlyMap<FoundRoi, RoleAssignment>,
  context: Context,
): RoleAssignment[] => {
  const { imageFrame, joined, suggestTargets } = context
  const onImage = new Set(rois.filter((f) => f.roi.frame === imageFrame).map((f) => foldName(f.roi.name)))
  let bodyTaken = [...taken.values()].some((a) => a.role.is === 'body')
  const ignore = (f: FoundRoi, why: string) => assignment(f, { is: 'ignore' }, 'default', why)
  const suggest = (f: FoundRoi): RoleAssignment => {
    const suggested = suggestRole(f.roi.name)
    if (suggested === null) return ignore(f, 'its name is not on the whitelist')
    const { role, why } = suggested
    if (!hasSolid(f)) return ignore(f, 'it has no closed contour')
    if (role.is === 'target' && !suggestTargets) return ignore(f, `${why}${NOT_NAMED}`)
    if (f.roi.frame !== imageFrame) {
      if (!joined.has(f.roi.frame))
        return ignore(f, 'drawn in another frame of reference, and no registration joins it')
      if (onImage.has(foldName(f.roi.name))) return ignore(f, "the image's own frame has it too")
      if (role.is === 'body') return ignore(f, 'a body outline of another image')
    }
    if (role.is !== 'body') return assignment(f, role, 'whitelist', why)
    if (bodyTaken) return ignore(f, 'another body outline is used')
    bodyTaken = true
    return assignment(f, role, 'whitelist', why)
  }
  return rois.filter((f) => !taken.has(f)).map(suggest)
}
