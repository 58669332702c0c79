import type { Cruncher } from '../field/index.js'
import type { Job } from '../job/index.js'
import { type TissueLevels, tissueLevels } from './ct-rules.js'
import { type HuHistogram, huHistogram } from './hu-histogram.js'
import { outline } from './propose.js'
import type { Recipe } from './recipe.js'
import { checkRecipe } from './recipe-checks.js'
import { castRois, refuseNoTarget, ruledBox, withRole, workingGrid } from './setting.js'
import type { StageCache } from './stage-cache.js'
import type { ProposalInputs } from './types.js'

/** The CT numbers round the target, and what a recipe's thresholds make of them. */
export type Tissue = TissueLevels & { readonly histogram: HuHistogram }

/**
 * What would be air and bone at the recipe's thresholds, before anything is proposed.
 * @throws target/empty, image/not-ct and what {@link outline} throws of the target
 */
export const tissue = async (inputs: ProposalInputs, recipe: Recipe, cruncher: Cruncher, job: Job): Promise<Tissue> => {
  checkRecipe(inputs, recipe)
  const targets = withRole(castRois(inputs, recipe), 'target')
  refuseNoTarget(targets)
  const box = ruledBox(inputs, recipe, targets)
  const grid = workingGrid(inputs, recipe, targets)
  return {
    histogram: huHistogram(inputs.image, box),
    ...(await tissueLevels(inputs.image, recipe, box, grid, { cruncher, job })),
  }
}

/** The CTV's volume at another threshold of air. */
export type AirChange = { readonly belowHu: number; readonly solidCm3: number }

/** The CTV's volume at other thresholds of air, everything else as the recipe says; without an air rule none. */
export const airChanges = async (
  inputs: ProposalInputs,
  recipe: Recipe,
  thresholdsHu: readonly number[],
  cruncher: Cruncher,
  cache: StageCache,
  job: Job,
): Promise<readonly AirChange[]> => {
  const changes: AirChange[] = []
  for (const belowHu of recipe.air === null ? [] : thresholdsHu) {
    const { solidCm3 } = await outline(
      inputs,
      { ...recipe, air: recipe.air === null ? null : { ...recipe.air, belowHu } },
      cruncher,
      cache,
      job,
    )
    changes.push({ belowHu, solidCm3 })
  }
  return changes
}
