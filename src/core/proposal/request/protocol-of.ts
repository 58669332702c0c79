import type { Recipe, RoleAssignment } from '../recipe.js'
import type { ProtocolParts } from './take-protocol.js'

/** A protocol file's content (docs/json.md): JSON. */
export type Protocol = Readonly<Record<string, unknown>>

const margins = (margin: Recipe['margin']): Protocol =>
  margin.is === 'isotropic'
    ? { margin: margin.mm }
    : {
        'margin-lrapsi': [
          margin.leftMm,
          margin.rightMm,
          margin.anteriorMm,
          margin.posteriorMm,
          margin.superiorMm,
          margin.inferiorMm,
        ],
      }

const airWords = (air: Recipe['air']): Protocol =>
  air === null
    ? { 'no-air': true }
    : { 'air-below': air.belowHu, 'air-minimum-cm3': air.minimumCm3, 'air-blocks': air.blocks }

/** The names of one kind of role, each once, with their own length where they have one. */
const names = (
  roles: readonly RoleAssignment[],
  word: (role: RoleAssignment['role']) => number | 'plain' | null,
): readonly string[] => [
  ...new Set(
    roles.flatMap(({ role, roi }) => {
      const found = word(role)
      return found === null ? [] : [found === 'plain' || found === 0 ? roi.name : `${roi.name}:${found}`]
    }),
  ),
]

/**
 * Everything that was decided and can serve another patient, as the protocol that gives it back; ROIs go by name, and every role is
 * said, so that the whitelist adds none.
 */
export const protocolOf = (parts: ProtocolParts, name: string): Protocol => {
  const { roles, margin, path, air, bone, tidy } = parts
  const lists = {
    target: names(roles, (r) => (r.is === 'target' ? 'plain' : null)),
    concern: names(roles, (r) => (r.is === 'concern' ? r.marginMm : null)),
    exclude: names(roles, (r) => (r.is === 'organ' && !r.blocks ? r.marginMm : null)),
    block: names(roles, (r) => (r.is === 'organ' && r.blocks ? r.marginMm : null)),
    barrier: names(roles, (r) => (r.is === 'barrier' ? 'plain' : null)),
    keep: names(roles, (r) => (r.is === 'keep-and-warn' ? 'plain' : null)),
    'cut-target': names(roles, (r) => ('cutsTarget' in r && r.cutsTarget ? 'plain' : null)),
  }
  const [body] = names(roles, (r) => (r.is === 'body' ? r.retractionMm : null))
  return {
    schema: 1,
    name,
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...(body === undefined ? {} : { body }),
    ...margins(margin),
    path,
    ...airWords(air),
    'bone-above': bone?.aboveHu ?? null,
    'island-cm3': tidy.islandCm3,
    'hole-cm3': tidy.holeCm3,
    'smooth-mm': tidy.smoothMm,
    'no-defaults': true,
  }
}
