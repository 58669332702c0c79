import { LIMITS } from '../../core/guideline/index.js'
import type { Recipe } from '../../core/proposal/index.js'
import type { CaseServices } from '../services.js'
import type { OpenCase } from '../state/state.js'

/** Work that nobody waits for begins when nothing was asked for this long, in ms: the next drag must find the worker free. */
const REST_MS = 1000

/** How far from the threshold of air the CTV is computed again, to tell what it decides. */
const STEPS_HU = [-100, 100] as const

/**
 * What the CTV would be at 100 HU less and more; null where something newer was asked for meanwhile.
 * @param key of the proposal with the recipe
 */
export const airChangesOf = async <File>(
  services: Pick<CaseServices<File>, 'airChanges' | 'pause'>,
  recipe: Recipe,
  key: string,
  wanted: () => boolean,
): Promise<OpenCase['airChanges']> => {
  const { air } = recipe
  if (air === null) return null
  const { from, to } = LIMITS.airBelowHu
  const thresholds = STEPS_HU.map((step) => air.belowHu + step).filter((hu) => hu >= from && hu <= to)
  await services.pause(REST_MS)
  if (!wanted()) return null
  const list = await services.airChanges(recipe, thresholds).result.catch(() => null)
  return list === null ? null : { key, list }
}
