import { sortedAcceptances } from '../../core/problem/index.js'
import {
  type ProposalInputs,
  type Recipe,
  type RecipeParts,
  type RoleAssignment,
  recipeFor,
} from '../../core/proposal/index.js'
import type { CaseDocument } from './document.js'
import { marginWords } from './margin.js'

/** What a document says of the recipe, besides its inputs. */
export const partsOf = (document: CaseDocument) =>
  ({
    roles: document.roles,
    margin: document.margin,
    path: document.path,
    drawn: document.drawn,
    air: document.air,
    bone: document.bone,
    tidy: document.tidy,
    edits: document.edits,
    accepted: sortedAcceptances(document.accepted),
  }) as const satisfies RecipeParts

/** Whether two documents mean the same recipe: what is exported and how, and what was said for later, decides no contour. */
export const sameRecipe = (a: CaseDocument, b: CaseDocument): boolean => {
  const decides = (d: CaseDocument) => JSON.stringify([partsOf(d), d.registrations])
  return decides(a) === decides(b)
}

/** The recipe that a document means for these inputs. */
export const recipeOf = (document: CaseDocument, inputs: ProposalInputs): Recipe => recipeFor(inputs, partsOf(document))

/** Edits that have an effect, in words: `; 3 edits by hand`. */
const editWords = ({ edits }: CaseDocument): string => {
  const count = edits.filter(({ on }) => on).length
  return count === 0 ? '' : `; ${count} ${count === 1 ? 'edit' : 'edits'} by hand`
}

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `(${names.join(' \u222A ')})` : (names[0] ?? 'no target')

const hu = (value: number): string => `${value < 0 ? '\u2212' : ''}${Math.abs(value)} HU`

const airWords = (air: NonNullable<Recipe['air']>): string =>
  `Air (< ${hu(air.belowHu)}, \u2265 ${air.minimumCm3} cm\u00B3${air.blocks ? ', blocks' : ''})`

/**
 * The recipe as one readable line:
 * `CTV = (rGTV u TumorBed) + 5 mm, 8 mm in Concern_L round Dura, Brainstem - these - Air (...) - Parotid_L, inside External; tidy ...`.
 */
export const recipeLine = (document: CaseDocument): string => {
  const { roles, margin, path, air, bone, tidy } = document
  const withOwn = ({ role, roi }: RoleAssignment) =>
    role.is === 'organ' && role.marginMm > 0 ? `(${roi.name} + ${role.marginMm} mm)` : roi.name
  const named = (wanted: (role: RoleAssignment['role']) => boolean) => roles.filter((r) => wanted(r.role)).map(withOwn)
  const goesRound = margin.is === 'isotropic' && path === 'round'
  const targets = named((role) => role.is === 'target')
  const blocking = [
    ...named((role) => role.is === 'barrier' || (role.is === 'organ' && role.blocks)),
    ...(bone === null ? [] : [`Bone (> ${hu(bone.aboveHu)})`]),
  ]
  const subtracted = named((role) => role.is === 'organ' && !role.blocks)
  const concern = [
    ...roles.flatMap(({ role, roi }) => (role.is === 'concern' ? [`, ${role.marginMm} mm in ${roi.name}`] : [])),
    ...document.drawn.map(({ name, marginMm }) => `, ${marginMm} mm in ${name}`),
  ]
  const round =
    blocking.length === 0 ? '' : `${goesRound ? ' round' : ' straight through'} ${blocking.join(', ')} \u2212 these`
  const minus = (names: readonly string[]) => names.map((name) => ` \u2212 ${name}`).join('')
  const body = roles.flatMap(({ role, roi }) =>
    role.is === 'body' ? [`, inside ${roi.name}${role.retractionMm > 0 ? ` \u2212 ${role.retractionMm} mm` : ''}`] : [],
  )
  const kept = named((role) => role.is === 'keep-and-warn')
  return [
    `CTV = ${listed(targets)} + ${marginWords(margin)}${concern.join('')}${round}`,
    minus([...(air === null ? [] : [airWords(air)]), ...subtracted]),
    body.join(''),
    kept.length === 0 ? '' : `; keeps ${kept.join(', ')}`,
    `; tidy: islands ${tidy.islandCm3} cm\u00B3, holes ${tidy.holeCm3} cm\u00B3, smooth ${tidy.smoothMm} mm`,
    editWords(document),
  ].join('')
}
