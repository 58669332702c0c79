import { describe, expect, test } from 'vitest'
import { solidVolumeMm3 } from '../../../../src/core/field/index.js'
import type { Vec3 } from '../../../../src/core/frame/index.js'
import { quietJob } from '../../../../src/core/job/index.js'
import {
  type Edit,
  entersExclusion,
  exclusionMap,
  type Proposal,
  type Reason,
  StageCache,
} from '../../../../src/core/proposal/index.js'
import * as cf from '../../../support/closed-forms/index.js'
import { testEngine } from '../../../support/engine.js'
import * as ph from '../../../support/phantom/index.js'
import { proposePhantom } from '../../../support/propose.js'
import { stroke, sweep } from './support.js'

const C: Vec3 = [12.3, -8.1, 30.6]
const at = (x: number, y: number, z: number): [number, number, number] => [C[0] + x, C[1] + y, C[2] + z]
const image = ph.acquire(cf.sphere(C, 30), { name: 'edits', sliceMm: 2.5, columnMm: 1.1, rowMm: 0.9 })
const nerve = cf.box([C[0] + 15, C[1], C[2]], [4, 12, 12])
const phantom = ph.phantomOf({
  name: 'edits',
  image,
  parts: [
    { name: 'rGTV', shape: cf.sphere(C, 6), role: ph.target },
    { name: 'Nerve', shape: nerve, role: ph.organ() },
  ],
})
const cache = new StageCache()
const proposed = (edits: readonly Edit[], change: Partial<typeof phantom.recipe> = {}): Promise<Proposal> =>
  proposePhantom(phantom, { ...change, edits }, cache)

const ball = (mm: number) => (4 / 3) * Math.PI * mm ** 3 * 1e-3
/** What a ball of radius b has outside one of radius a, their centres d apart. */
const outsideCm3 = (a: number, b: number, d: number) =>
  ball(b) - (Math.PI * (a + b - d) ** 2 * (d * d + 2 * d * (a + b) - 3 * (a - b) ** 2)) / (12 * d) / 1000
const cm3Of = (p: Proposal, reason: Reason): number => p.volumes.byReason.find((v) => v.reason === reason)?.cm3 ?? 0
const codes = (p: Proposal) => p.findings.filter((f) => f.kind === 'decide').map((f) => f.code)
const sumsUp = ({ volumes, reasons, field }: Proposal): void => {
  expect(volumes.byReason.reduce((sum, { cm3 }) => sum + cm3, 0)).toBeCloseTo(volumes.regionCm3, 9)
  const inside: readonly (Reason | '')[] = ['target', 'margin', 'concern', 'edited-in']
  let wrong = 0
  field.mm.forEach((d, n) => {
    if (d < 0 !== inside.includes(reasons.legend[reasons.code[n] as number] ?? '')) wrong++
  })
  expect(wrong).toBe(0)
}

