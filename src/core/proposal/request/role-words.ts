import type { FrameUid } from '../../frame/index.js'
import { LIMITS } from '../../guideline/index.js'
import { type Finding, note, PostopError } from '../../problem/index.js'
import type { Role, RoleAssignment } from '../recipe.js'
import { type FoundRoi, findRoi, isExactRoi } from './find-roi.js'
import { inRange, splitNameAndMm } from './length.js'
import type { ProposalRequest } from './types.js'

/** Who speaks: the user's own words, or a protocol whose names need not all be in the case. */
export type Speaker = {
  readonly by: 'user' | 'protocol'
  readonly rois: readonly FoundRoi[]
  readonly imageFrame: FrameUid
}

/** Roles by ROI in the order they were said, and what was noticed. */
export type SaidRoles = { readonly roles: ReadonlyMap<FoundRoi, RoleAssignment>; readonly findings: readonly Finding[] }

type Word = {
  readonly option: string
  readonly word: string
  readonly takesMm: boolean
  readonly role: (mm: number | null) => Role
}

const organ =
  (blocks: boolean, option: string, what: string) =>
  (mm: number | null): Role => ({
    is: 'organ',
    marginMm: mm === null ? 0 : inRange(mm, LIMITS.organMarginMm, 'mm', `The own margin of ${what}`, option),
    blocks,
    cutsTarget: false,
  })

const concern =
  (word: string) =>
  (mm: number | null): Role => {
    if (mm === null) {
      throw new PostopError('usage/malformed', {
        message: `--concern ${word} does not say its margin.`,
        attribute: '--concern',
        remedy: 'Write --concern NAME:MM, for example --concern Concern_L:8.',
      })
    }
    return {
      is: 'concern',
      marginMm: inRange(mm, LIMITS.marginMm, 'mm', `The margin of the area of concern ${word}`, '--concern'),
    }
  }

const wordsOf = (r: ProposalRequest): readonly Word[] => {
  const plain = (option: string, words: readonly string[] | undefined, role: Role): Word[] =>
    (words ?? []).map((word) => ({ option, word, takesMm: false, role: () => role }))
  const withMm = (option: string, words: readonly string[] | undefined, role: (word: string) => Word['role']): Word[] =>
    (words ?? []).map((word) => ({ option, word, takesMm: true, role: role(word) }))
  return [
    ...plain('--target', r.targets, { is: 'target' }),
    ...withMm('--concern', r.concern, concern),
    ...plain('--barrier', r.barrier, { is: 'barrier', cutsTarget: false }),
    ...withMm('--block', r.block, (w) => organ(true, '--block', w)),
    ...withMm('--exclude', r.exclude, (w) => organ(false, '--exclude', w)),
    ...plain('keep', r.keep, { is: 'keep-and-warn' }),
    ...withMm('--body', r.body === undefined ? [] : [r.body], (w) => (mm) => ({
      is: 'body',
      retractionMm: mm === null ? 0 : inRange(mm, LIMITS.retractionMm, 'mm', `The retraction of ${w}`, '--body'),
    })),
    ...plain('ignore', r.ignore, { is: 'ignore' }),
  ]
}

const conflict = (f: FoundRoi, a: RoleAssignment, option: string): PostopError =>
  new PostopError('value/conflict', {
    message: `"${f.roi.name}" is given two roles: ${a.why} and ${option}.`,
    attribute: option,
    remedy: 'Give each ROI one role.',
  })

const sameRole = (a: Role, b: Role): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * The roles that words give; a protocol's names that the case does not have are skipped with a note.
 * @throws roi/unknown, roi/ambiguous, value/out-of-range, value/conflict where one ROI gets two roles, usage/malformed for a concern without margin
 */
export const rolesByWords = (request: ProposalRequest, speaker: Speaker): SaidRoles => {
  const roles = new Map<FoundRoi, RoleAssignment>()
  const findings: Finding[] = []
  for (const { option, word, takesMm, role } of wordsOf(request)) {
    const { name, mm } = takesMm ? splitNameAndMm(word, (w) => isExactRoi(w, speaker.rois)) : { name: word, mm: null }
    const asked = role(mm)
    const hit = findOrSkip(name, option, speaker)
    if (hit === null) {
      findings.push(
        note('protocol/name-absent', `The protocol names "${name}", which this case does not have.`, {
          attribute: option,
        }),
      )
      continue
    }
    findings.push(...hit.findings)
    const before = roles.get(hit.found)
    if (before !== undefined && !sameRole(before.role, asked)) throw conflict(hit.found, before, option)
    if (before !== undefined) continue
    const { set, roi } = hit.found
    const why = speaker.by === 'user' ? option : `protocol: ${option}`
    roles.set(hit.found, {
      roi: { setUid: set.uid, number: roi.number, name: roi.name },
      role: asked,
      by: speaker.by,
      why,
    })
  }
  return { roles, findings }
}

/** The ROI, or null where a protocol names one that is not there. */
export const findOrSkip = (name: string, option: string, speaker: Speaker): ReturnType<typeof findRoi> | null => {
  try {
    return findRoi(name, option, speaker.rois, speaker.imageFrame)
  } catch (e) {
    if (speaker.by === 'protocol' && e instanceof PostopError && e.code === 'roi/unknown') return null
    throw e
  }
}
