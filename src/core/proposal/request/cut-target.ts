import { type Finding, PostopError } from '../../problem/index.js'
import type { RoleAssignment } from '../recipe.js'
import { findOrSkip, type Speaker } from './role-words.js'

/**
 * The roles with the named exclusions cutting the target too.
 * @throws value/conflict where a named ROI is neither an organ nor a barrier; roi/unknown, roi/ambiguous
 */
export const cutTargets = (
  roles: readonly RoleAssignment[],
  words: readonly string[],
  speaker: Speaker,
): { readonly roles: readonly RoleAssignment[]; readonly findings: readonly Finding[] } => {
  const findings: Finding[] = []
  let out = roles
  for (const word of words) {
    const hit = findOrSkip(word, '--cut-target', speaker)
    if (hit === null) continue
    findings.push(...hit.findings)
    const { set, roi } = hit.found
    out = out.map((a) => {
      if (a.roi.setUid !== set.uid || a.roi.number !== roi.number) return a
      if (a.role.is === 'organ' || a.role.is === 'barrier') return { ...a, role: { ...a.role, cutsTarget: true } }
      throw new PostopError('value/conflict', {
        message: `"${a.roi.name}" cannot cut the target: its role is ${a.role.is}.`,
        attribute: '--cut-target',
        remedy: 'Name it with --exclude, --block or --barrier as well.',
      })
    })
  }
  return { roles: out, findings }
}
