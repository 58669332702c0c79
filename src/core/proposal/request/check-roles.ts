import type { FrameUid } from '../../frame/index.js'
import { PostopError } from '../../problem/index.js'
import type { Margin, RoleAssignment } from '../recipe.js'
import { hasSolid } from './default-roles.js'
import type { FoundRoi } from './find-roi.js'
import { largestMarginMm } from './margin.js'

type Check = {
  readonly roles: readonly RoleAssignment[]
  /** Those that a user or a protocol said. */
  readonly said: ReadonlyMap<FoundRoi, RoleAssignment>
  readonly margin: Margin
  /** The user said so. */
  readonly airBlocks: boolean
  readonly joined: ReadonlySet<FrameUid>
  readonly imageFrame: FrameUid
}

const usable = (f: FoundRoi, a: RoleAssignment, c: Check): void => {
  if (a.role.is === 'ignore') return
  const where = { attribute: a.why, file: f.set.file }
  if (f.roi.contours.length === 0) {
    const code = a.role.is === 'target' ? 'target/empty' : 'roi/no-contours'
    throw new PostopError(code, {
      ...where,
      message: `"${f.roi.name}" has no contours.`,
      remedy: 'Draw it, or name another ROI.',
    })
  }
  if (!hasSolid(f)) {
    throw new PostopError('roi/not-a-solid', {
      ...where,
      message: `"${f.roi.name}" has only points or open contours and encloses no volume.`,
      remedy: 'Name a ROI with closed contours.',
    })
  }
  if (f.roi.frame !== c.imageFrame && !c.joined.has(f.roi.frame)) {
    throw new PostopError('frame/no-registration', {
      ...where,
      message: `"${f.roi.name}" is drawn in another frame of reference (${f.roi.frame}) than the image (${c.imageFrame}), and no registration joins them.`,
      remedy: 'Give the Spatial Registration object with --registration.',
    })
  }
}

const concernOverMargin = (a: RoleAssignment, margin: Margin): void => {
  if (a.role.is !== 'concern' || a.role.marginMm >= largestMarginMm(margin)) return
  throw new PostopError('value/conflict', {
    message: `The area of concern "${a.roi.name}" has ${a.role.marginMm} mm, less than the margin of ${largestMarginMm(margin)} mm.`,
    attribute: '--concern',
    remedy: 'Give it a margin larger than the general one.',
  })
}

const blocks = (a: RoleAssignment): boolean => a.role.is === 'barrier' || (a.role.is === 'organ' && a.role.blocks)

/** Six directions have no ways round, so nothing can block: what the user says blocks is refused; a protocol's and default roles only subtract. */
const refuseBlocking = (c: Check): void => {
  const refused = [...c.said.values()].find((a) => a.by === 'user' && blocks(a))
  if (refused === undefined && !c.airBlocks) return
  throw new PostopError('value/conflict', {
    message: `${refused === undefined ? 'Air' : `"${refused.roi.name}"`} cannot block beside --margin-lrapsi: with six margins there is no way round.`,
    attribute: refused === undefined ? '--air-blocks' : refused.why,
    remedy: 'Use --exclude, or one margin with --margin.',
  })
}

/**
 * Checks the roles against the ROIs, the frames and the margin.
 * @throws usage/missing, target/empty, roi/no-contours, roi/not-a-solid, frame/no-registration, value/conflict
 */
export const checkRoles = (c: Check): void => {
  if (!c.roles.some((a) => a.role.is === 'target')) {
    throw new PostopError('usage/missing', {
      message: 'No target is named.',
      attribute: '--target',
      remedy: 'Name the gross tumour or the tumour bed with --target NAME; "postop-ctv inspect" lists the names.',
    })
  }
  for (const [f, a] of c.said) usable(f, a, c)
  for (const a of c.roles) concernOverMargin(a, c.margin)
  if (c.margin.is === 'lrapsi') refuseBlocking(c)
}
