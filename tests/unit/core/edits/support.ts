import { boxRound, type Field, gridOfBox, solidVolumeMm3 } from '../../../../src/core/field/index.js'
import { type FrameUid, type Vec3, voxelCount } from '../../../../src/core/frame/index.js'
import type { EditShape, StrokeEdit } from '../../../../src/core/proposal/index.js'
import { voxelsOf } from '../../../support/measure/index.js'

const FRAME = '1.2.3' as FrameUid

/** A field of a distance on a box in LPS mm, cut off at 4 mm as the automatic one. */
export const fieldOf = (min: Vec3, max: Vec3, distance: (p: Vec3) => number, spacingMm = 0.5): Field => {
  const grid = gridOfBox(FRAME, boxRound(min, max, 0, spacingMm), spacingMm)
  const field: Field = { grid, mm: new Float32Array(voxelCount(grid)) }
  let n = 0
  for (const [p] of voxelsOf(field)) field.mm[n++] = Math.max(-4, Math.min(4, distance(p)))
  return field
}

export const emptyField = (min: Vec3, max: Vec3, spacingMm = 0.5): Field => fieldOf(min, max, () => 4, spacingMm)

export const ballDistance =
  (centre: Vec3, radiusMm: number) =>
  (p: Vec3): number =>
    Math.sqrt(p.reduce((sum, x, c) => sum + (x - (centre[c] as number)) ** 2, 0)) - radiusMm

export const cm3Of = (field: Field): number => solidVolumeMm3(field) / 1000

export const copyOf = (field: Field): Field => ({ grid: field.grid, mm: field.mm.slice() })

export const stroke = (what: 'add' | 'take', shape: EditShape, rest: Partial<StrokeEdit> = {}): StrokeEdit => ({
  id: '1',
  on: true,
  mayEnter: false,
  ...rest,
  do: what,
  shape,
})

export const sweep = (pathLps: readonly number[], radiusMm: number): EditShape => ({
  is: 'sweep',
  pathLps,
  radiusMm,
  flat: null,
})
