import { describe, expect, it } from 'vitest'
import type { Vec3 } from '../../src/core/frame/index.js'
import { type Job, quietJob } from '../../src/core/job/index.js'
import { type Robustness, robustness, type Scenario, StageCache } from '../../src/core/proposal/index.js'
import * as cf from '../support/closed-forms/index.js'
import { testEngine } from '../support/engine.js'
import { valueAt } from '../support/measure/index.js'
import * as ph from '../support/phantom/index.js'

const C: Vec3 = [7.3, -14.2, 21.9]
const RADIUS = 6
const ball = (mm: number) => (4 / 3) * Math.PI * mm ** 3 * 1e-3
const target: ph.Part = { name: 'rGTV', shape: cf.sphere(C, RADIUS), role: ph.target }
const image = ph.acquire(cf.sphere(C, 16), { name: 'robust', sliceMm: 1.5, columnMm: 0.9, rowMm: 0.8 })

const robust = async (p: ph.Phantom, change: Partial<ph.Phantom['recipe']> = {}, job: Job = quietJob) =>
  robustness(p.inputs, { ...p.recipe, ...change }, await testEngine(), new StageCache(), job)

const of = (r: Robustness, wanted: (s: Scenario) => boolean) => r.scenarios.filter(({ scenario }) => wanted(scenario))

/** What a ball has outside another of the same radius or larger, their centres d apart. */
const outsideCm3 = (inner: number, outer: number, d: number): number => {
  if (d <= outer - inner) return 0
  const cap = (r: number, h: number) => (Math.PI * h * h * (3 * r - h)) / 3
  const x = (d * d + inner * inner - outer * outer) / (2 * d)
  return ball(inner) - (cap(inner, inner - x) + cap(outer, outer - (d - x))) / 1000
}

describe('robustness of a ball', () => {
  it('margins 1 mm larger and smaller give the balls that they should, and the envelope lies between', async () => {
    const r = await robust(ph.phantomOf({ name: 'robust ball', image, parts: [target], air: null }))
    expect(r.scenarios.map((s) => s.scenario)).toEqual([
      { is: 'margin', byMm: -1 },
      { is: 'margin', byMm: 1 },
    ])
    for (const [i, mm] of [10, 12].entries()) {
      expect(Math.abs((r.scenarios[i]?.solidCm3 ?? 0) / ball(mm) - 1), `${mm} mm`).toBeLessThan(0.01)
      expect(r.scenarios[i]?.missedTargetCm3).toBe(0)
    }
    expect(Math.abs(r.nominal.solidCm3 / ball(11) - 1)).toBeLessThan(0.01)
    expect(Math.abs(r.nominal.targetCm3 / ball(RADIUS) - 1)).toBeLessThan(0.01)
    for (const d of cf.directions(40)) {
      for (const [mm, inUnion, inAll] of [
        [9.8, true, true],
        [10.2, true, false],
        [11.8, true, false],
        [12.2, false, false],
      ] as const) {
        expect(valueAt(r.union, cf.mad(C, d, mm)) < 0, `${mm} mm in the union`).toBe(inUnion)
        expect(valueAt(r.intersection, cf.mad(C, d, mm)) < 0, `${mm} mm in all`).toBe(inAll)
      }
    }
  })

  it('with six directions each margin moves, and none below 0', async () => {
    const margin = {
      is: 'lrapsi',
      leftMm: 5,
      rightMm: 5,
      anteriorMm: 5,
      posteriorMm: 5,
      superiorMm: 0,
      inferiorMm: 0,
    } as const
    const r = await robust(ph.phantomOf({ name: 'robust six', image, parts: [target], air: null, margin }))
    const smaller = await robust(
      ph.phantomOf({
        name: 'robust six',
        image,
        parts: [target],
        air: null,
        margin: { ...margin, leftMm: 4, rightMm: 4, anteriorMm: 4, posteriorMm: 4 },
      }),
    )
    expect(r.scenarios[0]?.solidCm3).toBe(smaller.nominal.solidCm3)
  })
})

