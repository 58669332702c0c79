import { describe, expect, test } from 'vitest'
import { carve } from '../../../../src/core/proposal/carve.js'
import { overlay } from '../../../../src/core/proposal/exclusions.js'
import type { Growths } from '../../../../src/core/proposal/growth.js'
import type { Reason } from '../../../../src/core/proposal/index.js'
import { reasonMap, volumesByReason } from '../../../../src/core/proposal/reasons.js'
import { type Twin, takenFromTwin } from '../../../../src/core/proposal/twin.js'
import { fieldOf, lattice, offsetOf, ruleOf } from './support/hand-made.js'

const grid = lattice(24)
/** A cube of target from 8 to 15, its faces half-way between nodes; distances along the axes only, as the cuts need them. */
const target = fieldOf(grid, (p) => Math.max(...p.map((x) => Math.abs(x - 11.5))) - 4)
const farFrom = (x: number) => fieldOf(grid, (p) => (p[0] > x ? -1 : 1) * Math.abs(p[0] - x - 0.5))

const growthsOf = (
  marginMm: number,
  free = target.mm,
  concern?: { free: Float32Array; marginMm: number },
): Growths => ({
  base: { marginMm, straight: target.mm, free },
  concerns: concern === undefined ? [] : [{ ...concern, straight: target.mm }],
  blocked: undefined,
  findings: [],
})

const reasonAt = (map: ReturnType<typeof reasonMap>, i: number, j: number, k: number): Reason | '' => {
  const [a, b, c] = map.grid.originLps
  return map.legend[map.code[offsetOf(map.grid, i - a, j - b, k - c)] ?? 0] ?? ''
}

describe('one reason a voxel, by precedence', () => {
  const rules = [
    ruleOf('air', farFrom(17), { cutsTarget: true }),
    ruleOf('barrier:Dura', farFrom(16)),
    ruleOf('organ:First', farFrom(15)),
    ruleOf('organ:Second', farFrom(14)),
    ruleOf('outside-body', farFrom(13)),
  ]
  const map = (over = rules, growths = growthsOf(4)) => {
    const carved = carve(target, growths, overlay(target, over))
    return reasonMap(carved, over, carved.carved)
  }

  test('target that is kept, then air, barrier, organs in order, body', () => {
    const m = map()
    expect([14, 15, 16, 17, 18, 19, 20].map((i) => reasonAt(m, i, 11, 11))).toEqual([
      'target',
      'target',
      'organ:First',
      'barrier:Dura',
      'air',
      'air',
      '',
    ])
    expect(reasonAt(m, 14, 17, 11)).toBe('outside-body')
    expect(reasonAt(m, 15, 17, 11)).toBe('organ:Second')
    expect(reasonAt(m, 11, 17, 11)).toBe('margin')
  })

  test('air takes target, a barrier does so only when told', () => {
    const low = [
      ruleOf('air', farFrom(13), { cutsTarget: true }),
      ruleOf('barrier:Dura', farFrom(11), { cutsTarget: true }),
    ]
    const m = map(low)
    expect([11, 12, 13, 14, 15].map((i) => reasonAt(m, i, 11, 11))).toEqual([
      'target',
      'barrier:Dura',
      'barrier:Dura',
      'air',
      'air',
    ])
  })

  test('what is not reached gives way to the rule that takes it', () => {
    const free = target.mm.map((d, n) => (n % 24 > 16 ? Number.POSITIVE_INFINITY : n % 24 === 16 ? d + 9 : d))
    const m = map([ruleOf('organ:First', farFrom(17))], growthsOf(4, free))
    expect([16, 17, 18].map((i) => reasonAt(m, i, 11, 11))).toEqual(['beyond-margin', 'unreachable', 'organ:First'])
  })

  test('a voxel exactly at the margin is not in the region, and none is beyond the margin where nothing blocks', () => {
    const m = map([], growthsOf(3.5))
    expect([17, 18, 19].map((i) => reasonAt(m, i, 11, 11))).toEqual(['margin', 'margin', ''])
    expect(volumesByReason(m).byReason.map((r) => r.reason)).toEqual(['target', 'margin'])
  })

  test('the base margin speaks before the area of concern, a free way before one that is not', () => {
    const shut = target.mm.map(() => Number.POSITIVE_INFINITY)
    const m = map([], growthsOf(2, target.mm, { free: target.mm, marginMm: 4 }))
    expect([17, 18, 19, 20].map((i) => reasonAt(m, i, 11, 11))).toEqual(['margin', 'concern', 'concern', ''])
    const shutBase = map([], growthsOf(4, shut, { free: target.mm, marginMm: 4 }))
    expect(reasonAt(shutBase, 17, 11, 11)).toBe('concern')
    const shutConcern = map([], growthsOf(2, target.mm, { free: shut, marginMm: 4 }))
    expect([17, 18].map((i) => reasonAt(shutConcern, i, 11, 11))).toEqual(['margin', 'unreachable'])
  })

  test('the volumes add up to the region', () => {
    const { byReason, regionCm3 } = volumesByReason(map())
    expect(byReason.length).toBeGreaterThanOrEqual(6)
    expect(byReason.reduce((sum, r) => sum + r.cm3, 0)).toBeCloseTo(regionCm3, 12)
    // 8 nodes of target and 4 nodes nearer than 4 mm on either side.
    expect(regionCm3).toBeCloseTo(16 ** 3 / 1000, 12)
  })
})

