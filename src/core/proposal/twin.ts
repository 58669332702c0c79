import { boxOfGrid, cropField, type Field, forSharedRows, solidVolumeMm3 } from '../field/index.js'
import { voxelMm3 } from '../frame/index.js'
import type { Volume } from '../volume/index.js'
import { contoursOf } from './contours.js'
import type { Exclusion } from './exclusions.js'
import type { Recipe } from './recipe.js'
import type { LiteralTwin, Reason, ReasonMap } from './types.js'

/** The margin of the literal reading of the consensus. */
const TWIN_MM = 5

/** The consensus taken literally: Euclidean 5 mm round the target, minus air; as a field on the target's grid. */
export const twinField = (target: Field, rules: readonly Exclusion[]): Field => {
  const mm = target.mm.map((d) => d - TWIN_MM)
  const air = rules.find((r) => r.reason === 'air')
  if (air !== undefined)
    forSharedRows(boxOfGrid(target.grid), boxOfGrid(air.field.grid), (o, p, n) => {
      for (let i = 0; i < n; i++) mm[o + i] = Math.max(mm[o + i] as number, -(air.field.mm[p + i] as number))
    })
  return { grid: target.grid, mm }
}

/** The twin's contours and volume: they change with the inputs and the air rule only. */
export const twinOutline = (twin: Field, image: Volume, how: Recipe['contours']): Pick<LiteralTwin, 'contours' | 'solidCm3'> => ({
  contours: contoursOf(twin, image, how).loops,
  solidCm3: solidVolumeMm3(twin) / 1000,
})

/** cm3 of the twin that the CTV does not have, by the rule that took it. */
export const takenFromTwin = (twin: Field, ctv: Field, map: ReasonMap): LiteralTwin['takenCm3'] => {
  const here = cropField(twin, map.grid, 1)
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
  const elsewhere = twin.mm.reduce((sum, d) => sum + (d < 0 ? 1 : 0), 0) - inside
  if (elsewhere > 0) counts.set('beyond-margin', (counts.get('beyond-margin') ?? 0) + elsewhere * cm3)
  return [...counts].map(([reason, taken]) => ({ reason, cm3: taken })).sort((a, b) => b.cm3 - a.cm3)
}
