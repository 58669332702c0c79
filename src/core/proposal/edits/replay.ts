import {
  boxOfGrid,
  cropField,
  type Field,
  gridOfBox,
  joinBoxes,
  OUTSIDE_MM,
  padBox,
  solidVolumeMm3,
} from '../../field/index.js'
import { type Grid, voxelMm3 } from '../../frame/index.js'
import { sha256Hex, utf8 } from '../../hash/index.js'
import { CLAMP_MM } from '../carve.js'
import { refuseTooLarge } from '../grid-limit.js'
import { fieldBytes, type Workshop } from '../roi-field.js'
import { applyEdit, layStroke } from './apply.js'
import { type EnteredCm3, type ExclusionMap, enteredCm3, exclusionsOn } from './exclusion-map.js'
import { editedGrid } from './extent.js'
import { shapeField } from './shape.js'
import { smoothed } from './smooth.js'
import type { Edit, EditShape } from './types.js'

/** What one edit did at its place in the log. */
export type EditEffect = {
  readonly id: string
  /** By how much the CTV grew; negative where it lost. */
  readonly cm3: number
  /** What it brought in of places that a rule excludes. */
  readonly entered: EnteredCm3
  /** What it took of the target. */
  readonly targetCm3: number
}

export type Edited = { readonly field: Field; readonly effects: readonly EditEffect[] }

/** What edits are replayed over. */
type Automatic = {
  readonly tidied: Field
  readonly exclusions: ExclusionMap
  /** The target that is kept, negative inside, on the grid of the exclusions. */
  readonly kept: Field
  /** Names all three. */
  readonly key: string
}

/** Past what changed a volume looks at its neighbours, in voxels. */
const BESIDE_VOXELS = 2

/**
 * The automatic CTV with the edits laid over it one after another: `ctv = replay(tidied, edits)`. Remembered with all
 * edits and without the last, so that one more, or one undone, costs one edit.
 */
export const replay = (automatic: Automatic, edits: readonly Edit[], shop: Workshop): Promise<Edited> => {
  const remembered = (count: number, compute: () => Promise<Edited>): Promise<Edited> =>
    count === 0
      ? Promise.resolve({ field: automatic.tidied, effects: [] })
      : shop.cache.remember(
          `edits|${automatic.key}|${sha256Hex(utf8(JSON.stringify(edits.slice(0, count))))}`,
          (e) => fieldBytes(e.field),
          compute,
        )
  const last = edits.length
  return remembered(last, async () =>
    laidOver(
      await remembered(last - 1, () =>
        laidOver({ field: automatic.tidied, effects: [] }, edits.slice(0, last - 1), automatic, shop),
      ),
      edits.slice(last - 1),
      automatic,
      shop,
    ),
  )
}

/** @param start stays as it is */
const laidOver = async (
  start: Edited,
  edits: readonly Edit[],
  automatic: Automatic,
  shop: Workshop,
): Promise<Edited> => {
  const grid = editedGrid(start.field.grid, edits)
  refuseTooLarge(grid, 'The CTV with its edits', 'Take back or switch off the edit that reaches far off.')
  const on = {
    exclusions: exclusionsOn(automatic.exclusions, grid),
    kept: cropField(automatic.kept, grid, OUTSIDE_MM),
  }
  // Where strokes are worked out: it does not change with the margin, so that a slider finds them again.
  const room = gridOfBox(
    grid.frame,
    joinBoxes(boxOfGrid(grid), boxOfGrid(automatic.exclusions.grid)),
    grid.spacingMm[0],
  )
  let field = cropField(start.field, grid, CLAMP_MM)
  const effects = [...start.effects]
  for (const edit of edits) {
    await shop.job.yield()
    shop.job.throwIfCancelled()
    const shape = edit.on && 'shape' in edit ? await strokeField(edit.shape, room, shop) : undefined
    const looked = shape?.grid ?? grid
    const part = gridOfBox(grid.frame, padBox(boxOfGrid(looked), BESIDE_VOXELS), grid.spacingMm[0])
    const before = edit.on ? cropField(field, part, CLAMP_MM) : undefined
    if (edit.do === 'smooth') field = edit.on ? smoothed(field, edit, on.exclusions, on.kept.mm) : field
    else if (shape !== undefined && 'shape' in edit) layStroke(field, edit, shape, on.exclusions)
    else applyEdit(field, edit, on.exclusions)
    effects.push(effectOf(edit, before, field, on))
  }
  return { field, effects }
}

/** A stroke's distances, remembered whatever lies under it. */
const strokeField = (shape: EditShape, room: Grid, shop: Workshop): Promise<Field | undefined> => {
  const { from, to } = boxOfGrid(room)
  const key = `stroke|${JSON.stringify(shape)}|${from.join()}|${to.join()}|${room.spacingMm[0]}`
  return shop.cache.remember(key, fieldBytes, async () => shapeField(shape, room))
}

/** @param before the part of the field that the edit can have changed; undefined where it was off */
const effectOf = (
  { id, mayEnter }: Edit,
  before: Field | undefined,
  field: Field,
  { exclusions, kept }: { readonly exclusions: ExclusionMap; readonly kept: Field },
): EditEffect => {
  if (before === undefined) return { id, cm3: 0, entered: [], targetCm3: 0 }
  const { grid } = before
  const after = cropField(field, grid, CLAMP_MM)
  const target = cropField(kept, grid, OUTSIDE_MM).mm
  let taken = 0
  for (let n = 0; n < target.length; n++)
    if ((target[n] as number) < 0 && (before.mm[n] as number) < 0 && (after.mm[n] as number) >= 0) taken++
  return {
    id,
    cm3: (solidVolumeMm3(after) - solidVolumeMm3(before)) / 1000,
    entered: mayEnter ? enteredCm3(before, after, boxOfGrid(grid), exclusionsOn(exclusions, grid)) : [],
    targetCm3: (taken * voxelMm3(grid)) / 1000,
  }
}
