import { describe, expect, test } from 'vitest'
import type { Mask } from '../../../src/core/field/index.js'
import { quietJob } from '../../../src/core/job/index.js'
import { testEngine } from '../../support/engine.js'
import { fieldOf, maskOf, obliqueGrid, seeded } from './support/grids.js'
import { floodComponents, isBorder } from './support/twins.js'

const engine = await testEngine()

describe('threshold', () => {
  const grid = obliqueGrid([13, 9, 7])
  const random = seeded(1)
  const field = fieldOf(grid, () => Math.fround(random() * 2000 - 1000))

  test.each([
    [-465, 300],
    [Number.NEGATIVE_INFINITY, -465],
    [400, Number.POSITIVE_INFINITY],
  ])('of [%d, %d] is the comparison voxel by voxel', async (lower, upper) => {
    const mask = await engine.threshold(field, lower, upper, quietJob)
    expect(mask.inside).toEqual(Uint8Array.from(field.mm, (v) => (v >= lower && v <= upper ? 1 : 0)))
    expect(mask.grid).toBe(grid)
  })

  test('takes its bounds as they are, not rounded to float32', async () => {
    const value = Math.fround(0.1) // 0.100000001490116
    const one = fieldOf(obliqueGrid([1, 1, 1]), () => value)
    expect((await engine.threshold(one, 0.1, 1, quietJob)).inside).toEqual(Uint8Array.of(1))
    expect((await engine.threshold(one, 0, 0.1, quietJob)).inside).toEqual(Uint8Array.of(0))
  })

  test('counts what is infinitely far as above every bound', async () => {
    const far = fieldOf(obliqueGrid([2, 1, 1]), () => Number.POSITIVE_INFINITY)
    expect((await engine.threshold(far, 5, Number.POSITIVE_INFINITY, quietJob)).inside).toEqual(Uint8Array.of(1, 1))
    expect((await engine.threshold(far, Number.NEGATIVE_INFINITY, 5, quietJob)).inside).toEqual(Uint8Array.of(0, 0))
  })
})

describe('components', () => {
  test.each([0.1, 0.25, 0.31, 0.5, 0.9])(
    'of a random mask with a share of %d inside are those of a flood',
    async (share) => {
      const grid = obliqueGrid([17, 11, 13])
      const mask = maskOf(grid, seeded(Math.round(share * 100)), share)
      const minVoxels = 3
      const { label, voxels } = await engine.components(mask, minVoxels, quietJob)

      const twin = floodComponents(grid, (offset) => mask.inside[offset] === 1)
      const bySize = twin.voxels.map((count, index) => ({ count, index })).filter(({ count }) => count >= minVoxels)
      bySize.sort((a, b) => b.count - a.count || a.index - b.index)
      expect(voxels).toEqual(bySize.map(({ count }) => count))
      const name = new Map(bySize.map(({ index }, rank) => [index + 1, rank + 1]))
      expect(label).toEqual(twin.label.map((from) => name.get(from) ?? 0))
      expect(bySize.length).toBeGreaterThan(0)
    },
  )

  test('of an empty mask are none', async () => {
    const empty = maskOf(obliqueGrid([5, 4, 3]), () => 1, 0.5)
    const { label, voxels } = await engine.components(empty, 0, quietJob)
    expect(voxels).toEqual([])
    expect(label.every((name) => name === 0)).toBe(true)
  })

  test('do not hang together by edges or corners', async () => {
    const grid = obliqueGrid([2, 2, 2])
    const mask: Mask = { grid, inside: Uint8Array.of(1, 0, 0, 1, 0, 1, 1, 0) }
    expect((await engine.components(mask, 0, quietJob)).voxels).toEqual([1, 1, 1, 1])
  })
})

describe('fillHoles', () => {
  test.each([0.5, 0.6, 0.75, 0.95])('fills what a flood from the border does not reach, %d inside', async (share) => {
    const grid = obliqueGrid([15, 12, 9])
    const mask = maskOf(grid, seeded(Math.round(share * 1000)), share)
    const { inside } = await engine.fillHoles(mask, quietJob)

    const outside = floodComponents(grid, (offset) => mask.inside[offset] === 0)
    const open = new Set<number>()
    outside.label.forEach((name, offset) => {
      if (name > 0 && isBorder(grid, offset)) open.add(name)
    })
    expect(inside).toEqual(Uint8Array.from(outside.label, (name) => (name > 0 && open.has(name) ? 0 : 1)))
    expect(inside).not.toEqual(mask.inside)
  })
})
