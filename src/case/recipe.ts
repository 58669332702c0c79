import { type ProposalInputs, type Recipe, type RoleAssignment, recipeFor } from '../core/proposal/index.js'
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

/** The recipe as one readable line: `CTV = (rGTV u TumorBed) + 5 mm round Dura, Brainstem - these - Air - Parotid_L`. */
export const recipeLine = (document: CaseDocument): string => {
  const withOwn = ({ role, roi }: RoleAssignment) =>
    role.is === 'organ' && role.marginMm > 0 ? `(${roi.name} + ${role.marginMm} mm)` : roi.name
  const named = (wanted: (role: RoleAssignment['role']) => boolean) =>
    document.roles.filter((r) => wanted(r.role)).map(withOwn)
  const targets = named((role) => role.is === 'target')
  const blocking = named((role) => role.is === 'barrier' || (role.is === 'organ' && role.blocks))
  const subtracted = named((role) => role.is === 'organ' && !role.blocks)
  const concern = document.roles.flatMap(({ role, roi }) =>
    role.is === 'concern' ? [`, ${role.marginMm} mm in ${roi.name}`] : [],
  )
  const round = blocking.length > 0 ? ` round ${blocking.join(', ')} \u2212 these` : ''
  const removed = [...(document.air === null ? [] : ['Air']), ...subtracted].map((name) => ` \u2212 ${name}`).join('')
  const body = named((role) => role.is === 'body').map((name) => `, inside ${name}`)
  return `CTV = ${listed(targets)} + ${document.marginMm} mm${concern.join('')}${round}${removed}${body.join('')}`
}
