import { boxOfGrid, cropField, type Field, forSharedRows, OUTSIDE_MM, solidVolumeMm3 } from '../field/index.js'
import { voxelMm3 } from '../frame/index.js'
import type { Volume } from '../volume/index.js'
import { grownGrid } from './carve.js'
import { contoursOf } from './contours.js'
import type { Exclusion } from './exclusions.js'
import type { Recipe } from './recipe.js'
import type { LiteralTwin, Reason, ReasonMap } from './types.js'

/** The margin of the literal reading of the consensus. */
const TWIN_MM = 5

/** Its field lies on the box it fills. */
export type Twin = Pick<LiteralTwin, 'contours' | 'field' | 'solidCm3'> & {
  readonly voxels: number
}

/**
 * The consensus taken literally: Euclidean 5 mm round the target, minus air.
 * It changes with the inputs and the air rule only.
 */
export const twinOf = (target: Field, rules: readonly Exclusion[], image: Volume, how: Recipe['contours']): Twin => {
  const grid = grownGrid(target.grid, [{ straight: target.mm, marginMm: TWIN_MM }])
  const field = cropField(target, grid, OUTSIDE_MM)
  for (let n = 0; n < field.mm.length; n++) field.mm[n] = (field.mm[n] as number) - TWIN_MM
  const air = rules.find((r) => r.reason === 'air')
  if (air !== undefined)
    forSharedRows(boxOfGrid(grid), boxOfGrid(air.field.grid), (o, p, n) => {
      for (let i = 0; i < n; i++)
        field.mm[o + i] = Math.max(field.mm[o + i] as number, -(air.field.mm[p + i] as number))
    })
  return {
    field,
    voxels: field.mm.reduce((sum, d) => sum + (d < 0 ? 1 : 0), 0),
    contours: contoursOf(field, image, how).loops,
    solidCm3: solidVolumeMm3(field) / 1000,
  }
}

/** cm3 of the twin that the CTV does not have, by the rule that took it. */
export const takenFromTwin = (twin: Twin, ctv: Field, map: ReasonMap): LiteralTwin['takenCm3'] => {
  const here = cropField(twin.field, map.grid, OUTSIDE_MM)
  const counts = new Map<Reason, number>()
  const cm3 = voxelMm3(map.grid) / 1000
  let inside = 0
  for (let n = 0; n < map.code.length; n++) {
    if ((here.mm[n] as number) >= 0) continue
    inside++
    if ((ctv.mm[n] as number) < 0) continue
    // Outside the grown region: a smaller margin was asked for.
    const reason = map.legend[map.code[n] as number] || 'beyond-margin'
    counts.set(reason, (counts.get(reason) ?? 0) + cm3)
  }
  const elsewhere = twin.voxels - inside
  if (elsewhere > 0) counts.set('beyond-margin', (counts.get('beyond-margin') ?? 0) + elsewhere * cm3)
  return [...counts].map(([reason, taken]) => ({ reason, cm3: taken })).sort((a, b) => b.cm3 - a.cm3)
}
