import { DEFAULTS } from '../../guideline/index.js'
import { type Accepted, sortedAcceptances } from '../../problem/index.js'
import { SOFTWARE } from '../../software/index.js'
import type { Margin, Recipe } from '../recipe.js'
import type { ProposalInputs } from '../types.js'

/** What a recipe says besides its inputs; what is left out is the default. */
export type RecipeParts = Pick<Recipe, 'roles' | 'air' | 'bone'> & {
  readonly margin: Margin
  readonly accepted?: readonly Accepted[]
  readonly path?: Recipe['path']
  readonly tidy?: Recipe['tidy']
  readonly drawn?: Recipe['drawn']
  readonly edits?: Recipe['edits']
  readonly gridMm?: number
}

const byUid = <T extends { readonly uid: string }>(a: T, b: T): number => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0)

/** A recipe for these inputs; they stand in the order of their UIDs, so that the order of files plays no part. */
export const recipeFor = (inputs: ProposalInputs, parts: RecipeParts): Recipe => ({
  schema: 1,
  inputs: {
    image: { seriesUid: inputs.image.seriesUid, frame: inputs.image.frame, hash: inputs.image.hash },
    structureSets: inputs.structureSets.map((s) => ({ uid: s.uid, hash: s.hash })).sort(byUid),
    registrations: inputs.registrations.map((r) => ({ uid: r.rigid.sourceUid, hash: r.hash })).sort(byUid),
  },
  roles: parts.roles,
  margin: parts.margin,
  path: parts.path ?? 'round',
  air: parts.air,
  bone: parts.bone,
  tidy: parts.tidy ?? { islandCm3: DEFAULTS.islandCm3, holeCm3: DEFAULTS.holeCm3, smoothMm: DEFAULTS.smoothMm },
  gridMm: parts.gridMm ?? DEFAULTS.gridMm,
  contours: { simplifyMm: DEFAULTS.simplifyMm, maxPoints: DEFAULTS.maxPoints, sliverMm2: DEFAULTS.sliverMm2 },
  drawn: parts.drawn ?? [],
  edits: parts.edits ?? [],
  accepted: sortedAcceptances(parts.accepted ?? []),
  software: SOFTWARE,
})
