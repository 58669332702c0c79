import { DEFAULTS, LIMITS } from '../../guideline/index.js'
import { type Finding, note, PostopError } from '../../problem/index.js'
import type { Recipe, RoleAssignment } from '../recipe.js'
import type { ProposalInputs } from '../types.js'
import { checkRoles } from './check-roles.js'
import { cutTargets } from './cut-target.js'
import { NOT_NAMED, rolesByWhitelist } from './default-roles.js'
import { allRois } from './find-roi.js'
import { joinedFrames } from './joined-frames.js'
import { inRange } from './length.js'
import { marginOf } from './margin.js'
import { parseProtocol } from './protocol.js'
import { recipeFor } from './recipe-for.js'
import { rolesByWords, type SaidRoles, type Speaker } from './role-words.js'
import type { ProposalRequest, ResolvedRequest } from './types.js'

/** The user's own values first, then the protocol's; a margin of either form by the user replaces the protocol's. */
const overProtocol = (own: ProposalRequest, protocol: ProposalRequest): ProposalRequest => {
  const { marginMm, marginLrapsiMm, ...rest } = protocol
  const ownMargin = own.marginMm !== undefined || own.marginLrapsiMm !== undefined
  const margins = {
    ...(marginMm === undefined ? {} : { marginMm }),
    ...(marginLrapsiMm === undefined ? {} : { marginLrapsiMm }),
  }
  return { ...rest, ...(ownMargin ? {} : margins), ...own }
}

export const tidyOf = (r: ProposalRequest): Recipe['tidy'] => ({
  islandCm3: DEFAULTS.islandCm3,
  holeCm3: DEFAULTS.holeCm3,
  smoothMm: DEFAULTS.smoothMm,
  ...r.tidy,
})

export const airOf = (r: ProposalRequest, inputs: ProposalInputs): Recipe['air'] => {
  if (r.airBelowHu === null) {
    if (r.airBlocks !== true) return null
    throw new PostopError('value/conflict', {
      message: 'Air cannot block where there is no air rule.',
      attribute: '--air-blocks',
      remedy: 'Leave out --no-air or --air-blocks.',
    })
  }
  if (inputs.image.unit !== 'HU') {
    throw new PostopError('image/not-ct', {
      message: `The image series is ${inputs.image.modality}, not CT: air cannot be told by CT number.`,
      attribute: r.airBelowHu === undefined ? '--no-air' : '--air-below',
      remedy: 'Say --no-air, or give the planning CT.',
    })
  }
  return {
    belowHu: inRange(r.airBelowHu ?? DEFAULTS.airBelowHu, LIMITS.airBelowHu, 'HU', 'The air threshold', '--air-below'),
    minimumCm3: r.airMinimumCm3 ?? DEFAULTS.airMinimumCm3,
    blocks: r.airBlocks ?? false,
  }
}

export const boneOf = (r: ProposalRequest, inputs: ProposalInputs): Recipe['bone'] => {
  if (r.boneAboveHu === undefined || r.boneAboveHu === null) return null
  if (inputs.image.unit === 'HU')
    return { aboveHu: inRange(r.boneAboveHu, LIMITS.boneAboveHu, 'HU', 'The bone threshold', '--bone-above') }
  throw new PostopError('image/not-ct', {
    message: `The image series is ${inputs.image.modality}, not CT: bone cannot be told by CT number.`,
    attribute: '--bone-above',
    remedy: 'Leave out --bone-above, or give the planning CT.',
  })
}

/** Names listed in a note; the roles list all of them. */
const LISTED = 12

const ignoredNote = (roles: readonly RoleAssignment[]): readonly Finding[] => {
  const ignored = roles.filter((a) => a.role.is === 'ignore' && a.by === 'default')
  const names = ignored.map((a) => (a.why.endsWith(NOT_NAMED) ? `${a.roi.name} (its name says target)` : a.roi.name))
  if (names.length === 0) return []
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : ''
  const message = `${names.length} ROI${names.length === 1 ? ' plays' : 's play'} no part: ${names.slice(0, LISTED).join(', ')}${more}.`
  return [note('roi/ignored', message, { remedy: 'Name one to give it a role.' })]
}

/**
 * A user's words made into a recipe: names found, roles given (user, then protocol, then whitelist), every value checked.
 * @throws roi/unknown, roi/ambiguous, roi/no-contours, roi/not-a-solid, target/empty, frame/no-registration, value/out-of-range, value/conflict,
 * protocol/invalid, image/not-ct, usage/missing without a target
 */
export const resolveRequest = (inputs: ProposalInputs, request: ProposalRequest): ResolvedRequest => {
  const imageFrame = inputs.image.frame
  const rois = allRois(inputs.structureSets, imageFrame)
  const joined = joinedFrames(imageFrame, inputs.registrations)
  const protocol = request.protocol === undefined ? {} : parseProtocol(request.protocol)
  const merged = overProtocol(request, protocol)
  const margin = marginOf(merged)
  const user: Speaker = { by: 'user', rois, imageFrame }
  const file: Speaker = { by: 'protocol', rois, imageFrame }
  const own = rolesByWords(request, user)
  const given = rolesByWords(protocol, file)
  const said = ownFirst(own.roles, given.roles)
  const byName = rolesByWhitelist(rois, said, { imageFrame, joined, suggestTargets: false })
  const rest = merged.useDefaults === false ? byName.map(dropped) : byName
  const cutByFile = cutTargets([...said.values(), ...rest], protocol.cutTarget ?? [], file)
  const cut = cutTargets(cutByFile.roles, request.cutTarget ?? [], user)
  checkRoles({
    roles: cut.roles,
    said,
    margin,
    airBlocks: request.airBlocks ?? false,
    joined,
    imageFrame,
  })
  const recipe = recipeFor(inputs, {
    roles: cut.roles,
    margin,
    air: airOf(merged, inputs),
    bone: boneOf(merged, inputs),
    path: merged.path ?? 'round',
    tidy: tidyOf(merged),
    edits: request.edits ?? [],
    accepted: request.accept ?? [],
  })
  return {
    recipe,
    findings: [
      ...own.findings,
      ...given.findings,
      ...cutByFile.findings,
      ...cut.findings,
      ...ignoredNote(recipe.roles),
    ],
  }
}

/** The user's roles, then the protocol's for other ROIs; of body outlines the user's alone. */
const ownFirst = (own: SaidRoles['roles'], given: SaidRoles['roles']): SaidRoles['roles'] => {
  const hasBody = [...own.values()].some((a) => a.role.is === 'body')
  const added = [...given].filter(([f, a]) => !own.has(f) && !(hasBody && a.role.is === 'body'))
  return new Map([...own, ...added])
}

export const dropped = (a: RoleAssignment): RoleAssignment => ({
  ...a,
  role: { is: 'ignore' },
  by: 'default',
  why: 'the default roles are off',
})
