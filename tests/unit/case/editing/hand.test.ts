import { describe, expect, test } from 'vitest'
import { sweepOf } from '../../../../src/case/editing/hand.js'
import { withRoom } from '../../../../src/case/editing/room.js'
import { boxRound, type Field, gridOfBox, sampleField } from '../../../../src/core/field/index.js'
import {
  type FrameUid,
  indexIjk,
  indexToLps,
  norm,
  pointLps,
  type Vec3,
  voxelCount,
} from '../../../../src/core/frame/index.js'
import { applyEdit } from '../../../../src/core/proposal/index.js'

const RADIUS_MM = 12
const STEP_MM = 0.5

/** A ball round the origin, as far as a CTV's field tells: 4 mm. */
const ball = (): Field => {
  const reach = RADIUS_MM + 3
  const grid = gridOfBox(
    '1.2.3' as FrameUid,
    boxRound([-reach, -reach, -reach], [reach, reach, reach], 0, STEP_MM),
    STEP_MM,
  )
  const mm = new Float32Array(voxelCount(grid))
  const [ni, nj] = grid.size
  for (let n = 0; n < mm.length; n++) {
    const p = indexToLps(grid, indexIjk(n % ni, Math.floor(n / ni) % nj, Math.floor(n / (ni * nj))))
    mm[n] = Math.max(-4, Math.min(4, norm(p) - RADIUS_MM))
  }
  return { grid, mm }
}

const AXIAL = { normalLps: [0, 0, 1] as Vec3, halfThicknessMm: 1 }
const OBLIQUE = { normalLps: [0.6, 0, 0.8] as Vec3, halfThicknessMm: 1 }
const BRUSH = { diameterMm: 10, ball: false }

describe('a tool begins', () => {
  test('the brush adds and the eraser takes; Ctrl turns them round', () => {
    const does = (tool: 'brush' | 'eraser', inverted: boolean) =>
      sweepOf(tool, BRUSH, AXIAL, [0, 0, 0], inverted, ball()).does
    expect([does('brush', false), does('brush', true)]).toEqual(['add', 'take'])
    expect([does('eraser', false), does('eraser', true)]).toEqual(['take', 'add'])
  })

  test('a push from inside adds, from outside takes, as narrow as the way to the edge', () => {
    const inside = sweepOf('push', BRUSH, AXIAL, [9, 0, 0], false, ball())
    expect(inside.does).toBe('add')
    expect(inside.radiusMm).toBeCloseTo(3, 1)
    const outside = sweepOf('push', BRUSH, AXIAL, [0, -14, 0], false, ball())
    expect(outside.does).toBe('take')
    expect(outside.radiusMm).toBeCloseTo(2, 1)
    expect(sweepOf('push', BRUSH, AXIAL, [0, 0, 0], false, ball()).radiusMm).toBe(5)
  })

  test('on a slanted plane too: the way to the edge is that of the section', () => {
    // The plane is 8 mm from the centre: its section is a circle of sqrt(144 - 64) mm.
    const centre: Vec3 = [4.8, 0, 6.4]
    const section = Math.sqrt(RADIUS_MM ** 2 - 8 ** 2)
    const { does, radiusMm } = sweepOf('push', { diameterMm: 40, ball: false }, OBLIQUE, [...centre], false, ball())
    expect(does).toBe('add')
    expect(radiusMm).toBeCloseTo(section, 1)
  })
})

describe('room for a stroke', () => {
  test('is made where it reaches beyond the field, with the same voxels', () => {
    const field = ball()
    const shape = { is: 'sweep', pathLps: [20, 0, 0], radiusMm: 5, flat: null } as const
    const roomy = withRoom(field, shape)
    expect(roomy.grid.size[0]).toBeGreaterThan(field.grid.size[0])
    for (const p of [pointLps(0, 0, 0), pointLps(11.3, 2.2, -1.7), pointLps(-12, 0.1, 3)])
      expect(sampleField(roomy, p)).toBe(sampleField(field, p))
    applyEdit(roomy, { id: '', on: true, do: 'add', mayEnter: false, shape }, null)
    expect(sampleField(roomy, pointLps(24, 0, 0))).toBeCloseTo(-1, 2)
    expect(withRoom(field, { ...shape, pathLps: [2, 0, 0] })).toBe(field)
  })
})
