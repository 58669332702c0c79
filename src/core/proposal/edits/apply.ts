import { boxOfGrid, type Field, forSharedRows, type LatticeBox, meetBoxes } from '../../field/index.js'
import { sameGrid } from '../../frame/index.js'
import { CLAMP_MM } from '../carve.js'
import { visitBetween } from './between.js'
import { type ExclusionMap, exclusionsOn } from './exclusion-map.js'
import { visitIsland } from './island.js'
import { shapeField } from './shape.js'
import type { LocalEdit, StrokeEdit } from './types.js'

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
  switch (edit.do) {
    case 'add':
    case 'take': {
      const shape = shapeField(edit.shape, field.grid)
      return shape === undefined ? undefined : layStroke(field, edit, shape, exclusions)
    }
    case 'between': {
      const taken = edit.mayEnter || exclusions === null ? undefined : takenOn(field, exclusions)
      return visitBetween(field, edit, (n, s) => {
        const before = mm[n] as number
        const to = clamped(s)
        mm[n] = to < before && taken !== undefined ? Math.min(before, Math.max(to, taken[n] as number)) : to
      })
    }
    case 'drop-island': {
      // Half a voxel at least: the part's rim must not stay on the surface.
      const least = field.grid.spacingMm[0] / 2
      return visitIsland(field, edit, (n) => {
        mm[n] = Math.max(-(mm[n] as number), least)
      })
    }
  }
}

/** The part of {@link applyEdit} that is left when a stroke's own distances are known. @param shape on the field's lattice */
export const layStroke = (
  field: Field,
  edit: StrokeEdit,
  shape: Field,
  exclusions: ExclusionMap | null,
): LatticeBox | undefined => {
  const box = boxOfGrid(shape.grid)
  const [f, s] = [field.mm, shape.mm]
  if (edit.do === 'take') {
    forSharedRows(boxOfGrid(field.grid), box, (o, p, n) => {
      for (let i = 0; i < n; i++) {
        const out = -(s[p + i] as number)
        if (out > (f[o + i] as number)) f[o + i] = clamped(out)
      }
    })
  } else {
    const taken = edit.mayEnter || exclusions === null ? undefined : takenOn(shape, exclusions)
    forSharedRows(boxOfGrid(field.grid), box, (o, p, n) => {
      for (let i = 0; i < n; i++) {
        const before = f[o + i] as number
        const to = s[p + i] as number
        if (to >= before) continue
        f[o + i] = taken === undefined ? clamped(to) : Math.min(before, Math.max(clamped(to), taken[p + i] as number))
      }
    })
  }
  return meetBoxes(boxOfGrid(field.grid), box)
}

const takenOn = (field: Field, exclusions: ExclusionMap): Float32Array =>
  sameGrid(field.grid, exclusions.grid) ? exclusions.takenMm : exclusionsOn(exclusions, field.grid).takenMm
