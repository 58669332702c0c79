import type { Field, LatticeBox } from '../../field/index.js'
import { sameGrid } from '../../frame/index.js'
import { CLAMP_MM } from '../carve.js'
import { visitBetween } from './between.js'
import { type ExclusionMap, exclusionsOn } from './exclusion-map.js'
import { visitIsland } from './island.js'
import { visitShape } from './shape.js'
import type { LocalEdit } from './types.js'

const clamped = (mm: number): number => Math.max(-CLAMP_MM, Math.min(CLAMP_MM, mm))

/**
 * Lays one edit over a field, in place: adding is the least of the two signed distances, taking the larger of the field's
 * and the shape's inverse. What is added stops at the exclusions, unless the edit may enter them. Beyond the field's grid
 * and beyond that of the exclusions nothing is known: there it adds nothing, and here nothing stops it.
 * @param field signed distance in mm near its surface, negative inside, on a lattice of the patient's axes
 * @param exclusions null: nothing is excluded
 * @returns the box of what may have changed; undefined where nothing did
 */
export const applyEdit = (field: Field, edit: LocalEdit, exclusions: ExclusionMap | null): LatticeBox | undefined => {
  const { mm } = field
  if (!edit.on) return undefined
  const taken = edit.mayEnter || exclusions === null || edit.do === 'take' ? undefined : takenOn(field, exclusions)
  /** What a voxel becomes that is to have this distance: where that is more than it had, only as far as it may. */
  const become = (n: number, to: number): void => {
    const before = mm[n] as number
    mm[n] = to < before && taken !== undefined ? Math.min(before, Math.max(to, taken[n] as number)) : to
  }
  switch (edit.do) {
    case 'add':
      return visitShape(edit.shape, field.grid, (n, s) => {
        if (s < (mm[n] as number)) become(n, clamped(s))
      })
    case 'take':
      return visitShape(edit.shape, field.grid, (n, s) => {
        if (-s > (mm[n] as number)) mm[n] = clamped(-s)
      })
    case 'between':
      return visitBetween(field, edit, (n, s) => become(n, clamped(s)))
    case 'drop-island': {
      // Half a voxel at least: the part's rim must not stay on the surface.
      const least = field.grid.spacingMm[0] / 2
      return visitIsland(field, edit, (n) => {
        mm[n] = Math.max(-(mm[n] as number), least)
      })
    }
  }
}

const takenOn = (field: Field, exclusions: ExclusionMap): Float32Array =>
  sameGrid(field.grid, exclusions.grid) ? exclusions.takenMm : exclusionsOn(exclusions, field.grid).takenMm
