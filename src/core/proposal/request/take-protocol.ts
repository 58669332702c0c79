import type { Finding } from '../../problem/index.js'
import type { Recipe } from '../recipe.js'
import type { ProposalInputs } from '../types.js'
import { cutTargets } from './cut-target.js'
import { rolesByWhitelist } from './default-roles.js'
import { allRois } from './find-roi.js'
import { joinedFrames } from './joined-frames.js'
import { marginOf } from './margin.js'
import { parseProtocol } from './protocol.js'
import { airOf, boneOf, dropped, tidyOf } from './resolve.js'
import { rolesByWords, type Speaker } from './role-words.js'

/** What a protocol decides; inputs, drawn regions, edits and acceptances are a case's own. */
export type ProtocolParts = Pick<Recipe, 'roles' | 'margin' | 'path' | 'air' | 'bone' | 'tidy'>

/**
 * A protocol's content for a case that a user looks over: as {@link resolveRequest}, but where the protocol names no target the
 * whitelist suggests it, a case without a target is none the worse yet, and an image without CT numbers has no air or bone rule.
 * @throws protocol/invalid, roi/ambiguous, value/out-of-range, value/conflict
 */
export const takeProtocol = (
  inputs: ProposalInputs,
  json: unknown,
): { readonly parts: ProtocolParts; readonly findings: readonly Finding[] } => {
  const imageFrame = inputs.image.frame
  const rois = allRois(inputs.structureSets, imageFrame)
  const protocol = parseProtocol(json)
  const speaker: Speaker = { by: 'protocol', rois, imageFrame }
  const given = rolesByWords(protocol, speaker)
  const byName = rolesByWhitelist(rois, given.roles, {
    imageFrame,
    joined: joinedFrames(imageFrame, inputs.registrations),
    suggestTargets: protocol.targets === undefined,
  })
  const rest = protocol.useDefaults === false ? byName.map(dropped) : byName
  const cut = cutTargets([...given.roles.values(), ...rest], protocol.cutTarget ?? [], speaker)
  const isCt = inputs.image.unit === 'HU'
  return {
    parts: {
      roles: cut.roles,
      margin: marginOf(protocol),
      path: protocol.path ?? 'round',
      air: isCt ? airOf(protocol, inputs) : null,
      bone: isCt ? boneOf(protocol, inputs) : null,
      tidy: tidyOf(protocol),
    },
    findings: [...given.findings, ...cut.findings],
  }
}
