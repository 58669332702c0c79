import {
  boxOfGrid,
  cropField,
  type Field,
  forSharedRows,
  gridOfBox,
  type LatticeBox,
  OUTSIDE_MM,
  padBox,
  solidVolumeMm3,
} from '../../field/index.js'
import { voxelMm3 } from '../../frame/index.js'
import { sha256Hex, utf8 } from '../../hash/index.js'
import { CLAMP_MM } from '../carve.js'
import { refuseTooLarge } from '../grid-limit.js'
import { fieldBytes, type Workshop } from '../roi-field.js'
import { applyEdit } from './apply.js'
import { type EnteredCm3, type ExclusionMap, enteredCm3, exclusionsOn } from './exclusion-map.js'
import { editedGrid } from './extent.js'
import { smoothed } from './smooth.js'
import type { Edit } from './types.js'

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
    kept: cropField(automatic.kept, grid, OUTSIDE_MM).mm,
  }
  let field = cropField(start.field, grid, CLAMP_MM)
  const effects = [...start.effects]
  for (const edit of edits) {
    await shop.job.yield()
    shop.job.throwIfCancelled()
    const before = { grid, mm: field.mm.slice() }
    let changed: LatticeBox | undefined
    if (edit.do !== 'smooth') changed = applyEdit(field, edit, on.exclusions)
    else if (edit.on) {
      field = smoothed(field, edit, on.exclusions, on.kept)
      changed = boxOfGrid(grid)
    }
    effects.push(effectOf(edit, before, field, changed, on))
  }
  return { field, effects }
}

const effectOf = (
  { id, mayEnter }: Edit,
  before: Field,
  after: Field,
  changed: LatticeBox | undefined,
  { exclusions, kept }: { readonly exclusions: ExclusionMap; readonly kept: Float32Array },
): EditEffect => {
  if (changed === undefined) return { id, cm3: 0, entered: [], targetCm3: 0 }
  const { grid } = after
  const part = gridOfBox(grid.frame, padBox(changed, BESIDE_VOXELS), grid.spacingMm[0])
  const cm3 = (field: Field) => solidVolumeMm3(cropField(field, part, CLAMP_MM)) / 1000
  let taken = 0
  forSharedRows(boxOfGrid(grid), changed, (offset, _, length) => {
    for (let n = offset; n < offset + length; n++) {
      if ((kept[n] as number) < 0 && (before.mm[n] as number) < 0 && (after.mm[n] as number) >= 0) taken++
    }
  })
  return {
    id,
    cm3: cm3(after) - cm3(before),
    entered: mayEnter ? enteredCm3(before, after, changed, exclusions) : [],
    targetCm3: (taken * voxelMm3(grid)) / 1000,
  }
}
