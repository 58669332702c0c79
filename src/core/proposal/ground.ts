import type { Field } from '../field/index.js'
import type { Grid } from '../frame/index.js'
import type { Finding } from '../problem/index.js'
import { castDrawn } from './drawn.js'
import type { ExclusionMap } from './edits/index.js'
import { type Exclusion, exclusions, type Overlay, overlay } from './exclusions.js'
import { refuseMissingSlice } from './image-checks.js'
import type { Recipe } from './recipe.js'
import { checkRecipe } from './recipe-checks.js'
import { fieldBytes, type Workshop } from './roi-field.js'
import {
  boundsOfAll,
  type CastRoi,
  castRois,
  largestMarginMm,
  limitMmOf,
  refuseNoTarget,
  ruledBox,
  withRole,
  workingGrid,
} from './setting.js'
import { type Target, targetField } from './target.js'
import type { ProposalInputs } from './types.js'

/** What every margin starts from: the target and all that takes away, on the working grid. */
export type Ground = {
  readonly cast: readonly CastRoi[]
  readonly target: Target
  readonly targetKey: string
  readonly rules: readonly Exclusion[]
  /** Names the target and every rule. */
  readonly rulesKey: string
  readonly over: Overlay
  readonly limitMm: number
  readonly findings: readonly Finding[]
}

/** Instead of what the recipe says: where its ROIs lie, and the working grid and the box of the CT's rules that all such share. */
export type Displaced = {
  readonly displace: (cast: readonly CastRoi[]) => readonly CastRoi[]
  readonly grid: Grid
  readonly box: CastRoi['boundsLps']
}

/** @throws what {@link checkRecipe} and the stages refuse */
export const ground = async (
  inputs: ProposalInputs,
  recipe: Recipe,
  shop: Workshop,
  displaced?: Displaced,
): Promise<Ground> => {
  const { job, cache } = shop
  checkRecipe(inputs, recipe)
  const drawn = [...castRois(inputs, recipe), ...castDrawn(inputs.image.frame, recipe.drawn)]
  const cast = displaced?.displace(drawn) ?? drawn
  const targets = withRole(cast, 'target')
  refuseNoTarget(targets)
  const limitMm = limitMmOf(recipe)
  const grid = displaced?.grid ?? workingGrid(inputs, recipe, targets)
  const box = displaced?.box ?? ruledBox(inputs, recipe, targets)
  refuseMissingSlice(inputs.image, boundsOfAll(targets), largestMarginMm(recipe))

  job.progress('solids', 0)
  const where = `${grid.originLps.join()}|${grid.size.join()}|${grid.spacingMm[0]}|${limitMm}|${inputs.image.hash}`
  const targetKey = `${targets.map((t) => t.key).join('+')}|${where}`
  const target = await cache.remember(
    `target|${targetKey}`,
    (t) => fieldBytes(t.field),
    () => targetField(inputs, targets, grid, limitMm + 3, shop),
  )
  const roles = cast.filter((c) => c.role.is !== 'concern').map((c) => [c.key, c.role])
  const rulesKey = `${targetKey}|${JSON.stringify([recipe.air, recipe.bone, roles, box])}`
  const { rules, findings } = await cache.remember(
    `rules|${rulesKey}`,
    (e) => e.rules.reduce((bytes, r) => bytes + fieldBytes(r.field), 0),
    () => exclusions(inputs, recipe, cast, box, grid, shop),
  )
  const over = await cache.remember(
    `overlay|${rulesKey}`,
    (o) => o.taken.byteLength * 2 + o.rule.byteLength,
    async () => overlay(target.field, rules),
  )
  return { cast, target, targetKey, rules, rulesKey, over, limitMm, findings: [...target.findings, ...findings] }
}

/** What edits do not enter unasked. */
export const exclusionsOf = ({ target, over, rules }: Ground): ExclusionMap => ({
  grid: target.field.grid,
  takenMm: over.taken,
  rule: over.rule,
  reasons: rules.map((rule) => rule.reason),
})

/** The target that is kept, negative inside. */
export const keptOf = ({ target, over }: Ground): Field => ({ grid: target.field.grid, mm: over.kept })
