import type { Mat4, Vec3 } from '../../frame/index.js'
import { LIMITS } from '../../guideline/index.js'
import type { Margin, Recipe } from '../recipe.js'
import type { Scenario } from './types.js'

const AIR_HU = 100
const MARGIN_MM = 1
const SHIFT_MM = 2
const AXES = ['left', 'posterior', 'superior'] as const
const SIGNS = [-1, 1] as const

/** The turn of a scenario, and its cosine and sine: those of the machine may differ in the last bit. */
const TURN_DEGREES = 2
const TURN_COSINE = 0.9993908270190958
const TURN_SINE = 0.03489949670250097

/**
 * The threshold of air by 100 HU, the margins by 1 mm, and, where a target comes through a registration, that by 2 mm along
 * and 2 degrees about each axis, each to either side; what a recipe cannot hold, or what changes nothing, is left out.
 */
export const scenariosOf = (recipe: Recipe, isCarried: boolean): readonly Scenario[] => {
  const both: Scenario[] = SIGNS.flatMap((sign) => [
    { is: 'air', byHu: sign * AIR_HU },
    { is: 'margin', byMm: sign * MARGIN_MM },
  ])
  const moved: Scenario[] = AXES.flatMap((axis) =>
    SIGNS.flatMap((sign): Scenario[] => [
      { is: 'shift', along: axis, byMm: sign * SHIFT_MM },
      { is: 'turn', about: axis, byDegrees: sign * TURN_DEGREES },
    ]),
  )
  const unchanged = JSON.stringify(recipe)
  const kinds = ['air', 'margin', 'shift', 'turn']
  return [
    ...both.filter((scenario) => JSON.stringify(recipeUnder(scenario, recipe)) !== unchanged),
    ...(isCarried ? moved : []),
  ].sort((a, b) => kinds.indexOf(a.is) - kinds.indexOf(b.is))
}

/** The recipe as a scenario has it. */
export const recipeUnder = (scenario: Scenario, recipe: Recipe): Recipe => {
  if (scenario.is === 'air') {
    const belowHu = (recipe.air?.belowHu ?? 0) + scenario.byHu
    const { from, to } = LIMITS.airBelowHu
    return recipe.air === null || belowHu < from || belowHu > to
      ? recipe
      : { ...recipe, air: { ...recipe.air, belowHu } }
  }
  if (scenario.is !== 'margin') return recipe
  const by = (mm: number) => Math.max(LIMITS.marginMm.from, Math.min(LIMITS.marginMm.to, mm + scenario.byMm))
  return {
    ...recipe,
    margin: marginBy(recipe.margin, by),
    drawn: recipe.drawn.map((region) => ({ ...region, marginMm: by(region.marginMm) })),
    roles: recipe.roles.map((a) =>
      a.role.is === 'concern' ? { ...a, role: { ...a.role, marginMm: by(a.role.marginMm) } } : a,
    ),
  }
}

const marginBy = (margin: Margin, by: (mm: number) => number): Margin =>
  margin.is === 'isotropic'
    ? { is: 'isotropic', mm: by(margin.mm) }
    : {
        is: 'lrapsi',
        leftMm: by(margin.leftMm),
        rightMm: by(margin.rightMm),
        anteriorMm: by(margin.anteriorMm),
        posteriorMm: by(margin.posteriorMm),
        superiorMm: by(margin.superiorMm),
        inferiorMm: by(margin.inferiorMm),
      }

/** How a scenario moves what comes through a registration, in LPS mm; null where it moves nothing. @param aboutLps a turn's centre */
export const motionOf = (scenario: Scenario, aboutLps: Vec3): Mat4 | null => {
  if (scenario.is === 'shift') {
    const by = AXES.map((axis) => (axis === scenario.along ? scenario.byMm : 0)) as unknown as Vec3
    return [1, 0, 0, by[0], 0, 1, 0, by[1], 0, 0, 1, by[2], 0, 0, 0, 1]
  }
  if (scenario.is !== 'turn') return null
  const c = TURN_COSINE
  const s = Math.sign(scenario.byDegrees) * TURN_SINE
  const [x, y, z] = aboutLps
  // The centre stays: its turned place is taken off.
  switch (scenario.about) {
    case 'left':
      return [1, 0, 0, 0, 0, c, -s, y - c * y + s * z, 0, s, c, z - s * y - c * z, 0, 0, 0, 1]
    case 'posterior':
      return [c, 0, s, x - c * x - s * z, 0, 1, 0, 0, -s, 0, c, z + s * x - c * z, 0, 0, 0, 1]
    case 'superior':
      return [c, -s, 0, x - c * x + s * y, s, c, 0, y - s * x - c * y, 0, 0, 1, 0, 0, 0, 0, 1]
  }
}