describe('edits replayed over the automatic CTV', () => {
  const side = { ...stroke('add', sweep(at(-11, 0, 0), 4)), id: '1' }
  const hole = { ...stroke('take', sweep(at(0, 8.5, 0), 2)), id: '2' }

  test('a ball brushed on and one erased have the closed-form effect, and reasons', async () => {
    const plain = await proposed([])
    const p = await proposed([side, hole])
    expect(Math.abs((p.edits[0]?.cm3 ?? 0) / outsideCm3(11, 4, 11) - 1)).toBeLessThan(0.01)
    expect(Math.abs((p.edits[1]?.cm3 ?? 0) / -ball(2) - 1)).toBeLessThan(0.01)
    const change = p.edits.reduce((sum, e) => sum + e.cm3, 0)
    expect(p.volumes.solidCm3 - plain.volumes.solidCm3).toBeCloseTo(change, 6)
    expect(Math.abs(cm3Of(p, 'edited-in') / outsideCm3(11, 4, 11) - 1)).toBeLessThan(0.03)
    expect(Math.abs(cm3Of(p, 'edited-out') / ball(2) - 1)).toBeLessThan(0.05)
    // All but a voxel or two that smoothing had taken of the grown region.
    expect(cm3Of(p, 'edited-in') - (p.volumes.regionCm3 - plain.volumes.regionCm3)).toBeLessThan(0.001)
    sumsUp(p)
    sumsUp(plain)
    expect(codes(p)).toEqual([])
    expect(p.achieved.cutBy.map((c) => c.reason)).toContain('edited-out')
  })

  test('twice the same bytes; off is absent; the log stays in the recipe', async () => {
    const once = await proposed([side, hole])
    const again = await proposePhantom(phantom, { edits: [side, hole] })
    expect(Buffer.from(again.field.mm.buffer).equals(Buffer.from(once.field.mm.buffer))).toBe(true)
    expect(JSON.stringify(again.contours.map((l) => [...l.pointsLps]))).toBe(
      JSON.stringify(once.contours.map((l) => [...l.pointsLps])),
    )
    const off = await proposed([{ ...side, on: false }, hole])
    const absent = await proposed([hole])
    expect(off.volumes).toEqual(absent.volumes)
    expect(off.edits).toEqual([{ id: '1', cm3: 0 }, ...absent.edits])
    expect(off.key).not.toBe(absent.key)
    expect(off.recipe.edits).toHaveLength(2)
  })

  test('another margin has the same log replayed over it', async () => {
    const p = await proposed([side, hole], { margin: ph.isotropic(3) })
    expect(Math.abs((p.edits[0]?.cm3 ?? 0) / outsideCm3(9, 4, 11) - 1)).toBeLessThan(0.01)
    sumsUp(p)
  })

  test('what is added stops at an organ; where it may enter, that is to be decided and the cm3 are those asked about', async () => {
    const into = { ...stroke('add', sweep(at(11, 0, 0), 4)), id: '1' }
    const stopped = await proposed([into])
    // The nerve's face is 11 mm from the centre.
    expect(cm3Of(stopped, 'organ:Nerve')).toBe(cm3Of(await proposed([]), 'organ:Nerve'))
    expect(codes(stopped)).toEqual([])
    const entering = await proposed([{ ...into, mayEnter: true }])
    const [told] = entering.findings.filter((f) => f.code === 'edit/enters-exclusion')
    expect(told?.message).toMatch(/^Edit 1 \(brush\) brings in 0\.13\d cm3 that Nerve excludes\.$/)
    expect(Math.abs(entering.volumes.solidCm3 - stopped.volumes.solidCm3 - ball(4) / 2)).toBeLessThan(0.01 * ball(4))
    const map = await exclusionMap(phantom.inputs, phantom.recipe, await testEngine(), cache, quietJob)
    const [asked] = entersExclusion(into, (await proposed([])).field, map)
    expect(asked?.reason).toBe('organ:Nerve')
    expect(told?.message).toContain(asked?.cm3.toFixed(3))
    expect(entersExclusion(side, stopped.field, map)).toEqual([])
    sumsUp(entering)
  })

  test('what takes of the target is to be decided', async () => {
    const p = await proposed([{ ...stroke('take', sweep(at(0, 0, 6), 2)), id: '7' }])
    const told = p.findings.find((f) => f.code === 'edit/takes-target')
    expect(told?.message).toMatch(/^Edit 1 \(eraser\) takes 0\.01\d cm3 of the target/)
    expect(told).toMatchObject({ attribute: 'edit 7', atLps: at(0, 0, 6) })
    expect(cm3Of(p, 'target')).toBeLessThan(cm3Of(await proposed([]), 'target'))
    sumsUp(p)
  })

  test('a stroke far off reaches past the working grid and is whole', async () => {
    const far = { ...stroke('add', sweep(at(0, 0, 62), 3)), id: '1' }
    const p = await proposed([far])
    expect(Math.abs((p.edits[0]?.cm3 ?? 0) / ball(3) - 1)).toBeLessThan(0.01)
    const plain = await proposed([])
    expect(p.volumes.solidCm3 - plain.volumes.solidCm3).toBeCloseTo(p.edits[0]?.cm3 ?? 0, 5)
    sumsUp(p)
    await expect(proposed([{ ...far, shape: sweep([9000, 0, 0], 3) }])).rejects.toMatchObject({
      code: 'grid/too-large',
    })
  })

  test('smoothing rounds a step off within its bound, enters no exclusion and keeps the target', async () => {
    const flat = { normalLps: [0, 0, 1] as const, halfThicknessMm: 1.25 }
    const step = { ...stroke('add', { is: 'sweep', pathLps: at(-13, 0, 0), radiusMm: 6, flat }), id: '1' }
    const sharp = await proposed([step])
    const round = await proposed([step, { id: '2', on: true, mayEnter: false, do: 'smooth', mm: 1 }])
    let most = 0
    let entered = 0
    const organAt = sharp.reasons.legend.indexOf('organ:Nerve')
    round.field.mm.forEach((d, n) => {
      const before = sharp.field.mm[n] as number
      if (d < 0 !== before < 0) most = Math.max(most, Math.abs(before))
      if (d < 0 && sharp.reasons.code[n] === organAt) entered++
    })
    expect(most).toBeGreaterThan(0.3)
    expect(most).toBeLessThanOrEqual(1)
    expect(entered).toBe(0)
    expect(round.edits[1]?.cm3).toBeLessThan(-0.005)
    expect(cm3Of(round, 'target')).toBe(cm3Of(sharp, 'target'))
    sumsUp(round)
  })

  test('a log that takes all is refused by name', async () => {
    await expect(proposed([{ ...stroke('take', sweep(C, 20)), id: '1' }])).rejects.toMatchObject({
      code: 'proposal/everything-subtracted',
      message: expect.stringContaining('edits by hand'),
    })
  })

  test('the field in the cache stays as it was', async () => {
    const before = await proposed([side])
    const volume = solidVolumeMm3(before.field)
    await proposed([side, hole])
    await proposed([side, { ...hole, id: '3' }])
    expect(solidVolumeMm3((await proposed([side])).field)).toBe(volume)
  })
})
