import { boxOfGrid, cropField, type Field, forSharedRows, OUTSIDE_MM } from '../field/index.js'
import type { Grid } from '../frame/index.js'
import type { Finding } from '../problem/index.js'
import type { Volume } from '../volume/index.js'
import { airField, boneField } from './ct-rules.js'
import type { Recipe } from './recipe.js'
import { roiField, type Workshop } from './roi-field.js'
import { type CastRoi, withRole } from './setting.js'
import type { ProposalInputs, Reason } from './types.js'

/** One rule that takes away: signed distance of what it takes (own margin included), and whether the target yields to it. */
export type Exclusion = {
  readonly reason: Reason
  /** Name in words for findings. */
  readonly name: string
  /** Negative in what is taken, on a box of the working lattice. */
  readonly field: Field
  readonly cutsTarget: boolean
  readonly blocks: boolean
  /** Whether it is an ROI that a user can name. */
  readonly drawn: boolean
}

export type Exclusions = { readonly rules: readonly Exclusion[]; readonly findings: readonly Finding[] }

/**
 * Past its surface a subtracted ROI's distance must be right this far (mm): the steps of smoothing and measuring, and three
 * voxels of 1 mm for a way round it.
 */
const BESIDE_MM = 3

type RuleRole = Extract<CastRoi['role'], { is: 'organ' | 'barrier' | 'keep-and-warn' }>

/** Signed distance of an organ, barrier or artery as its rule asks for it, without a margin of its own; undefined where it is far. */
export const ruleField = (c: CastRoi<RuleRole>, image: Volume, grid: Grid, shop: Workshop) => {
  const marginMm = c.role.is === 'organ' ? c.role.marginMm : 0
  const blocks = c.role.is === 'barrier' || (c.role.is === 'organ' && c.role.blocks)
  return roiField(c, image, grid, marginMm + BESIDE_MM, blocks, shop)
}

/** Everything that takes away, in the order of precedence: air, barriers, organs in the recipe's order, body. */
export const exclusions = async (
  inputs: ProposalInputs,
  recipe: Recipe,
  cast: readonly CastRoi[],
  targetBox: CastRoi['boundsLps'],
  grid: Grid,
  shop: Workshop,
): Promise<Exclusions> => {
  const rules: Exclusion[] = []
  const findings: Finding[] = []
  const { image } = inputs
  if (recipe.air !== null) {
    const field = await airField(image, recipe.air, targetBox, grid, shop)
    rules.push({ reason: 'air', name: 'air', field, cutsTarget: true, blocks: recipe.air.blocks, drawn: false })
  }
  const add = async (
    roi: CastRoi<RuleRole>,
    reason: Reason,
    marginMm: number,
    cutsTarget: boolean,
    blocks: boolean,
  ) => {
    shop.job.throwIfCancelled()
    const { field, findings: own } = await ruleField(roi, image, grid, shop)
    findings.push(...own)
    if (field === undefined) return
    const mm = marginMm === 0 ? field.mm : field.mm.map((d) => d - marginMm)
    rules.push({ reason, name: roi.roi.name, field: { grid: field.grid, mm }, cutsTarget, blocks, drawn: true })
  }
  for (const c of withRole(cast, 'barrier')) await add(c, `barrier:${c.roi.name}`, 0, c.role.cutsTarget, true)
  if (recipe.bone !== null) {
    const name = `bone above ${recipe.bone.aboveHu} HU`
    const field = await boneField(image, recipe.bone.aboveHu, targetBox, grid, shop)
    rules.push({ reason: `barrier:${name}`, name, field, cutsTarget: false, blocks: true, drawn: false })
  }
  for (const c of withRole(cast, 'organ'))
    await add(c, `organ:${c.roi.name}`, c.role.marginMm, c.role.cutsTarget, c.role.blocks)
  for (const c of withRole(cast, 'body')) {
    const { field, findings: own } = await roiField(c, image, grid, c.role.retractionMm + BESIDE_MM, false, shop)
    findings.push(...own)
    // An outline that is nowhere near holds nothing of the target: that shows as a finding.
    const outside =
      field === undefined
        ? new Float32Array(grid.size[0] * grid.size[1] * grid.size[2]).fill(-OUTSIDE_MM)
        : cropField(field, grid, OUTSIDE_MM).mm
    if (field !== undefined)
      for (let n = 0; n < outside.length; n++) outside[n] = -((outside[n] as number) + c.role.retractionMm)
    rules.push({
      reason: 'outside-body',
      name: c.roi.name,
      field: { grid, mm: outside },
      cutsTarget: false,
      blocks: false,
      drawn: true,
    })
  }
  return { rules, findings }
}

/** The rules laid over each other on the working grid. */
export type Overlay = {
  /** Positive where any rule takes: the cut as sharp and sub-voxel as each rule's own surface. */
  readonly taken: Float32Array
  /** 1 + index of the first rule that takes the voxel; 0 where none does. */
  readonly rule: Uint8Array
  /** The target that is kept: less air, and less what it was told to yield to. */
  readonly kept: Float32Array
}

export const overlay = (target: Field, rules: readonly Exclusion[]): Overlay => {
  const { grid } = target
  const taken = new Float32Array(target.mm.length).fill(-OUTSIDE_MM)
  const rule = new Uint8Array(target.mm.length)
  const kept = target.mm.slice()
  rules.forEach((r, index) => {
    forSharedRows(boxOfGrid(grid), boxOfGrid(r.field.grid), (o, p, n) => {
      for (let i = 0; i < n; i++) {
        const in_ = -(r.field.mm[p + i] as number)
        if (in_ > (taken[o + i] as number)) taken[o + i] = in_
        if (in_ > 0 && rule[o + i] === 0) rule[o + i] = index + 1
        if (r.cutsTarget && in_ > (kept[o + i] as number)) kept[o + i] = in_
      }
    })
  })
  return { taken, rule, kept }
}

/**
 * Signed distance of everything that blocks, negative inside, right within `BESIDE_MM` and no more than that beyond;
 * undefined where nothing blocks. A way round a wall asks for no more: in the open it needs only to know that it is.
 */
export const blockedField = (grid: Grid, rules: readonly Exclusion[]): Field | undefined => {
  const blocking = rules.filter((r) => r.blocks)
  if (blocking.length === 0) return undefined
  const mm = new Float32Array(grid.size[0] * grid.size[1] * grid.size[2]).fill(BESIDE_MM)
  for (const r of blocking)
    forSharedRows(boxOfGrid(grid), boxOfGrid(r.field.grid), (o, p, n) => {
      for (let i = 0; i < n; i++)
        if ((r.field.mm[p + i] as number) < (mm[o + i] as number)) mm[o + i] = r.field.mm[p + i] as number
    })
  return { grid, mm }
}
