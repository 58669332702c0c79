import type { Margin, Recipe, Role, RoleAssignment } from '../recipe.js'
import type { Proposal } from '../types.js'

const marginInWords = (m: Margin): string =>
  m.is === 'isotropic'
    ? `${m.mm} mm`
    : `L ${m.leftMm} R ${m.rightMm} A ${m.anteriorMm} P ${m.posteriorMm} S ${m.superiorMm} I ${m.inferiorMm} mm`

/** A role in a few words: `organ + 1 mm, blocks`. */
export const describeRole = (role: Role): string => {
  switch (role.is) {
    case 'target':
      return 'target'
    case 'concern':
      return `area of concern, ${role.marginMm} mm`
    case 'organ':
      return `subtracted${role.marginMm > 0 ? ` with ${role.marginMm} mm` : ''}${role.blocks ? ', blocks' : ''}${role.cutsTarget ? ', cuts the target' : ''}`
    case 'barrier':
      return `barrier${role.cutsTarget ? ', cuts the target' : ''}`
    case 'keep-and-warn':
      return 'kept, reported where near'
    case 'body':
      return `body${role.retractionMm > 0 ? `, pulled in by ${role.retractionMm} mm` : ''}`
    case 'ignore':
      return 'plays no part'
  }
}

const names = (roles: readonly RoleAssignment[], is: Role['is']): string[] =>
  roles.filter((a) => a.role.is === is).map((a) => a.roi.name)

const withMm = (roles: readonly RoleAssignment[]): string[] =>
  roles.flatMap(({ roi, role }) =>
    role.is === 'organ'
      ? [`${roi.name}${role.marginMm > 0 ? `+${role.marginMm}` : ''}${role.blocks ? ' (blocks)' : ''}`]
      : role.is === 'barrier'
        ? [`${roi.name} (barrier)`]
        : [],
  )

/** `edited by hand: 3 edits, +0.42 cm3`: those that are on, and by how much they changed the CTV, where that is known. */
const editsInWords = (edits: Recipe['edits'], effects: Proposal['edits']): string[] => {
  const count = edits.filter((edit) => edit.on).length
  if (count === 0) return []
  const cm3 = effects.reduce((sum, effect) => sum + effect.cm3, 0)
  const change = effects.length === 0 ? '' : `, ${cm3 < 0 ? '-' : '+'}${Math.abs(cm3).toFixed(2)} cm3`
  return [`edited by hand: ${count} ${count === 1 ? 'edit' : 'edits'}${change}`]
}

/**
 * The recipe as one readable line: `rGTV + TumorBed, 5 mm; minus air below -465 HU; minus Brainstem (blocks); inside External`.
 * @param effects what its edits did, of the proposal made by it
 */
export const describeRecipe = (r: Recipe, effects: Proposal['edits'] = []): string => {
  const concern = [
    ...r.roles.flatMap(({ roi, role }) => (role.is === 'concern' ? [`${role.marginMm} mm in ${roi.name}`] : [])),
    ...r.drawn.map(({ name, marginMm }) => `${marginMm} mm in ${name} (drawn)`),
    ...(r.path === 'straight' ? ['straight through what blocks'] : []),
  ]
  const subtracted = withMm(r.roles)
  const body = r.roles.flatMap(({ roi, role }) =>
    role.is === 'body' ? [`inside ${roi.name}${role.retractionMm > 0 ? ` - ${role.retractionMm} mm` : ''}`] : [],
  )
  return [
    [names(r.roles, 'target').join(' + '), marginInWords(r.margin), ...concern].join(', '),
    ...(r.air === null ? [] : [`minus air below ${r.air.belowHu} HU${r.air.blocks ? ' (blocks)' : ''}`]),
    ...(r.bone === null ? [] : [`minus bone above ${r.bone.aboveHu} HU`]),
    ...(subtracted.length === 0 ? [] : [`minus ${subtracted.join(', ')}`]),
    ...body,
    ...editsInWords(r.edits, effects),
  ].join('; ')
}
