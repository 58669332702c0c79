import { boxOfGrid, cropField, type Field, forSharedRows } from '../../field/index.js'
import { CLAMP_MM } from '../carve.js'
import type { ReasonMap } from '../types.js'

/**
 * The reasons with what was edited: `edited-in` where the CTV gained, which may lie outside the grown region and then
 * widens the map, `edited-out` where it lost.
 * @param map of the CTV before the edits, on its grid
 * @param ctv with the edits, on a grid that holds the map's
 */
export const editedReasons = (map: ReasonMap, tidied: Field, ctv: Field): ReasonMap => {
  const { grid } = ctv
  const code = new Uint8Array(ctv.mm.length)
  forSharedRows(boxOfGrid(grid), boxOfGrid(map.grid), (o, p, n) => code.set(map.code.subarray(p, p + n), o))
  const before = cropField(tidied, grid, CLAMP_MM)
  const editedIn = map.legend.length
  for (let n = 0; n < code.length; n++) {
    const was = (before.mm[n] as number) < 0
    const is = (ctv.mm[n] as number) < 0
    if (was !== is) code[n] = is ? editedIn : editedIn + 1
  }
  return { grid, code, legend: [...map.legend, 'edited-in', 'edited-out'] }
}
