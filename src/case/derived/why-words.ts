import type { Recipe, RoleAssignment } from '../../core/proposal/index.js'
import type { Why } from './why.js'

type Facts = Omit<Why, 'verdict' | 'sentence'>

const mm = (value: number): string => `${Math.max(0, value).toFixed(1)} mm`

/** U+2212: a hyphen is not a minus. */
const hu = (value: number): string => `${value < -0.5 ? '\u2212' : ''}${Math.abs(value).toFixed(0)} HU`

/** The named thing after a reason's colon. */
const nameIn = (reason: string): string => reason.slice(reason.indexOf(':') + 1)

/** What each reason without a name is called in a verdict. */
const WORDS: Readonly<Record<string, string>> = {
  target: 'target',
  margin: 'margin',
  concern: 'margin of the area of concern',
  air: 'air',
  'outside-body': 'outside the body',
  'beyond-margin': 'too far round',
  unreachable: 'unreachable',
  island: 'island dropped',
  smoothed: 'smoothed away',
  'edited-in': 'added by hand',
  'edited-out': 'removed by hand',
  outside: 'beyond the margin',
}

/** In or out, and by what: `Out: barrier, Bone_Clivus`. */
export const whyVerdict = ({ inside, reason }: Pick<Facts, 'inside' | 'reason'>): string => {
  const kind = reason.startsWith('barrier:') ? 'barrier' : reason.startsWith('organ:') ? 'organ' : null
  return `${inside ? 'In' : 'Out'}: ${kind === null ? (WORDS[reason] ?? reason) : `${kind}, ${nameIn(reason)}`}`
}

const roleOf = (recipe: Recipe, name: string): RoleAssignment | undefined =>
  recipe.roles.find(({ roi, role }) => roi.name === name && role.is === 'organ')

/** What grows: by its name where it is one. */
const targetOf = (recipe: Recipe): string => {
  const [first, ...others] = recipe.roles.filter(({ role }) => role.is === 'target')
  return first === undefined || others.length > 0 ? 'the target' : first.roi.name
}

const place = ({ straightMm }: Facts, target: string): string =>
  straightMm < 0 ? `Inside ${target}, ${mm(-straightMm)} from its surface` : `${mm(straightMm)} from ${target}`

/** What took a point away that the margin would reach; without a subject. */
const taken = ({ reason, value, wayMm, marginMm }: Facts, recipe: Recipe): string => {
  const here = value === null ? '' : ` (here ${hu(value)})`
  if (reason.startsWith('barrier:bone above')) return `but in ${nameIn(reason)}${here}`
  if (reason.startsWith('barrier:')) return `but in the barrier ${nameIn(reason)}`
  if (reason.startsWith('organ:')) {
    const name = nameIn(reason)
    const role = roleOf(recipe, name)?.role
    const own = role?.is === 'organ' && role.marginMm > 0 ? ` with its margin of ${mm(role.marginMm)}` : ''
    return `but in ${name}${own}`
  }
  switch (reason) {
    case 'air':
      return recipe.air === null ? 'but in air' : `but in air below ${hu(recipe.air.belowHu)}${here}`
    case 'outside-body': {
      const body = recipe.roles.find(({ role }) => role.is === 'body')
      const skinMm = body?.role.is === 'body' ? body.role.retractionMm : 0
      const name = body?.roi.name ?? 'the body'
      return skinMm > 0 ? `but within ${mm(skinMm)} of the skin of ${name}, or outside it` : `but outside ${name}`
    }
    case 'beyond-margin':
      return wayMm === null || wayMm === Infinity
        ? `but the way round what blocks is longer than the margin of ${mm(marginMm)}`
        : `but ${mm(wayMm)} round what blocks, more than the margin of ${mm(marginMm)}`
    case 'unreachable':
      return 'but what blocks leaves no way to it'
    case 'island':
      return `reached, but cut off from the rest: an island under ${recipe.tidy.islandCm3} cm3 is dropped`
    case 'smoothed':
      return `reached, but smoothing took it (at most ${mm(recipe.tidy.smoothMm)})`
    default:
      return 'but removed by hand'
  }
}

/** One sentence: where the point lies from the target, and what that means. */
export const whySentence = (facts: Facts, recipe: Recipe): string => {
  const where = place(facts, targetOf(recipe))
  const margin = mm(facts.marginMm)
  switch (facts.reason) {
    case 'target':
      return `${where}.`
    case 'margin':
      return `${where}, within the margin of ${margin}.`
    case 'concern':
      return `${where}, within the ${margin} of the area of concern.`
    case 'edited-in':
      return `${where}, added by hand.`
    case 'outside':
      return `${where}, beyond the margin of ${margin}.`
    default: {
      const straight = facts.straightMm >= 0 ? ' in a straight line' : ''
      return `${where}${straight}, ${taken(facts, recipe)}.`
    }
  }
}
