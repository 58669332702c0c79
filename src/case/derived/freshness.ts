import type { Recipe, RoleAssignment } from '../../core/proposal/index.js'
import type { CaseDocument } from '../document/document.js'
import { partsOf } from '../document/recipe.js'
import type { OpenCase } from '../state/state.js'

/** How the shown CTV relates to what the document says. */
export type Freshness =
  | { readonly is: 'none' }
  | { readonly is: 'updating' }
  | { readonly is: 'fresh' }
  | { readonly is: 'stale'; readonly because: string }
  | { readonly is: 'failed' }

type Parts = ReturnType<typeof partsOf>

/** A part of the recipe in words, for what changed. */
const WORDS: Readonly<Record<Exclude<keyof Parts, 'roles'>, string>> = {
  margin: 'margin changed',
  path: 'path changed',
  drawn: 'area of concern changed',
  air: 'air rule changed',
  bone: 'bone rule changed',
  tidy: 'tidying changed',
  edits: 'edits changed',
  accepted: 'accepted findings changed',
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Who gave a role changes no result. */
const what = ({ roi, role }: RoleAssignment) => ({ roi, role })

const registrationUidsOf = (recipe: Recipe) => [...new Set(recipe.inputs.registrations.map((r) => r.uid))]

/** What changed since the proposal, in a word; null where nothing did. */
const changed = (document: CaseDocument, recipe: Recipe): string | null => {
  const { roles, ...rest } = partsOf(document)
  if (roles !== recipe.roles) {
    const other = roles.find((role, i) => {
      const before = recipe.roles[i]
      return before === undefined || !same(what(role), what(before))
    })
    if (other !== undefined) return `${other.roi.name} changed`
    if (roles.length < recipe.roles.length) return 'structures changed'
  }
  if (!same(registrationUidsOf(recipe), document.registrations)) return 'registration changed'
  const part = (Object.keys(rest) as (keyof typeof rest)[]).find((key) => !same(rest[key], recipe[key]))
  return part === undefined ? null : WORDS[part]
}

/** Whether the contours in the views are those that the document asks for. */
export const outlineIsFresh = (open: OpenCase): boolean =>
  open.outline !== null && changed(open.history.present, open.outline.recipe) === null

export const freshness = (open: OpenCase): Freshness => {
  if (open.computing !== null) return { is: 'updating' }
  if (open.problem !== null) return { is: 'failed' }
  if (open.proposal === null) return { is: 'none' }
  const because = changed(open.history.present, open.proposal.recipe)
  return because === null ? { is: 'fresh' } : { is: 'stale', because }
}
