import { describe, expect, it } from 'vitest'
import type { Vec3 } from '../../src/core/frame/index.js'
import type { OrganDistance, Proposal } from '../../src/core/proposal/index.js'
import * as cf from '../support/closed-forms/index.js'
import * as ph from '../support/phantom/index.js'
import { proposePhantom } from '../support/propose.js'

const C: Vec3 = [-7.3, 14.2, 41.6]
const R = 9
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]
const artery = { is: 'keep-and-warn' } as const

/** Closed forms: from the sphere's surface to each organ's, and from the CTV's. */
const EXPECTED: Readonly<Record<string, readonly [number | null, number | null]>> = {
  // A ball in the plane, 14 mm off: cut nowhere.
  Ball: [14, 9],
  // Its far side is cut by the wall at 2 mm: the CTV ends there.
  Wall: [2, 0],
  // Behind the wall, 8 mm from the target, 6 mm from where the CTV ends.
  Behind: [8, 6],
  // Through the margin: kept in the CTV.
  A_Carotid_L: [3, 0],
  A_Carotid_R: [6.5, 1.5],
  Far: [null, null],
}

const phantom = ph.phantomOf({
  name: 'distances',
  image: ph.acquire(cf.sphere(C, 26), { name: 'distances', sliceMm: 2, columnMm: 0.8, rowMm: 1 }),
  parts: [
    { name: 'rGTV', shape: cf.sphere(C, R), role: ph.target },
    { name: 'Ball', shape: cf.sphere(at(-19, -19, 0), 2 * Math.SQRT1_2 * 19 - R - 14), role: ph.organ(0, false) },
    { name: 'Wall', shape: cf.box(at(R + 3, 0, 0), [1, 40, 40]), role: ph.barrier },
    { name: 'Behind', shape: cf.box(at(R + 12, 0, 0), [4, 6, 6]), role: ph.organ(2, false) },
    { name: 'A_Carotid_L', shape: cf.capsule(at(0, R + 5, -20), at(0, R + 5, 20), 2), role: artery },
    { name: 'A_Carotid_R', shape: cf.capsule(at(-R - 8.5, 0, -20), at(-R - 8.5, 0, 20), 2), role: artery },
    { name: 'Far', shape: cf.sphere(at(0, -34, 0), 4), role: ph.organ(0, false) },
  ],
})

const organ = (p: Proposal, name: string): OrganDistance => {
  const found = p.distances.organs.find((one) => one.roi === name)
  if (found === undefined) throw new Error(`${name} was not measured`)
  return found
}

describe('distances between surfaces', () => {
  it('are the closed forms within 0.2 mm, to the target and to the CTV', async () => {
    const p = await proposePhantom(phantom)
    for (const [name, [targetMm, ctvMm]] of Object.entries(EXPECTED)) {
      const found = organ(p, name)
      console.log(`${name}: target ${found.targetMm?.toFixed(2)} mm, CTV ${found.ctvMm?.toFixed(2)} mm`)
      for (const [told, exact, what] of [
        [found.targetMm, targetMm, 'target'],
        [found.ctvMm, ctvMm, 'CTV'],
      ] as const) {
        if (exact === null) expect(told, `${name} to ${what}`).toBeNull()
        else expect(Math.abs((told ?? Infinity) - exact), `${name} to ${what}`).toBeLessThan(0.2)
      }
    }
  })

  it('flag a carotid artery under 5 mm, and say how much of it the CTV holds', async () => {
    const p = await proposePhantom(phantom)
    const [left, right] = [organ(p, 'A_Carotid_L'), organ(p, 'A_Carotid_R')]
    expect([left.flagged, right.flagged, organ(p, 'Ball').flagged]).toEqual([true, false, false])
    expect(left.ctvOverlapCm3).toBeGreaterThan(0.01)
    expect(left.targetOverlapCm3).toBe(0)
    const lens = cf.volumeMm3(cf.intersect(cf.sphere(C, R + 5), cf.capsule(at(0, R + 5, -20), at(0, R + 5, 20), 2)), 24)
    expect(Math.abs(left.ctvOverlapCm3 - lens / 1000)).toBeLessThan(0.02)
    const at0 = left.nearestLps ?? [0, 0, 0]
    const from = at(0, R + 3, 0)
    // Along the artery the distance hardly changes: the place is told within a few mm.
    expect(Math.abs(at0[1] - from[1])).toBeLessThan(0.3)
    expect(Math.abs(at0[2] - from[2])).toBeLessThan(3)
    expect(p.findings.filter((f) => f.code === 'carotid/reached').map((f) => f.roi)).toEqual(['A_Carotid_L'])
  })

  it('are 0 with the shared volume where the target lies in the organ', async () => {
    const inside = ph.phantomOf({
      name: 'inside',
      image: phantom.image,
      parts: [
        { name: 'rGTV', shape: cf.sphere(C, 5), role: ph.target },
        { name: 'Brain', shape: cf.sphere(C, 24), role: ph.organ(0, false) },
      ],
    })
    const brain = organ(await proposePhantom(inside), 'Brain')
    expect([brain.targetMm, brain.ctvMm]).toEqual([0, 0])
    expect(Math.abs(brain.targetOverlapCm3 - (4 / 3) * Math.PI * 0.125)).toBeLessThan(0.01)
  })
})
