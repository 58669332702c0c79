import { type ProposalInputs, type Recipe, recipeFor } from '../core/proposal/index.js'
import type { CaseDocument } from './document.js'

/** The recipe that a document means for these inputs. */
export const recipeOf = (document: CaseDocument, inputs: ProposalInputs): Recipe =>
  recipeFor(inputs, {
    roles: document.roles,
    margin: { is: 'isotropic', mm: document.marginMm },
    air: document.air,
    bone: null,
    accepted: document.accepted,
  })

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `(${names.join(' \u222A ')})` : (names[0] ?? 'no target')

/** The recipe as one readable line: `CTV = (rGTV u TumorBed) + 5 mm round Dura - Air - Parotid_L`. */
export const recipeLine = (document: CaseDocument): string => {
  const named = (is: CaseDocument['roles'][number]['role']['is']) =>
    document.roles.filter((r) => r.role.is === is).map((r) => r.roi.name)
  const blocking = document.roles.filter((r) => r.role.is === 'barrier' || (r.role.is === 'organ' && r.role.blocks))
  const subtracted = document.roles.flatMap(({ role, roi }) => {
    if (role.is === 'barrier') return [roi.name]
    if (role.is !== 'organ') return []
    return [role.marginMm > 0 ? `(${roi.name} + ${role.marginMm} mm)` : roi.name]
  })
  const concern = document.roles.flatMap(({ role, roi }) =>
    role.is === 'concern' ? [`, ${role.marginMm} mm in ${roi.name}`] : [],
  )
  const round = blocking.length > 0 ? ` round ${blocking.map((r) => r.roi.name).join(', ')}` : ''
  const removed = [...(document.air === null ? [] : ['Air']), ...subtracted].map((name) => ` \u2212 ${name}`).join('')
  const body = named('body').map((name) => `, inside ${name}`)
  return `CTV = ${listed(named('target'))} + ${document.marginMm} mm${concern.join('')}${round}${removed}${body.join('')}`
}
