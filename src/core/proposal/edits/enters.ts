import { cropField, type Field } from '../../field/index.js'
import { CLAMP_MM } from '../carve.js'
import { applyEdit } from './apply.js'
import { type EnteredCm3, type ExclusionMap, enteredCm3, exclusionsOn } from './exclusion-map.js'
import { editedGrid } from './extent.js'
import type { LocalEdit } from './types.js'

/**
 * What an edit would bring in of places that a rule excludes, were it allowed to enter them: to ask before it is made.
 * @param field the CTV before the edit; stays as it is
 */
export const entersExclusion = (edit: LocalEdit, field: Field, exclusions: ExclusionMap): EnteredCm3 => {
  const grid = editedGrid(field.grid, [edit])
  const before = cropField(field, grid, CLAMP_MM)
  const after = { grid, mm: before.mm.slice() }
  const changed = applyEdit(after, { ...edit, mayEnter: true }, null)
  return changed === undefined ? [] : enteredCm3(before, after, changed, exclusionsOn(exclusions, grid))
}
