import { describe, expect, it } from 'vitest'
import type { Vec3 } from '../../src/core/frame/index.js'
import type { Proposal } from '../../src/core/proposal/index.js'
import * as cf from '../support/closed-forms/index.js'
import { accuracyOf, brief, drawingOf, pointsOf, valueAt } from '../support/measure/index.js'
import * as ph from '../support/phantom/index.js'
import { proposePhantom } from '../support/propose.js'

const C: Vec3 = [18.37, -22.81, 40.19]
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]

const expectClose = (p: Proposal, truth: cf.Shape, image: ph.Acquisition, what: string) => {
  const a = accuracyOf(drawingOf(p.contours), truth, ph.cutsOf(image), image.sliceMm)
  const percent = 100 * ((p.volumes.solidCm3 * 1000) / cf.volumeMm3(truth, 24) - 1)
  console.log(`${what}: vertices ${brief(a.vertices)}, surface ${brief(a.surface)} mm, volume ${percent.toFixed(2)} %`)
  expect.soft(a.vertices.mean, 'mean distance of contour vertices, mm').toBeLessThanOrEqual(0.05)
  expect.soft(a.vertices.p95, 'p95 of contour vertices, mm').toBeLessThanOrEqual(0.2)
  expect.soft(a.surface.mean, 'mean distance of the exact surface, mm').toBeLessThanOrEqual(0.05)
  expect.soft(a.surface.p95, 'p95 of the exact surface, mm').toBeLessThanOrEqual(0.2)
  expect.soft(Math.abs(percent), 'volume, %').toBeLessThanOrEqual(0.5)
}

describe('left is left', () => {
  const target = cf.sphere(C, 7)
  /** 9 mm to the left, 2 to the right, 6 up, nothing down: no two directions can be taken for each other. */
  const margins = { leftMm: 9, rightMm: 2, anteriorMm: 4, posteriorMm: 7, superiorMm: 6, inferiorMm: 0 }
  const truth = cf.expand(cf.octants(C, [2, 9, 4, 7, 0, 6]), 7)

  it.each(['HFS', 'HFP', 'FFS', 'FFP'] as const)('six directions on a patient lying %s', async (position) => {
    const image = ph.acquire(truth, {
      name: `left ${position}`,
      orientation: ph.axial(position),
      sliceMm: 2,
      columnMm: 0.8,
      rowMm: 1.1,
      phase: 0.3,
    })
    const p = await proposePhantom(
      ph.phantomOf({
        name: image.name,
        image,
        parts: [{ name: 'rGTV', shape: target, role: ph.target }],
        margin: { is: 'lrapsi', ...margins },
      }),
    )
    const ends = p.contours.flatMap((l) => pointsOf(l.pointsLps))
    expect(Math.max(...ends.map((v) => v[0])) - C[0], 'left end, mm').toBeCloseTo(16, 0)
    expect(Math.min(...ends.map((v) => v[0])) - C[0], 'right end, mm').toBeCloseTo(-9, 0)
    expect(Math.max(...ends.map((v) => v[1])) - C[1], 'posterior end, mm').toBeCloseTo(14, 0)
    expect(Math.min(...ends.map((v) => v[1])) - C[1], 'anterior end, mm').toBeCloseTo(-11, 0)
    expect(valueAt(p.field, at(0, 0, 12.5)), 'superior').toBeLessThan(0)
    expect(valueAt(p.field, at(0, 0, -7.5)), 'inferior').toBeGreaterThan(0)
    expectClose(p, truth, image, position)
  })

  it.each(['HFS', 'HFP', 'FFS', 'FFP'] as const)('an organ on the left and air on the right, %s', async (position) => {
    const organ = cf.sphere(at(15, 0, 0), 6)
    const airway = cf.cylinder(at(-13, 0, 0), [0, 0, 1], 5)
    const image = ph.acquire(cf.sphere(C, 13), {
      name: `sides ${position}`,
      orientation: ph.axial(position),
      sliceMm: 2.5,
    })
    const p = await proposePhantom(
      ph.phantomOf({
        name: image.name,
        image,
        parts: [
          { name: 'rGTV', shape: target, role: ph.target },
          { name: 'Organ', shape: organ, role: ph.organ(0) },
        ],
        materials: [{ shape: airway, hu: -970 }],
      }),
    )
    expect(valueAt(p.field, at(10, 0, 0)), 'organ, left').toBeGreaterThan(0.5)
    expect(valueAt(p.field, at(-10, 0, 0)), 'air, right').toBeGreaterThan(0.5)
    expect(valueAt(p.field, at(0, 10, 0)), 'tissue, posterior').toBeLessThan(-0.5)
    expect(valueAt(p.field, at(0, -10, 0)), 'tissue, anterior').toBeLessThan(-0.5)
  })
})

