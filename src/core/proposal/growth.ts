import type { Field } from '../field/index.js'
import { type Finding, PostopError } from '../problem/index.js'
import { blockedField, type Exclusion } from './exclusions.js'
import type { Recipe } from './recipe.js'
import { fieldBytes, fieldOn, type Workshop } from './roi-field.js'
import { type CastRoi, withRole } from './setting.js'
import type { ProposalInputs } from './types.js'

/** One margin's growth: the distance as the crow flies and along the way that is free. */
export type Growth = {
  readonly marginMm: number
  /** Signed distance from what grows. */
  readonly straight: Float32Array
  /** Length of the shortest free path; Infinity out of reach. */
  readonly free: Float32Array
  /** Where the area of concern is given: its own signed distance, to tell which part of the target's surface it marks. */
  readonly region?: Field
}

/** The whole target with its margin, and each area of concern with its own. */
export type Growths = {
  readonly base: Growth
  readonly concerns: readonly Growth[]
  /** Everything that blocks; undefined where nothing does. */
  readonly blocked: Field | undefined
  readonly findings: readonly Finding[]
}

/** What the distances are remembered by: the target, and the target with everything that blocks. */
export type GrowthKeys = { readonly target: string; readonly blocked: string }

/**
 * Distances from the target, computed once up to the largest margin that may be asked for.
 * With six directions the base growth is the Minkowski sum as a field (margin 0), and nothing blocks.
 * @throws concern/misses-target
 */
export const growths = async (
  inputs: ProposalInputs,
  recipe: Recipe,
  cast: readonly CastRoi[],
  target: Field,
  rules: readonly Exclusion[],
  limitMm: number,
  keys: GrowthKeys,
  shop: Workshop,
): Promise<Growths> => {
  const blocked =
    recipe.margin.is === 'isotropic' && recipe.path === 'round' && rules.some((r) => r.blocks)
      ? await shop.cache.remember(`blocked|${keys.blocked}`, fieldBytes, async () => blockedField(target.grid, rules))
      : undefined
  const free = async (from: Field, name: string): Promise<Float32Array> => {
    if (blocked === undefined) return from.mm
    shop.job.throwIfCancelled()
    const found = await shop.cache.remember(`geodesic|${keys.blocked}|${name}`, fieldBytes, () =>
      shop.cruncher.geodesic(from, blocked, limitMm, shop.job),
    )
    return found.mm
  }
  const base = await baseGrowth(recipe, target, free, keys.target, shop)
  const concerns: Growth[] = []
  const findings: Finding[] = []
  for (const c of withRole(cast, 'concern')) {
    const { field: region, findings: own } = await fieldOn(c, inputs.image, target.grid, limitMm, false, shop)
    findings.push(...own)
    const marked = await shop.cache.remember(`marked|${keys.target}|${c.key}`, fieldBytes, async () => {
      const level = target.mm.map((d, n) => Math.max(d, region.mm[n] as number))
      if (!level.some((d) => d < 0)) {
        throw new PostopError('concern/misses-target', {
          message: `The area of concern ${c.roi.name} does not overlap the target.`,
          attribute: '--concern',
          remedy: 'Choose a region that marks a part of the target.',
        })
      }
      return shop.cruncher.redistance({ grid: target.grid, mm: level }, limitMm + 2, shop.job)
    })
    concerns.push({
      marginMm: c.role.marginMm,
      straight: marked.mm,
      free: await free(marked, `concern ${c.key}`),
      region,
    })
  }
  return { base, concerns, blocked, findings }
}

const baseGrowth = async (
  recipe: Recipe,
  target: Field,
  free: (from: Field, name: string) => Promise<Float32Array>,
  key: string,
  shop: Workshop,
): Promise<Growth> => {
  const { margin } = recipe
  if (margin.is === 'isotropic') return { marginMm: margin.mm, straight: target.mm, free: await free(target, 'target') }
  const field = await shop.cache.remember(`lrapsi|${key}|${JSON.stringify(margin)}`, fieldBytes, () =>
    shop.cruncher.expandLrapsi(target, margin, shop.job),
  )
  return { marginMm: 0, straight: field.mm, free: field.mm }
}
