import type { Recipe, Role } from '../core/proposal/index.js'
import type { CaseDocument } from './document.js'
import type { OpenCase } from './state.js'

/** How the shown CTV relates to what the document says. */
export type Freshness =
  | { readonly is: 'none' }
  | { readonly is: 'updating' }
  | { readonly is: 'fresh' }
  | { readonly is: 'stale'; readonly because: string }
  | { readonly is: 'failed' }

const sameRole = (a: Role, b: Role): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What changed since the proposal, in a word; null where nothing did. */
const changed = (document: CaseDocument, recipe: Recipe): string | null => {
  if (recipe.margin.is !== 'isotropic' || recipe.margin.mm !== document.marginMm) return 'margin changed'
  if (recipe.air?.belowHu !== document.air?.belowHu) return 'air threshold changed'
  const role = document.roles.find(
    (r) =>
      !recipe.roles.some(
        (o) => o.roi.setUid === r.roi.setUid && o.roi.number === r.roi.number && sameRole(o.role, r.role),
      ),
  )
  if (role !== undefined) return `${role.roi.name} changed`
  return [...document.accepted].sort().join() === recipe.accepted.join() ? null : 'accepted findings changed'
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
