import { type Cruncher, cropField, type Field, OUTSIDE_MM, solidVolumeMm3 } from '../field/index.js'
import type { Job } from '../job/index.js'
import { type Finding, PostopError, withAcceptances } from '../problem/index.js'
import { achievedMargin } from './achieved.js'
import { type Carved, carve, grownGrid } from './carve.js'
import { type Contours, contoursOf } from './contours.js'
import { castDrawn } from './drawn.js'
import { effectiveMargin } from './effective.js'
import { type Exclusion, exclusions, overlay } from './exclusions.js'
import { type Growths, growths } from './growth.js'
import { lrapsiFindings, otherImageFindings, refuseMissingSlice } from './image-checks.js'
import { keptWarnings, leavesImage, targetOverlaps } from './overlaps.js'
import { reachFields } from './reach-fields.js'
import { reasonMap, volumesByReason } from './reasons.js'
import type { Recipe } from './recipe.js'
import { checkRecipe } from './recipe-checks.js'
import { recipeKey } from './recipe-key.js'
import { registrationFindings } from './registration-checks.js'
import { fieldBytes, type Workshop } from './roi-field.js'
import {
  boundsOfAll,
  type CastRoi,
  castRois,
  largestMarginMm,
  limitMmOf,
  refuseNoTarget,
  withRole,
  workingGrid,
} from './setting.js'
import type { StageCache } from './stage-cache.js'
import { type SurfacePoint, surfacePoints } from './surface.js'
import { type Target, targetField } from './target.js'
import { takenFromTwin, twinOf } from './twin.js'
import type { Proposal, ProposalInputs } from './types.js'

/** The fast part of a proposal: what follows a slider. */
export type Outline = {
  readonly key: Proposal['key']
  readonly recipe: Recipe
  readonly field: Field
  readonly contours: Contours['loops']
  readonly solidCm3: number
  readonly contourCm3: number
}

/** What the outline was made from, for {@link assess}. */
type Made = Outline & {
  readonly cast: readonly CastRoi[]
  readonly target: Target
  readonly targetKey: string
  readonly rules: readonly Exclusion[]
  /** Names the target and every rule. */
  readonly rulesKey: string
  readonly growths: Growths
  readonly carved: Carved
  readonly findings: readonly Finding[]
}

/**
 * The proposed CTV of a recipe: target grown by its margin along ways that are free, less air, barriers and organs, inside
 * the body, tidied, as contours on the image's planes; with a reason for every voxel of the grown region.
 * The same inputs and recipe give the same bytes. Stages found in the cache are not computed again.
 * @throws target/empty, target/outside-image, frame/no-registration, concern/misses-target, series/missing-slice,
 *   proposal/everything-subtracted, grid/too-large, image/not-ct, value/out-of-range, recipe/invalid, run/cancelled
 */
export const propose = async (
  inputs: ProposalInputs,
  recipe: Recipe,
  cruncher: Cruncher,
  cache: StageCache,
  job: Job,
): Promise<Proposal> => {
  const shop = { cruncher, cache, job }
  return assess(inputs, await make(inputs, recipe, shop), shop)
}

/** Only the field, its contours and its volumes: a part of {@link propose} in a fraction of its time. */
export const outline = async (
  inputs: ProposalInputs,
  recipe: Recipe,
  cruncher: Cruncher,
  cache: StageCache,
  job: Job,
): Promise<Outline> => {
  const { key, field, contours, solidCm3, contourCm3 } = await make(inputs, recipe, { cruncher, cache, job })
  return { key, recipe, field, contours, solidCm3, contourCm3 }
}

