import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cropField, type Field, OUTSIDE_MM, tracePlane } from '../../../../src/core/field/index.js'
import { pointLps, type Vec3 } from '../../../../src/core/frame/index.js'
import {
  applyEdit,
  type DropEdit,
  type EditShape,
  type ExclusionMap,
  editedGrid,
  exclusionsOn,
  type LocalEdit,
} from '../../../../src/core/proposal/index.js'
import { voxelsOf } from '../../../support/measure/index.js'
import { ballDistance, cm3Of, copyOf, emptyField, fieldOf, stroke, sweep } from './support.js'

const BOX = [
  [-20, -20, -20],
  [20, 20, 20],
] as const satisfies readonly Vec3[]

const laid = (field: Field, ...edits: readonly LocalEdit[]): Field => {
  const copy = copyOf(field)
  for (const edit of edits) applyEdit(copy, edit, null)
  return copy
}

/** The largest distance of the points where a field crosses an axial plane from a surface. */
const apartMm = (field: Field, zMm: number, distance: (p: Vec3) => number): number => {
  const loops = tracePlane(field, {
    originLps: pointLps(0, 0, zMm),
    uDirection: [1, 0, 0],
    vDirection: [0, 1, 0],
  })
  expect(loops.length).toBeGreaterThan(0)
  let most = 0
  for (const loop of loops)
    for (let i = 0; i < loop.length; i += 2)
      most = Math.max(most, Math.abs(distance([loop[i] as number, loop[i + 1] as number, zMm])))
  return most
}

const withinOnePercent = (share: number) => Math.abs(share - 1) < 0.01

const same = (field: Field) => (mm: Float32Array) => mm.every((d, n) => d === field.mm[n])

const ballCm3 = (r: number) => (4 / 3) * Math.PI * r ** 3 * 1e-3

