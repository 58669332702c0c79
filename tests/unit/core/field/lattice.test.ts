import { describe, expect, test } from 'vitest'
import {
  boxOfGrid,
  boxRound,
  cropField,
  forSharedRows,
  gridOfBox,
  meetBoxes,
  padBox,
} from '../../../../src/core/field/index.js'
import { type FrameUid, indexIjk, indexToLps } from '../../../../src/core/frame/index.js'

const frame = '1.2' as FrameUid

describe('boxes of the anchored lattice', () => {
  test('a larger reach keeps every voxel of the smaller grid in its place', () => {
    const small = gridOfBox(frame, boxRound([-10.3, 4.2, -7.7], [3.3, 9.9, 1.1], 5, 0.5), 0.5)
    const large = gridOfBox(frame, boxRound([-10.3, 4.2, -7.7], [3.3, 9.9, 1.1], 15, 0.5), 0.5)
    const shift = [0, 1, 2].map((c) => ((small.originLps[c] as number) - (large.originLps[c] as number)) / 0.5)
    for (const s of shift) expect(Number.isInteger(s)).toBe(true)
    const [a, b, c] = shift as [number, number, number]
    expect(indexToLps(large, indexIjk(a + 1, b + 2, c + 3))).toEqual(indexToLps(small, indexIjk(1, 2, 3)))
    expect(boxOfGrid(small)).toEqual(boxRound([-10.3, 4.2, -7.7], [3.3, 9.9, 1.1], 5, 0.5))
  })

  test('what boxes share, and that boxes apart share nothing', () => {
    const a = { from: [0, 0, 0], to: [4, 4, 4] } as const
    expect(meetBoxes(a, { from: [3, -2, 4], to: [9, 1, 8] })).toEqual({ from: [3, 0, 4], to: [4, 1, 4] })
    expect(meetBoxes(a, { from: [5, 0, 0], to: [6, 4, 4] })).toBeUndefined()
    let rows = 0
    forSharedRows(a, { from: [5, 0, 0], to: [6, 4, 4] }, () => rows++)
    expect(rows).toBe(0)
  })

  test('cropping moves values with their voxels and fills the rest', () => {
    const from = gridOfBox(frame, { from: [-2, 0, 1], to: [1, 2, 3] }, 0.5)
    const mm = Float32Array.from({ length: 4 * 3 * 3 }, (_, n) => n)
    const to = gridOfBox(frame, padBox(boxOfGrid(from), 1), 0.5)
    const out = cropField({ grid: from, mm }, to, -7)
    const [nx, ny] = to.size
    expect(out.mm[0]).toBe(-7)
    for (let n = 0; n < mm.length; n++) {
      const [x, y, z] = [n % 4, Math.floor(n / 4) % 3, Math.floor(n / 12)]
      expect(out.mm[x + 1 + nx * (y + 1 + ny * (z + 1))]).toBe(n)
    }
    expect(cropField(out, from, 0).mm).toEqual(mm)
  })
})