describe('robustness of a ball in foam of -400 HU', () => {
  it('at 100 HU more all of it is air: nothing is left, all is missed, and no place lies in every CTV', async () => {
    const materials = [{ shape: cf.sphere(C, 14), hu: -400 }]
    const r = await robust(ph.phantomOf({ name: 'robust foam', image, parts: [target], materials }))
    const [less, more] = of(r, (s) => s.is === 'air')
    expect(less).toMatchObject({ scenario: { byHu: -100 }, solidCm3: r.nominal.solidCm3, missedTargetCm3: 0 })
    expect(more).toMatchObject({ scenario: { byHu: 100 }, solidCm3: 0, missedTargetCm3: r.nominal.targetCm3 })
    expect(r.intersection.mm.some((d) => d < 0)).toBe(false)
    expect(valueAt(r.union, C)).toBeLessThan(0)
  })
})

describe('robustness of a target that comes through a registration', () => {
  const mr = ph.acquire(cf.sphere(C, 16), { name: 'robust MR', sliceMm: 1.5, columnMm: 0.9, rowMm: 0.8 })
  const toCt = ph.rigidOf(
    'robust',
    mr,
    image,
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    [0, 0, 0],
  )
  const carried = (name: string, parts: readonly ph.Part[]) =>
    ph.phantomOf({ name, image, parts: [], others: [{ image: mr, parts, toCt }], margin: ph.isotropic(0), air: null })

  it('a ball 2 mm aside misses what two balls leave of each other; turned about its centre it misses nothing', async () => {
    const shares: number[] = []
    const job: Job = { ...quietJob, progress: (_, done) => shares.push(done) }
    const r = await robust(carried('robust shift', [target]), {}, job)
    expect(r.scenarios).toHaveLength(13)
    const expected = outsideCm3(RADIUS, RADIUS, 2)
    for (const { scenario, missedTargetCm3, solidCm3 } of of(r, (s) => s.is === 'shift')) {
      expect(Math.abs(missedTargetCm3 / expected - 1), JSON.stringify(scenario)).toBeLessThan(0.05)
      expect(Math.abs(solidCm3 / ball(RADIUS) - 1)).toBeLessThan(0.01)
    }
    for (const { missedTargetCm3 } of of(r, (s) => s.is === 'turn')) expect(missedTargetCm3).toBeLessThan(0.001)
    expect(r.nominal.missedTargetCm3).toBe(0)
    // Shifted by 2 mm to each side along the patient's axes: the union reaches 8 mm there, the intersection 4 mm.
    for (const axis of [
      [1, 0, 0],
      [0, -1, 0],
      [0, 0, 1],
    ] as const satisfies readonly Vec3[]) {
      expect(valueAt(r.union, cf.mad(C, axis, 7.8))).toBeLessThan(0)
      expect(valueAt(r.union, cf.mad(C, axis, 8.2))).toBeGreaterThan(0)
      expect(valueAt(r.intersection, cf.mad(C, axis, 3.8))).toBeLessThan(0)
      expect(valueAt(r.intersection, cf.mad(C, axis, 4.2))).toBeGreaterThan(0)
    }
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  }, 120_000)

  it('a rod turned by 2 degrees misses what its turned length and ends leave; about its own axis nothing', async () => {
    const [half, radius] = [15, 4]
    const shape = cf.capsule([C[0] - half, C[1], C[2]], [C[0] + half, C[1], C[2]], radius)
    const r = await robust(carried('robust turn', [{ name: 'rGTV', shape, role: ph.target }]))
    // To first order in the angle: 2 r x sine of each cross section at x, and half a disc of r by the end's way at each end.
    const sine = Math.sin(Math.PI / 90)
    const expected = (2 * radius * sine * half ** 2 + Math.PI * radius ** 2 * half * sine) / 1000
    for (const { scenario, missedTargetCm3 } of of(r, (s) => s.is === 'turn')) {
      if (scenario.is === 'turn' && scenario.about === 'left') expect(missedTargetCm3).toBeLessThan(0.05 * expected)
      else expect(Math.abs(missedTargetCm3 / expected - 1), JSON.stringify(scenario)).toBeLessThan(0.05)
    }
  }, 120_000)
})
