import { type Cruncher, cropField, OUTSIDE_MM, solidVolumeMm3 } from '../field/index.js'
import type { Job } from '../job/index.js'
import { withAcceptances } from '../problem/index.js'
import { achievedMargin } from './achieved.js'
import { grownGrid } from './carve.js'
import { contoursOf } from './contours.js'
import { organDistances } from './distances.js'
import { type ExclusionMap, editedReasons } from './edits/index.js'
import { effectiveMargin } from './effective.js'
import { exclusionsOf, ground } from './ground.js'
import { type Made, make, type Outline } from './make.js'
import { keptWarnings, leavesImage, targetOverlaps } from './overlaps.js'
import { reachFields } from './reach-fields.js'
import { reasonMap, volumesByReason } from './reasons.js'
import type { Recipe } from './recipe.js'
import { fieldBytes, type Workshop } from './roi-field.js'
import { largestMarginMm } from './setting.js'
import type { StageCache } from './stage-cache.js'
import { type SurfacePoint, surfacePoints } from './surface.js'
import { takenFromTwin, twinOf } from './twin.js'
import type { Proposal, ProposalInputs } from './types.js'

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
  const { key, field, contours, solidCm3, contourCm3, edits } = await make(inputs, recipe, { cruncher, cache, job })
  return { key, recipe, field, contours, solidCm3, contourCm3, edits }
}

/**
 * What edits do not enter unasked, on the working grid: for a page that draws them.
 * @throws what {@link outline} throws before it combines
 */
export const exclusionMap = async (
  inputs: ProposalInputs,
  recipe: Recipe,
  cruncher: Cruncher,
  cache: StageCache,
  job: Job,
): Promise<ExclusionMap> => exclusionsOf(await ground(inputs, recipe, { cruncher, cache, job }))

/** The figures that a physician signs: reasons, achieved margin, literal twin, effective margin, findings. */
const assess = async (inputs: ProposalInputs, made: Made, shop: Workshop): Promise<Proposal> => {
  const { image } = inputs
  const { cache, job } = shop
  const { recipe, field, base } = made
  const { target, targetKey, rules, rulesKey } = base
  job.throwIfCancelled()
  job.progress('measuring', 0)
  const automaticReasons = reasonMap(made.carved, rules, made.tidied)
  const reasons = recipe.edits.length === 0 ? automaticReasons : editedReasons(automaticReasons, made.tidied, field)
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
    `overlaps|${rulesKey}`,
    () => 1024,
    async () => targetOverlaps(target.field, rules),
  )
  await job.yield()
  job.throwIfCancelled()
  const inside = await shop.cruncher.redistance(field, largestMarginMm(recipe) + 5, job)
  const largestMm = largestMarginMm(recipe)
  const { findings: distanceFindings, ...distances } = await organDistances(
    base.cast,
    target.field,
    targetKey,
    inside,
    largestMm,
    image,
    shop,
  )
  const findings = [
    ...made.findings,
    ...overlaps,
    ...distanceFindings,
    ...keptWarnings(distances),
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
    distances,
    achieved: achievedMargin(ofTarget.surface, inside, reasons, made.growths.concerns),
    twin: {
      contours: twin.contours,
      field: twin.field,
      solidCm3: twin.solidCm3,
      takenCm3: takenFromTwin(twin, field, reasons),
    },
    effective: effectiveMargin(ofTarget.surface, made.contours, image),
    edits: made.edits,
    carried: target.carried,
    findings: withAcceptances(findings, recipe.accepted),
  }
}