describe('applyEdit', () => {
  it('brushes a ball of the closed-form volume and surface', () => {
    const centre: Vec3 = [1.13, -2.31, 0.77]
    const field = laid(emptyField(...BOX), stroke('add', sweep(centre, 6.3)))
    expect(cm3Of(field) / ballCm3(6.3)).toSatisfy(withinOnePercent)
    expect(apartMm(field, 3.2, ballDistance(centre, 6.3))).toBeLessThan(0.1)
  })

  it('erases a ball, and so makes a hole of the same volume', () => {
    const whole = fieldOf(...BOX, ballDistance([0, 0, 0], 15))
    const field = laid(whole, stroke('take', sweep([1.1, 2.2, -0.7], 5)))
    expect((cm3Of(whole) - cm3Of(field)) / ballCm3(5)).toSatisfy(withinOnePercent)
    expect(
      apartMm(field, 1, (p) => Math.max(ballDistance([0, 0, 0], 15)(p), -ballDistance([1.1, 2.2, -0.7], 5)(p))),
    ).toBeLessThan(0.1)
  })

  it('sweeps a ball along a line as a capsule', () => {
    const field = laid(emptyField(...BOX), stroke('add', sweep([-8, -3, 1, 0, 0, 2.5, 8, 3, 4], 4)))
    const length = Math.sqrt(16 * 16 + 6 * 6 + 3 * 3)
    expect((cm3Of(field) * 1000) / (Math.PI * 16 * length + ballCm3(4) * 1000)).toSatisfy(withinOnePercent)
  })

  it('sweeps a disc as a slab half its thickness to either side of its plane, whatever way the plane lies', () => {
    for (const normalLps of [
      [0, 0, 1],
      [0, -1, 0],
      [0.6, 0, 0.8],
    ] as const) {
      const across: Vec3 = normalLps[2] === 0 ? [1, 0, 0] : [normalLps[2], 0, -normalLps[0]]
      const path = [-5, 5].flatMap((t) => across.map((x) => t * x))
      const field = laid(
        emptyField(...BOX),
        stroke('add', { is: 'sweep', pathLps: path, radiusMm: 5, flat: { normalLps, halfThicknessMm: 1.25 } }),
      )
      expect((cm3Of(field) * 1000) / (2.5 * (Math.PI * 25 + 100))).toSatisfy(withinOnePercent)
    }
  })

  it('lays a freehand contour as a prism, its notch left out', () => {
    const loopLps = [-6, -6, 3, 6, -6, 3, 6, 6, 3, 0, 0, 3, -6, 6, 3]
    for (const turn of [
      (p: readonly number[]) => p,
      // The plane leans by 3-4-5 about the patient's x axis.
      (p: readonly number[]) =>
        [
          p[0],
          0.8 * (p[1] as number) - 0.6 * (p[2] as number),
          0.6 * (p[1] as number) + 0.8 * (p[2] as number),
        ] as number[],
    ]) {
      const turned = Array.from({ length: 5 }, (_, i) => turn(loopLps.slice(3 * i, 3 * i + 3))).flat()
      const normalLps = turn([0, 0, 1]) as unknown as Vec3
      const field = laid(
        emptyField(...BOX),
        stroke('add', { is: 'outline', loopLps: turned, flat: { normalLps, halfThicknessMm: 2 } }),
      )
      expect((cm3Of(field) * 1000) / (4 * (144 - 36))).toSatisfy(withinOnePercent)
    }
  })

  it('fills between two circles of different radii with the frustum of a cone', () => {
    const [r1, r2, height] = [9, 4, 12]
    const slab = (z: number, radiusMm: number) =>
      stroke('add', {
        is: 'sweep',
        pathLps: [0.4, 0.3, z],
        radiusMm,
        flat: { normalLps: [0, 0, 1], halfThicknessMm: 1 },
      })
    const slabs = laid(emptyField(...BOX), slab(-6, r1), slab(6, r2))
    const filled = laid(slabs, {
      id: '3',
      on: true,
      mayEnter: false,
      do: 'between',
      fromLps: [3, 3, 6],
      toLps: [0, 0, -6],
      normalLps: [0, 0, 1],
    })
    const frustum = (Math.PI * height * (r1 * r1 + r1 * r2 + r2 * r2)) / 3
    // Half of each slab lies past the planes.
    expect((cm3Of(filled) * 1000) / (frustum + Math.PI * (r1 * r1 + r2 * r2))).toSatisfy(withinOnePercent)
    const cone = ([x, y, z]: Vec3) => Math.sqrt((x - 0.4) ** 2 + (y - 0.3) ** 2) - (r1 + ((r2 - r1) * (z + 6)) / height)
    for (const z of [-4.9, -1, 0.25, 4.2]) expect(apartMm(filled, z, cone)).toBeLessThan(0.1)
    expect(
      laid(slabs, {
        id: '3',
        on: true,
        mayEnter: false,
        do: 'between',
        fromLps: [0, 0, 6],
        toLps: [0, 0, 9],
        normalLps: [0, 0, 1],
      }).mm,
    ).toSatisfy(same(slabs))
  })

  it('drops the part at a point and no other', () => {
    const two = laid(emptyField(...BOX), stroke('add', sweep([-8, 0, 0], 4)), stroke('add', sweep([8, 0, 0], 6)))
    const drop = (atLps: Vec3): DropEdit => ({ id: '3', on: true, mayEnter: false, do: 'drop-island', atLps })
    expect(cm3Of(laid(two, drop([-9, 1, 0]))) / ballCm3(6)).toSatisfy(withinOnePercent)
    expect(cm3Of(laid(two, drop([8, 0, 5.5]))) / ballCm3(4)).toSatisfy(withinOnePercent)
    expect(laid(two, drop([0, 0, 0])).mm).toSatisfy(same(two))
  })

  it('stops what it adds at an exclusion, and enters where it may', () => {
    const field = emptyField(...BOX)
    // Everything left of x = 1.3 is excluded.
    const exclusions = exclusionsFrom(fieldOf(...BOX, ([x]) => 1.3 - x))
    const ball = stroke('add', sweep([0, 0, 0], 6))
    const stopped = copyOf(field)
    applyEdit(stopped, ball, exclusions)
    // The cap of a ball beyond a plane: pi h^2 (3 r - h) / 3.
    const h = 6 - 1.3
    expect((cm3Of(stopped) * 1000) / (ballCm3(6) * 1000 - (Math.PI * h * h * (18 - h)) / 3)).toSatisfy(withinOnePercent)
    const entered = copyOf(field)
    applyEdit(entered, { ...ball, mayEnter: true }, exclusions)
    expect(entered.mm).toSatisfy(same(laid(field, ball)))
  })

  it('needs room: a field on a wider grid of its lattice has the whole of what is added', () => {
    const small = emptyField([-5, -5, -5], [5, 5, 5])
    const ball = stroke('add', sweep([7.2, 0.3, -0.4], 4))
    const wide = cropField(small, editedGrid(small.grid, [ball]), 4)
    expect(cm3Of(laid(wide, ball)) / ballCm3(4)).toSatisfy(withinOnePercent)
    expect(
      editedGrid(small.grid, [
        { ...ball, on: false },
        { ...ball, do: 'take' },
      ]),
    ).toEqual(small.grid)
  })

  it('says where it changed the field, and changes nothing elsewhere', () => {
    const field = fieldOf(...BOX, ballDistance([0, 0, 0], 10))
    const after = copyOf(field)
    const box = applyEdit(after, stroke('add', sweep([10, 0, 0], 3)), null)
    let n = 0
    let outside = 0
    for (const [p] of voxelsOf(field)) {
      const within = p.every((x, c) => x >= (box?.from[c] ?? 0) * 0.5 && x <= (box?.to[c] ?? 0) * 0.5)
      if (!within && after.mm[n] !== field.mm[n]) outside++
      n++
    }
    expect(outside).toBe(0)
    expect(same(field)(after.mm)).toBe(false)
    expect(applyEdit(after, stroke('add', sweep([100, 0, 0], 3)), null)).toBeUndefined()
  })

  const start = fieldOf([-8, -8, -8], [8, 8, 8], ballDistance([0, 0, 0], 5), 1)
  const coordinate = fc.double({ min: -9, max: 9, noNaN: true })
  const shapes: fc.Arbitrary<EditShape> = fc.oneof(
    fc.record({
      is: fc.constant('sweep' as const),
      pathLps: fc
        .array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 1, maxLength: 4 })
        .map((p) => p.flat()),
      radiusMm: fc.double({ min: 0.2, max: 6, noNaN: true }),
      flat: fc.constant(null),
    }),
    fc.record({
      is: fc.constant('outline' as const),
      loopLps: fc
        .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 6 })
        .map((p) => p.flatMap(([x, y]) => [x, y, 1])),
      flat: fc.constant({ normalLps: [0, 0, 1] as const, halfThicknessMm: 1.5 }),
    }),
  )

  it('adding never removes, taking never adds, and off is absent', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const more = laid(start, stroke('add', shape))
        const less = laid(start, stroke('take', shape))
        for (let n = 0; n < start.mm.length; n++) {
          if ((more.mm[n] as number) > (start.mm[n] as number) || (less.mm[n] as number) < (start.mm[n] as number))
            return false
        }
        return laid(start, stroke('add', shape, { on: false })).mm.every((d, n) => d === start.mm[n])
      }),
      { numRuns: 60 },
    )
  })

  it('gives the later of two edits the last word', () => {
    const alone = (shape: EditShape) => laid(emptyField([-8, -8, -8], [8, 8, 8], 1), stroke('add', shape)).mm
    fc.assert(
      fc.property(shapes, shapes, (a, b) => {
        const taken = laid(start, stroke('add', a), stroke('take', b)).mm
        const added = laid(start, stroke('take', b), stroke('add', a)).mm
        const [inA, inB] = [alone(a), alone(b)]
        return (
          inA.every((d, n) => d >= 0 || (added[n] as number) < 0) &&
          inB.every((d, n) => d >= 0 || (taken[n] as number) > 0)
        )
      }),
      { numRuns: 60 },
    )
  })
})

const exclusionsFrom = (field: Field): ExclusionMap =>
  exclusionsOn(
    {
      grid: field.grid,
      takenMm: field.mm.map((d) => Math.min(-d, OUTSIDE_MM)),
      rule: Uint8Array.from(field.mm, (d) => (d < 0 ? 1 : 0)),
      reasons: ['air'],
    },
    field.grid,
  )
