import { type Cruncher, cropField, type Field, OUTSIDE_MM, solidVolumeMm3 } from '../../field/index.js'
import { indexIjk, indexToLps, type Mat4, multiplyMat4, type Vec3 } from '../../frame/index.js'
import type { Job } from '../../job/index.js'
import { PostopError } from '../../problem/index.js'
import { CLAMP_MM, grownGrid } from '../carve.js'
import { roiBoundsLps } from '../frames.js'
import type { Displaced } from '../ground.js'
import { make } from '../make.js'
import type { Recipe } from '../recipe.js'
import { type CastRoi, ruledBox, withRole } from '../setting.js'
import { StageCache } from '../stage-cache.js'
import type { ProposalInputs } from '../types.js'
import { envelopeOf, widened } from './envelope.js'
import { motionOf, recipeUnder, scenariosOf } from './scenarios.js'
import type { Robustness, ScenarioResult } from './types.js'

/** What moved targets leave behind is of no use to anybody else: they have a cache of their own, which the fixed organs share. */
const MOVED_CACHE_BYTES = 256 * 2 ** 20

/**
 * The proposal under what is uncertain: threshold of air, margin, and the registration that a target comes through. Everything
 * else is as the recipe says, edits too. The grid is the nominal one's, which holds 5 mm more than the largest margin asks for.
 * Reports the phase `scenarios`.
 * A scenario that leaves nothing has 0 cm3 and misses the whole target.
 * @throws what {@link propose} throws, of any scenario
 */
export const robustness = async (
  inputs: ProposalInputs,
  recipe: Recipe,
  cruncher: Cruncher,
  cache: StageCache,
  job: Job,
): Promise<Robustness> => {
  const quiet: Job = { ...inJob(job), progress: () => {} }
  job.progress('scenarios', 0)
  const nominal = await make(inputs, recipe, { cruncher, cache, job: quiet })
  const { cast, target } = nominal.base
  const carriedFrames = new Set(withRole(cast, 'target').flatMap((c) => (c.toImage === undefined ? [] : [c.roi.frame])))
  const wanted = scenariosOf(recipe, carriedFrames.size > 0)
  const box = grownGrid(target.field.grid, [{ straight: target.field.mm, marginMm: 0 }])
  const { targetCm3, missedBy } = missing(cropField(target.field, box, OUTSIDE_MM))
  const place: Omit<Displaced, 'displace'> = {
    grid: target.field.grid,
    box: ruledBox(inputs, recipe, withRole(cast, 'target')),
  }
  const centre = centroidLps(target.field)
  const movedCache = new StageCache(MOVED_CACHE_BYTES)
  const scenarios: ScenarioResult[] = []
  let envelope = envelopeOf(nominal.field)
  for (const scenario of wanted) {
    job.progress('scenarios', (scenarios.length + 1) / (wanted.length + 1))
    const motion = motionOf(scenario, centre)
    const shop = { cruncher, cache: motion === null ? cache : movedCache, job: quiet }
    const displace = (rois: readonly CastRoi[]) => rois.map((roi) => moved(roi, motion, carriedFrames))
    const made = await make(inputs, recipeUnder(scenario, recipe), shop, { ...place, displace }).catch(nothingLeft)
    const field = made?.field ?? outside(nominal.field)
    scenarios.push({ scenario, solidCm3: made?.solidCm3 ?? 0, missedTargetCm3: missedBy(field) })
    envelope = widened(envelope, field)
  }
  job.progress('scenarios', 1)
  return {
    key: nominal.key,
    nominal: {
      solidCm3: nominal.solidCm3,
      missedTargetCm3: missedBy(nominal.field),
      targetCm3,
    },
    scenarios,
    ...envelope,
  }
}

/** That nothing is left of the CTV is an answer, not a failure. */
const nothingLeft = (error: unknown): null => {
  if (error instanceof PostopError && error.code === 'proposal/everything-subtracted') return null
  throw error
}

const outside = ({ grid, mm }: Field): Field => ({ grid, mm: new Float32Array(mm.length).fill(CLAMP_MM) })

const inJob = (job: Job): Pick<Job, 'throwIfCancelled' | 'yield'> => ({
  throwIfCancelled: () => job.throwIfCancelled(),
  yield: () => job.yield(),
})

/** An ROI of a frame that targets are carried from, moved in the image's frame. */
const moved = (roi: CastRoi, motion: Mat4 | null, frames: ReadonlySet<CastRoi['roi']['frame']>): CastRoi => {
  if (motion === null || roi.toImage === undefined || !frames.has(roi.roi.frame)) return roi
  const toImage = { ...roi.toImage, matrix: multiplyMat4(motion, roi.toImage.matrix) }
  return { ...roi, toImage, key: `${roi.key}@${motion.join()}`, boundsLps: roiBoundsLps(roi.roi, toImage) }
}

/** cm3 of a target that a CTV does not hold: all of it less what both have. A thin shell itself would slip through the grid. */
const missing = (target: Field): { readonly targetCm3: number; readonly missedBy: (ctv: Field) => number } => {
  const { grid } = target
  const targetCm3 = solidVolumeMm3(target) / 1000
  const missedBy = (ctv: Field): number => {
    const { mm } = cropField(ctv, grid, OUTSIDE_MM)
    const both = { grid, mm: target.mm.map((d, n) => Math.max(d, mm[n] as number)) }
    return Math.max(0, targetCm3 - solidVolumeMm3(both) / 1000)
  }
  return { targetCm3, missedBy }
}

/** Of the voxels inside. */
const centroidLps = ({ grid, mm }: Field): Vec3 => {
  const [nx, ny, nz] = grid.size
  const sum = [0, 0, 0] as [number, number, number]
  let count = 0
  for (let k = 0, n = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++, n++) {
        if (!((mm[n] as number) < 0)) continue
        sum[0] += i
        sum[1] += j
        sum[2] += k
        count++
      }
  return indexToLps(grid, indexIjk(sum[0] / count, sum[1] / count, sum[2] / count))
}