const make = async (inputs: ProposalInputs, recipe: Recipe, shop: Workshop): Promise<Made> => {
  const { job, cache } = shop
  checkRecipe(inputs, recipe)
  const cast = [...castRois(inputs, recipe), ...castDrawn(inputs.image.frame, recipe.drawn)]
  const targets = withRole(cast, 'target')
  refuseNoTarget(targets)
  const limitMm = limitMmOf(recipe)
  const grid = workingGrid(inputs, recipe, targets)
  const box = boundsOfAll(targets)
  refuseMissingSlice(inputs.image, box, largestMarginMm(recipe))

  job.progress('solids', 0)
  const where = `${grid.originLps.join()}|${grid.size.join()}|${grid.spacingMm[0]}|${limitMm}|${inputs.image.hash}`
  const targetKey = `${targets.map((t) => t.key).join('+')}|${where}`
  const target = await cache.remember(
    `target|${targetKey}`,
    (t) => fieldBytes(t.field),
    () => targetField(inputs, targets, grid, limitMm + 3, shop),
  )
  const roles = cast.filter((c) => c.role.is !== 'concern').map((c) => [c.key, c.role])
  const rulesKey = `${targetKey}|${JSON.stringify([recipe.air, recipe.bone, roles])}`
  const { rules, findings: ruleFindings } = await cache.remember(
    `rules|${rulesKey}`,
    (e) => e.rules.reduce((bytes, r) => bytes + fieldBytes(r.field), 0),
    () => exclusions(inputs, recipe, cast, box, grid, shop),
  )

  job.throwIfCancelled()
  job.progress('distance', 0)
  const keys = { target: targetKey, blocked: `${targetKey}|${blockedKey(recipe, cast)}` }
  const grownFields = await growths(inputs, recipe, cast, target.field, rules, limitMm, keys, shop)

  job.throwIfCancelled()
  job.progress('combining', 0)
  const over = await cache.remember(
    `overlay|${rulesKey}`,
    (o) => o.taken.byteLength * 2 + o.rule.byteLength,
    async () => overlay(target.field, rules),
  )
  const carved = carve(target.field, grownFields, over)

  await job.yield()
  job.throwIfCancelled()
  job.progress('tidying', 0)
  // Hand edits will be replayed between tidying and contours: ctv = replay(tidied, edits).
  const field = await shop.cruncher.tidy(
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
  if (!field.mm.some((d) => d < 0)) {
    throw new PostopError('proposal/everything-subtracted', {
      message: 'Nothing is left: the exclusions take the whole target with its margin.',
      remedy: 'Check what is cut from the target (air, --cut-target) and the exclusions.',
    })
  }
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
    cast,
    target,
    targetKey,
    rules,
    rulesKey,
    growths: grownFields,
    carved,
    findings: [
      ...otherImageFindings(inputs, cast),
      ...registrationFindings(inputs, cast),
      ...lrapsiFindings(recipe, cast),
      ...target.findings,
      ...ruleFindings,
      ...grownFields.findings,
      ...contours.findings,
    ],
  }
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

/** The figures that a physician signs: reasons, achieved margin, literal twin, effective margin, findings. */
const assess = async (inputs: ProposalInputs, made: Made, shop: Workshop): Promise<Proposal> => {
  const { image } = inputs
  const { cache, job } = shop
  const { recipe, field, target, targetKey, rules } = made
  job.throwIfCancelled()
  job.progress('measuring', 0)
  const reasons = reasonMap(made.carved, rules, field)
  const ofTarget = await cache.remember(
    `measures|${targetKey}|${JSON.stringify(recipe.contours)}`,
    (m) => m.surface.length * 100,
    async () => {
      const box = grownGrid(target.field.grid, [{ straight: target.field.mm, marginMm: 0 }])
      const field = cropField(target.field, box, OUTSIDE_MM)
      return {
        surface: surfacePoints(field) as readonly SurfacePoint[],
        targetSolidCm3: solidVolumeMm3(field) / 1000,
        targetContourCm3: contoursOf(field, image, recipe.contours).volumeCm3,
      }
    },
  )
  const twinKey = `twin|${targetKey}|${JSON.stringify([recipe.air, recipe.contours])}`
  const twin = await cache.remember(
    twinKey,
    (t) => fieldBytes(t.field),
    async () => twinOf(target.field, rules, image, recipe.contours),
  )
  const overlaps = await cache.remember(
    `overlaps|${made.rulesKey}`,
    () => 1024,
    async () => targetOverlaps(target.field, rules),
  )
  await job.yield()
  job.throwIfCancelled()
  const inside = await shop.cruncher.redistance(field, largestMarginMm(recipe) + 5, job)
  const findings = [
    ...made.findings,
    ...overlaps,
    ...(await keptWarnings(made.cast, target.field, field, image, shop)),
    ...leavesImage(image, made.contours),
  ]
  return {
    key: made.key,
    recipe,
    field,
    contours: made.contours,
    reasons,
    volumes: {
      solidCm3: made.solidCm3,
      contourCm3: made.contourCm3,
      targetSolidCm3: ofTarget.targetSolidCm3,
      targetContourCm3: ofTarget.targetContourCm3,
      ...volumesByReason(reasons),
    },
    reach: reachFields(target.field, made.growths, inside),
    achieved: achievedMargin(ofTarget.surface, inside, reasons, made.growths.concerns),
    twin: {
      contours: twin.contours,
      field: twin.field,
      solidCm3: twin.solidCm3,
      takenCm3: takenFromTwin(twin, field, reasons),
    },
    effective: effectiveMargin(ofTarget.surface, made.contours, image),
    carried: target.carried,
    findings: withAcceptances(findings, recipe.accepted),
  }
}