describe('what tidying took', () => {
  test('is an island where it touches nothing that stayed, else smoothed', () => {
    // A corner is smoothed off; behind a layer that an organ took, a plate stands alone.
    const organ = ruleOf(
      'organ:Wall',
      fieldOf(grid, (p) => Math.abs(p[0] - 17) - 0.5),
    )
    const walled = carve(target, growthsOf(4), overlay(target, [organ]))
    const [a, b, c] = walled.grid.originLps
    const at = (i: number, j: number, k: number) => offsetOf(walled.grid, i - a, j - b, k - c)
    const tidied = walled.carved.mm.slice()
    for (const i of [18, 19]) for (let k = 4; k < 20; k++) for (let j = 4; j < 20; j++) tidied[at(i, j, k)] = 1
    tidied[at(4, 4, 4)] = 1
    const m = reasonMap(walled, [organ], { grid: walled.grid, mm: tidied })
    expect([reasonAt(m, 18, 11, 11), reasonAt(m, 17, 11, 11), reasonAt(m, 4, 4, 4)]).toEqual([
      'island',
      'organ:Wall',
      'smoothed',
    ])
  })

  test('as one island of 200,000 voxels is told without end of the stack', () => {
    const wide = lattice(64)
    const field = fieldOf(wide, () => -1)
    const base = { marginMm: 1, straight: field.mm, free: field.mm }
    const growths: Growths = { base, concerns: [], blocked: undefined, findings: [] }
    const carved = carve(field, growths, overlay(field, []))
    const gone = { grid: carved.grid, mm: carved.carved.mm.map(() => 1) }
    const { byReason } = volumesByReason(reasonMap(carved, [], gone))
    expect(byReason).toEqual([{ reason: 'island', cm3: 64 ** 3 / 1000 }])
  })
})

describe('taken from the literal twin', () => {
  const twinField = fieldOf(grid, (p) => Math.max(...p.map((x) => Math.abs(x - 11.5))) - 9)
  const voxels = twinField.mm.reduce((sum, d) => sum + (d < 0 ? 1 : 0), 0)
  const twin: Twin = { field: twinField, voxels, contours: [], solidCm3: 0 }

  test.each([1, 3, 4])('sums to the twin less the CTV, with a margin of %i mm', (marginMm) => {
    const rules = [ruleOf('organ:Nerve', farFrom(15)), ruleOf('outside-body', farFrom(13))]
    const carved = carve(target, growthsOf(marginMm), overlay(target, rules))
    const map = reasonMap(carved, rules, carved.carved)
    const taken = takenFromTwin(twin, carved.carved, map)
    const ctv = carved.carved.mm.reduce((sum, d) => sum + (d < 0 ? 1 : 0), 0)
    expect(taken.reduce((sum, t) => sum + t.cm3, 0)).toBeCloseTo((voxels - ctv) / 1000, 9)
    expect(taken.map((t) => t.reason).sort()).toEqual(['beyond-margin', 'organ:Nerve', 'outside-body'])
  })
})
