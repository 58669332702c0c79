import { beforeAll, describe, expect, test } from 'vitest'
import { ontoPlane, planeAt, type SliceFacts, sliceFacts, wasLookedAt } from '../../../../src/case/index.js'
import { pointLps, type Vec3 } from '../../../../src/core/frame/index.js'
import type { Proposal } from '../../../../src/core/proposal/index.js'
import * as cf from '../../../support/closed-forms/index.js'
import * as ph from '../../../support/phantom/index.js'
import { proposePhantom } from '../../../support/propose.js'

const C: Vec3 = [12.3, -7.6, 31.9]
const R = 9
const WALL_MM = 11
const phantom = ph.phantomOf({
  name: 'slices',
  image: ph.acquire(cf.sphere(C, 18), { name: 'slices', sliceMm: 2, columnMm: 0.9, rowMm: 1.1 }),
  parts: [
    { name: 'rGTV', shape: cf.sphere(C, R), role: ph.target },
    { name: 'Wall', shape: cf.box([C[0] + WALL_MM + 3, C[1], C[2]], [3, 30, 30]), role: ph.organ(0, false) },
    { name: 'Knot', shape: cf.sphere([C[0] - 4, C[1], C[2] + 5], 3), role: ph.organ(0, false) },
  ],
})
const { image } = phantom.inputs
const zOf = (slice: SliceFacts): number => slice.atLps[2] - C[2]

let proposal: Proposal
let slices: readonly SliceFacts[]
beforeAll(async () => {
  proposal = await proposePhantom(phantom)
  slices = sliceFacts(image, proposal, proposal.reasons, proposal.findings)
})

/** Part of a disc past a chord, in mm2. */
const segment = (radius: number, from: number): number =>
  from >= radius ? 0 : radius * radius * Math.acos(from / radius) - from * Math.sqrt(radius * radius - from * from)

describe('the CTV slice by slice', () => {
  test('area and what the organ took are the closed form’s on every slice in the middle', () => {
    const middle = slices.filter((slice) => Math.abs(zOf(slice)) < 8)
    expect(middle.length).toBeGreaterThan(6)
    for (const slice of middle) {
      const radius = Math.sqrt((R + 5) ** 2 - zOf(slice) ** 2)
      const cut = segment(radius, WALL_MM) / 100
      const area = (Math.PI * radius * radius) / 100 - cut
      expect(Math.abs(slice.areaCm2 - area)).toBeLessThan(0.02 * area)
      const wall = slice.cut.find(({ reason }) => reason === 'organ:Wall')?.cm2 ?? 0
      expect(Math.abs(wall - cut)).toBeLessThan(0.05 + 0.05 * cut)
    }
  })

  test('outside the CTV there is nothing', () => {
    const outside = slices.filter((slice) => Math.abs(zOf(slice)) > 15.5)
    expect(outside.length).toBeGreaterThan(0)
    for (const slice of outside) expect([slice.areaCm2, slice.cut.length, slice.fingerprint]).toEqual([0, 0, ''])
  })

  test('a finding is on the slice where it is: what lies in the organ is deepest at its middle', () => {
    const found = slices.filter((slice) => slice.findings.some((finding) => finding.code === 'target/in-organ'))
    expect(found.length).toBe(1)
    expect(Math.abs((found[0] === undefined ? 0 : zOf(found[0])) - 5)).toBeLessThan(2)
  })

  test('only slices whose contours changed are to be looked at again', async () => {
    const looked = Object.fromEntries(slices.map((slice) => [slice.uid, slice.fingerprint]))
    const roles = phantom.recipe.roles.filter(({ roi }) => roi.name !== 'Wall')
    const other = await proposePhantom(phantom, { roles })
    const again = sliceFacts(image, other, other.reasons, other.findings)
    const unseen = again.filter((slice) => !wasLookedAt(looked, slice))
    expect(unseen.length).toBeGreaterThan(5)
    for (const slice of unseen) expect(Math.abs(zOf(slice))).toBeLessThan(Math.sqrt((R + 5) ** 2 - WALL_MM ** 2) + 2)
    expect(slices.every((slice) => wasLookedAt(looked, slice))).toBe(true)
  })
})

describe('planes', () => {
  test('a point belongs to the closest plane, and is moved onto one along the normal', () => {
    const plane = image.planes[4]
    if (plane === undefined) throw new Error('there are too few planes')
    const point = pointLps(3, 4, plane.originLps[2] + 0.9)
    expect(planeAt(image, point)).toBe(4)
    expect(ontoPlane(plane, point)).toEqual([3, 4, plane.originLps[2]])
  })
})