describe('an rGTV drawn on an oblique MR only', () => {
  const turn = cf.turned(12, -8, 21)
  /** Rows of the rotation from the MR's frame to the CT's. */
  const rows = [turn.u, turn.v, turn.w] as const
  const shift: Vec3 = [-37.4, 55.2, -512.8]
  /** The CT's point seen in the MR's frame: the transpose of the rows. */
  const toMr = (p: Vec3): Vec3 => {
    const d = cf.sub(p, shift)
    return [0, 1, 2].map(
      (c) => rows[0][c as 0] * d[0] + rows[1][c as 0] * d[1] + rows[2][c as 0] * d[2],
    ) as unknown as Vec3
  }
  const mrTilt = cf.turned(5, 7)

  it.each([
    ['sphere r 9', cf.sphere(C, 9)],
    ['slanted capsule', cf.capsule(at(-5, -3, -6), at(5, 4, 6), 6.5)],
  ] as const)('%s, carried by the registration, is as good as drawn on the CT', async (name, shape) => {
    const image = ph.acquire(cf.expand(shape, 6), {
      name: `ct of ${name}`,
      sliceMm: 2.5,
      columnMm: 0.9,
      rowMm: 1.1,
      phase: 0.4,
    })
    const onMr = cf.seenThrough(shape, [rows[0], rows[1], rows[2]], shift)
    const mr = ph.acquire(onMr, {
      name: `mr of ${name}`,
      modality: 'MR',
      orientation: { rowDirection: mrTilt.u, columnDirection: mrTilt.v },
      columnMm: 0.6,
      rowMm: 0.7,
      sliceMm: 2.5,
    })
    const phantom = ph.phantomOf({
      name: `carried ${name}`,
      image,
      parts: [],
      others: [
        {
          image: mr,
          parts: [{ name: 'rGTV', shape: onMr, role: ph.target }],
          toCt: ph.rigidOf(name, mr, image, rows, shift),
        },
      ],
    })
    const p = await proposePhantom(phantom)
    expectClose(p, cf.expand(shape, 5), image, `MR to CT, ${name}`)
    const [carried] = p.carried
    expect(carried?.roi).toBe('rGTV')
    for (const i of [0, 1, 2] as const) {
      expect(carried?.afterLps[i], 'centroid on the CT, mm').toBeCloseTo(
        C[i] + (name.startsWith('slanted') ? ([0, 0.5, 0] as const)[i] : 0),
        0,
      )
      expect(carried?.beforeLps[i], 'centroid on the MR, mm').toBeCloseTo(toMr(carried?.afterLps ?? C)[i], 1)
    }
  })

  it('is refused without the registration', async () => {
    const shape = cf.sphere(C, 9)
    const image = ph.acquire(cf.expand(shape, 6), { name: 'ct alone' })
    const onMr = cf.seenThrough(shape, [rows[0], rows[1], rows[2]], shift)
    const mr = ph.acquire(onMr, { name: 'mr alone', modality: 'MR' })
    const phantom = ph.phantomOf({
      name: 'alone',
      image,
      parts: [],
      others: [
        {
          image: mr,
          parts: [{ name: 'rGTV', shape: onMr, role: ph.target }],
          toCt: ph.rigidOf('alone', mr, image, rows, shift),
        },
      ],
    })
    await expect(
      proposePhantom({ ...phantom, inputs: { ...phantom.inputs, registrations: [] } }),
    ).rejects.toMatchObject({ code: 'frame/no-registration' })
  })
})
