import { beforeAll, describe, expect, test } from 'vitest'
import { type Why, whyAt } from '../../../../src/case/index.js'
import { pointLps, type Vec3 } from '../../../../src/core/frame/index.js'
import type { Proposal } from '../../../../src/core/proposal/index.js'
import * as cf from '../../../support/closed-forms/index.js'
import * as ph from '../../../support/phantom/index.js'
import { proposePhantom } from '../../../support/propose.js'

const C: Vec3 = [12.3, -7.6, 31.9]
const R = 8
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]

/** A sphere; a wall 9.5 mm to the left that blocks; an organ behind with 1 mm of its own; air to the right; concern below. */
const phantom = ph.phantomOf({
  name: 'why',
  image: ph.acquire(cf.sphere(C, 18), { name: 'why', sliceMm: 2, columnMm: 0.9, rowMm: 1.1 }),
  parts: [
    { name: 'rGTV', shape: cf.sphere(C, R), role: ph.target },
    { name: 'Wall', shape: cf.box(at(10.25, 0, 0), [0.75, 17, 17]), role: ph.barrier },
    { name: 'Brainstem', shape: cf.sphere(at(0, 15, 0), 5), role: ph.organ(1, false) },
    { name: 'Close', shape: cf.sphere(at(0, 0, -8), 6), role: ph.concern(8) },
  ],
  materials: [{ shape: cf.sphere(at(-13, 0, 0), 4), hu: -970 }],
})

let proposal: Proposal
const why = (p: Vec3, value: number | null = 40): Why => whyAt(proposal, pointLps(...p), value)
const straight = (p: Vec3): number => Math.sqrt((p[0] - C[0]) ** 2 + (p[1] - C[1]) ** 2 + (p[2] - C[2]) ** 2) - R

beforeAll(async () => {
  proposal = await proposePhantom(phantom)
})

describe('why a point is in or out', () => {
  test.each([
    ['inside the target', at(2, 3, 1), 'In: target'],
    ['in the margin', at(-3, -7, 8), 'In: margin'],
    ['in the organ with its margin', at(1, 10.4, 1), 'Out: organ, Brainstem'],
    ['in the wall', at(10.3, 1, 1), 'Out: barrier, Wall'],
    ['in air', at(-12, 0, 1), 'Out: air'],
    ['behind the wall', at(12, 1, 0), 'Out: too far round'],
    ['past 5 mm, within 8 mm below', at(0.5, 0.5, -14.6), 'In: margin of the area of concern'],
    ['past everything', at(-9, -14, 9), 'Out: beyond the margin'],
    ['off the box of the CTV', at(-25, -14, 9), 'Out: beyond the margin'],
  ])('%s', (_, point, verdict) => {
    const found = why(point)
    expect(found.verdict).toBe(verdict)
    expect(Math.abs(found.straightMm - straight(point))).toBeLessThan(0.1)
  })

  test('one sentence says where it lies and what that means', () => {
    expect(why(at(-3, -7, 8)).sentence).toBe('3.0 mm from rGTV, within the margin of 5.0 mm.')
    expect(why(at(-12, 0, 1), -970).sentence).toBe(
      '4.0 mm from rGTV in a straight line, but in air below \u2212465 HU (here \u2212970 HU).',
    )
    expect(why(at(1, 10.4, 1)).sentence).toBe(
      '2.5 mm from rGTV in a straight line, but in Brainstem with its margin of 1.0 mm.',
    )
    expect(why(at(12, 1, 0)).sentence).toBe(
      '4.0 mm from rGTV in a straight line, but the way round what blocks is longer than the margin of 5.0 mm.',
    )
    expect(why(at(-25, -14, 9)).sentence).toBe('22.0 mm from rGTV, beyond the margin of 5.0 mm.')
    expect(why(at(0, 5, 0)).sentence).toBe('Inside rGTV, 3.0 mm from its surface.')
  })

  test('the margin at a point is that of the area of concern where only that reaches it', () => {
    expect(why(at(0.5, 0.5, -14.6)).marginMm).toBe(8)
    expect(why(at(-3, -7, 8)).marginMm).toBe(5)
  })

  test('the way round is told where it is longer than the straight line', async () => {
    // A plate, 12 mm wide, in the way: a point 4 mm behind the surface is reached round its edge.
    const round = await proposePhantom(
      ph.phantomOf({
        name: 'why round',
        image: ph.acquire(cf.sphere(C, 22), { name: 'why round', sliceMm: 2, columnMm: 0.9, rowMm: 1.1 }),
        parts: [
          { name: 'rGTV', shape: cf.sphere(C, R), role: ph.target },
          { name: 'Plate', shape: cf.box(at(10, 0, 0), [0.75, 6, 25]), role: ph.barrier },
        ],
        margin: ph.isotropic(12),
      }),
    )
    const point = at(12, 0, 0)
    const found = whyAt(round, pointLps(...point), 40)
    // Straight from the sphere to the plate's near edge, along its rim, and on to the point: all in one plane.
    const [near, far] = [9.25, 10.75]
    const way = Math.sqrt(36 + near * near) - R + (far - near) + Math.sqrt(36 + (12 - far) ** 2)
    console.log(`way round the plate: ${found.wayMm?.toFixed(2)} mm, closed form ${way.toFixed(2)} mm`)
    expect(Math.abs((found.wayMm ?? 0) - way)).toBeLessThan(0.2)
    expect(Math.abs(found.straightMm - 4)).toBeLessThan(0.1)
    expect(found.reason).toBe('margin')
  })
})

describe('a margin in six directions', () => {
  test('is told along the direction of the point', async () => {
    const six = await proposePhantom(phantom, {
      margin: {
        is: 'lrapsi',
        leftMm: 2,
        rightMm: 6,
        anteriorMm: 4,
        posteriorMm: 4,
        superiorMm: 8,
        inferiorMm: 0,
      },
      roles: phantom.recipe.roles.filter(({ role }) => role.is === 'target'),
    })
    const along = (p: Vec3) => whyAt(six, pointLps(...p), 40).marginMm
    expect(along(at(0, 0, 12))).toBeCloseTo(8, 1)
    expect(along(at(-12, 0, 0))).toBeCloseTo(6, 1)
    expect(along(at(0, -12, 0))).toBeCloseTo(4, 1)
    expect(along(at(0, -10, 10))).toBeCloseTo(1 / Math.sqrt(0.5 / 16 + 0.5 / 64), 1)
  })
})
