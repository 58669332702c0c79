import { boxOfGrid, gridOfBox, joinBoxes, type LatticeBox } from '../../field/index.js'
import { dot, type Grid, type Vec3 } from '../../frame/index.js'
import { alongGrid } from './section.js'
import { type Bounds, boxOf, shapeBounds } from './shape.js'
import type { BetweenEdit, Edit } from './types.js'

/** The box round all that edits add; undefined where none adds. */
export const addedBounds = (edits: readonly Edit[]): Bounds | undefined => {
  const all = edits.flatMap((edit) => (edit.on && edit.do === 'add' ? [shapeBounds(edit.shape)] : []))
  if (all.length === 0) return undefined
  const edge = (c: 0 | 1 | 2, side: 'min' | 'max') => Math[side](...all.map((b) => b[side][c]))
  return {
    min: [edge(0, 'min'), edge(1, 'min'), edge(2, 'min')],
    max: [edge(0, 'max'), edge(1, 'max'), edge(2, 'max')],
  }
}

/** The grid with all that the edits can reach, on its own lattice. Smoothing rounds off: it needs no more room. */
export const editedGrid = (grid: Grid, edits: readonly Edit[]): Grid => {
  const h = grid.spacingMm[0]
  const box = edits.reduce((now, edit) => (edit.on ? reached(now, edit, grid) : now), boxOfGrid(grid))
  return gridOfBox(grid.frame, box, h)
}

const reached = (box: LatticeBox, edit: Edit, grid: Grid): LatticeBox => {
  const h = grid.spacingMm[0]
  switch (edit.do) {
    case 'add':
      return joinBoxes(box, boxOf(shapeBounds(edit.shape), h))
    case 'between':
      return alongGrid(edit.normalLps, grid) ? box : leaning(box, edit, h)
    default:
      return box
  }
}

/** Between planes that lean, a section is moved along their normal. */
const leaning = ({ from, to }: LatticeBox, { fromLps, toLps, normalLps }: BetweenEdit, h: number): LatticeBox => {
  const apartMm = Math.abs(dot(toLps, normalLps) - dot(fromLps, normalLps))
  const more = normalLps.map((n) => Math.ceil((apartMm * Math.abs(n)) / h)) as unknown as Vec3
  return {
    from: [from[0] - more[0], from[1] - more[1], from[2] - more[2]],
    to: [to[0] + more[0], to[1] + more[1], to[2] + more[2]],
  }
}
