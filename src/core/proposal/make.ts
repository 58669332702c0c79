import { type Field, solidVolumeMm3 } from '../field/index.js'
import { type Finding, PostopError } from '../problem/index.js'
import { type Carved, carve } from './carve.js'
import { type Contours, contoursOf } from './contours.js'
import { type Edited, editFindings, replay } from './edits/index.js'
import { type Displaced, exclusionsOf, type Ground, ground, keptOf } from './ground.js'
import { type Growths, growths } from './growth.js'
import { lrapsiFindings, otherImageFindings } from './image-checks.js'
import type { Recipe } from './recipe.js'
import { recipeKey } from './recipe-key.js'
import { registrationFindings } from './registration-checks.js'
import { fieldBytes, type Workshop } from './roi-field.js'
import type { CastRoi } from './setting.js'
import type { Proposal, ProposalInputs } from './types.js'

/** The fast part of a proposal: what follows a slider. */
export type Outline = {
  readonly key: Proposal['key']
  readonly recipe: Recipe
  readonly field: Field
  readonly contours: Contours['loops']
  readonly solidCm3: number
  readonly contourCm3: number
  /** What each edit did, in the order of the log. */
  readonly edits: Proposal['edits']
}

/** What the outline was made from, for the figures. */
export type Made = Outline & {
  readonly base: Ground
  readonly growths: Growths
  readonly carved: Carved
  /** The CTV before hand edits. */
  readonly tidied: Field
  readonly findings: readonly Finding[]
}

/** @param displaced where what is drawn lies elsewhere than the recipe says */
export const make = async (
  inputs: ProposalInputs,
  recipe: Recipe,
  shop: Workshop,
  displaced?: Displaced,
): Promise<Made> => {
  const { job } = shop
  const base = await ground(inputs, recipe, shop, displaced)
  job.throwIfCancelled()
  job.progress('distance', 0)
  const keys = { target: base.targetKey, blocked: `${base.targetKey}|${blockedKey(recipe, base.cast)}` }
  const grown = await growths(inputs, recipe, base.cast, base.target.field, base.rules, base.limitMm, keys, shop)
  job.throwIfCancelled()
  job.progress('combining', 0)
  const { carved, tidied } = await automatic(recipe, base, grown, shop)
  const { field, effects } = await edited(recipe, base, tidied, shop)
  job.progress('contours', 0)
  const contours = contoursOf(field, inputs.image, recipe.contours)
  if (contours.loops.length === 0) {
    throw new PostopError('proposal/everything-subtracted', {
      message: 'What is left crosses no slice of the planning image, so that it has no contours.',
      remedy: 'Check the target and what is cut from it, or plan on thinner slices.',
    })
  }
  return {
    key: recipeKey(recipe),
    recipe,
    field,
    contours: contours.loops,
    solidCm3: solidVolumeMm3(field) / 1000,
    contourCm3: contours.volumeCm3,
    edits: effects.map(({ id, cm3 }) => ({ id, cm3 })),
    base,
    growths: grown,
    carved,
    tidied,
    findings: [
      ...otherImageFindings(inputs, base.cast),
      ...registrationFindings(inputs, base.cast),
      ...lrapsiFindings(recipe, base.cast),
      ...base.findings,
      ...grown.findings,
      ...editFindings(recipe.edits, effects),
      ...contours.findings,
    ],
  }
}

type Automatic = { readonly carved: Carved; readonly tidied: Field }

/** Names the automatic CTV. */
const automaticKey = (recipe: Recipe, base: Ground): string =>
  `${base.rulesKey}|${recipeKey({ ...recipe, edits: [], accepted: [] })}`

/**
 * The CTV before hand edits. Remembered only where there are some: a slider would fill the cache.
 * @throws proposal/everything-subtracted
 */
const automatic = (recipe: Recipe, base: Ground, grown: Growths, shop: Workshop): Promise<Automatic> => {
  const compute = async (): Promise<Automatic> => {
    const { job, cruncher } = shop
    const carved = carve(base.target.field, grown, base.over)
    await job.yield()
    job.throwIfCancelled()
    job.progress('tidying', 0)
    const tidied = await cruncher.tidy(
      {
        carved: carved.carved,
        allowed: carved.carved,
        kept: carved.kept,
        islandMm3: recipe.tidy.islandCm3 * 1000,
        holeMm3: recipe.tidy.holeCm3 * 1000,
        smoothMm: recipe.tidy.smoothMm,
      },
      job,
    )
    if (tidied.mm.some((d) => d < 0)) return { carved, tidied }
    throw new PostopError('proposal/everything-subtracted', {
      message: 'Nothing is left: the exclusions take the whole target with its margin.',
      remedy: 'Check what is cut from the target (air, --cut-target) and the exclusions.',
    })
  }
  return recipe.edits.length === 0
    ? compute()
    : shop.cache.remember(`tidied|${automaticKey(recipe, base)}`, (a) => 3 * fieldBytes(a.tidied), compute)
}

/** ctv = replay(tidied, edits). @throws proposal/everything-subtracted */
const edited = async (recipe: Recipe, base: Ground, tidied: Field, shop: Workshop): Promise<Edited> => {
  if (recipe.edits.length === 0) return { field: tidied, effects: [] }
  const over = { tidied, exclusions: exclusionsOf(base), kept: keptOf(base), key: automaticKey(recipe, base) }
  const done = await replay(over, recipe.edits, shop)
  if (done.field.mm.some((d) => d < 0)) return done
  throw new PostopError('proposal/everything-subtracted', {
    message: 'Nothing is left: the edits by hand take the whole CTV.',
    remedy: 'Take back or switch off an edit.',
  })
}

/** Names everything that blocks: the distances round it are right for any other change. */
const blockedKey = (recipe: Recipe, cast: readonly CastRoi[]): string =>
  JSON.stringify([
    recipe.air?.blocks === true ? recipe.air : null,
    recipe.bone,
    cast
      .filter(({ role }) => role.is === 'barrier' || (role.is === 'organ' && role.blocks))
      .map((c) => [c.key, c.role.is === 'organ' ? c.role.marginMm : 0]),
  ])
