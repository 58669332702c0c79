import { describe, expect, test } from 'vitest'
import {
  type FrameUid,
  type Grid,
  pointLps,
  type Sha256,
  type Uid,
  type Vec3,
} from '../../../../src/core/frame/index.js'
import {
  blockRound,
  blockSize,
  cropVolume,
  isVoxelPadding,
  medianPlaneSpacingMm,
  planeThicknessMm,
  readBlock,
  resampleBlock,
  type Volume,
  volumeHolds,
} from '../../../../src/core/volume/index.js'

/** A volume whose values are linear in LPS, on planes at the given heights, each shifted along y (a tilted gantry). */
const ramp = (heights: readonly number[], shearMm = 0): { volume: Volume; valueAt: (p: Vec3) => number } => {
  const [columns, rows] = [24, 20]
  const [columnMm, rowMm] = [0.9, 1.2]
  const valueAt = (p: Vec3) => 100 + 3 * p[0] - 5 * p[1] + 7 * p[2]
  const slope = heights.map((_, k) => 0.5 + 0.25 * k)
  const intercept = heights.map((_, k) => -1000 + k)
  const origin = (k: number): Vec3 => [-10, 5 + shearMm * k, heights[k] as number]
  const data = new Float32Array(columns * rows * heights.length)
  for (let k = 0, o = 0; k < heights.length; k++)
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++, o++) {
        const [x, y, z] = origin(k)
        data[o] = (valueAt([x + i * columnMm, y + j * rowMm, z]) - (intercept[k] as number)) / (slope[k] as number)
      }
  const frame = '1.2' as FrameUid
  const uid = '1.3' as Uid
  const volume: Volume = {
    seriesUid: uid,
    studyUid: uid,
    frame,
    modality: 'CT',
    description: '',
    date: '',
    grid: {
      frame,
      size: [columns, rows, heights.length],
      originLps: pointLps(-10, 5, heights[0] as number),
      spacingMm: [columnMm, rowMm, 2],
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    planes: heights.map((_, k) => ({
      originLps: pointLps(...origin(k)),
      rowDirection: [1, 0, 0],
      columnDirection: [0, 1, 0],
      normal: [0, 0, 1],
      sopInstanceUid: uid,
      sopClassUid: uid,
    })),
    evenlySpaced: false,
    data,
    slope,
    intercept,
    unit: 'HU',
    hash: '' as Sha256,
  }
  return { volume, valueAt }
}

const grid: Grid = {
  frame: '1.2' as FrameUid,
  size: [9, 8, 12],
  originLps: pointLps(-5.2, 9.1, 0.4),
  spacingMm: [0.5, 0.5, 0.5],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
}
const corners = [pointLps(-5.2, 9.1, 0.4), pointLps(-1.2, 12.6, 5.9)]

describe('values of an image on a grid', () => {
  for (const [name, heights, shear] of [
    ['even slices', [0, 2, 4, 6, 8], 0],
    ['uneven slices', [-1, 0, 1.5, 5, 9], 0],
    ['sheared slices', [0, 2, 4, 6, 8], 0.7],
  ] as const)
    test(`${name}: a linear image is met exactly, each plane with its own rescale and place`, () => {
      const { volume, valueAt } = ramp(heights, shear)
      const out = resampleBlock(volume, readBlock(volume, blockRound(volume, corners, 4)), grid)
      for (let k = 0, n = 0; k < 12; k++)
        for (let j = 0; j < 8; j++)
          for (let i = 0; i < 9; i++, n++)
            expect(out[n]).toBeCloseTo(valueAt([-5.2 + i / 2, 9.1 + j / 2, 0.4 + k / 2]), 2)
    })

  test('beyond the image there is no value', () => {
    const { volume } = ramp([0, 2, 4])
    const out = resampleBlock(volume, readBlock(volume, blockRound(volume, corners, 4)), grid)
    expect(out[0]).not.toBeNaN()
    expect(out[out.length - 1]).toBeNaN()
  })

  test('a block holds the voxels within its reach and no others', () => {
    const { volume } = ramp([0, 2, 4, 6, 8, 10])
    const block = blockRound(volume, [pointLps(0, 10, 4)], 2.1)
    expect(block.from[2]).toBe(1)
    expect(block.to[2]).toBe(4)
    expect(blockSize(block)[0]).toBe(Math.floor(12.1 / 0.9) - Math.ceil(7.9 / 0.9) + 1)
  })

  test('a volume cropped to a block gives the same values in it, and refuses to guess those outside', () => {
    const { volume } = ramp([0, 2, 4, 6, 8, 10], 0.7)
    const block = { from: [3, 5, 1], to: [17, 14, 5] } as const
    const cropped = cropVolume(volume, block)
    expect(cropped.data.length).toBe(14 * 9 * 4)
    expect(cropped.grid).toBe(volume.grid)
    const inner = { from: [4, 5, 2], to: [17, 13, 4] } as const
    expect(readBlock(cropped, inner)).toEqual(readBlock(volume, inner))
    expect(readBlock(cropVolume(cropped, inner), inner)).toEqual(readBlock(volume, inner))
    const nothing = { from: [9, 0, 0], to: [9, 4, 4] } as const
    expect(readBlock(cropped, nothing).values.length).toBe(0)
    expect(() => readBlock(cropped, { from: [3, 5, 1], to: [18, 14, 5] })).toThrow('not there')
    expect(() => readBlock(cropped, { from: [2, 5, 1], to: [17, 14, 5] })).toThrow('not there')
  })

  test('what was not scanned has no value of its own, and is known for it, in a part of the volume too', () => {
    const { volume } = ramp([0, 2, 4, 6])
    const stored = volume.data.map((v, n) => (n % 7 === 0 ? -3000 : v))
    const padding = [null, ...[1, 2, 3].map(() => ({ low: -3000, high: -2900 }))]
    const padded: Volume = { ...volume, data: stored, padding }
    const block = { from: [2, 1, 0], to: [20, 18, 4] } as const
    const plain = readBlock(volume, block).values
    const [ni, nj, nk] = [18, 17, 4]
    const cropped = cropVolume(padded, block)
    let unscanned = 0
    for (const held of [padded, cropped]) {
      const values = readBlock(held, block).values
      for (let k = 0; k < nk; k++)
        for (let j = 0; j < nj; j++)
          for (let i = 0; i < ni; i++) {
            const n = i + ni * (j + nj * k)
            const marked = (i + 2 + 24 * (j + 1 + 20 * k)) % 7 === 0
            expect(isVoxelPadding(held, i + 2, j + 1, k)).toBe(marked && k > 0)
            if (marked && k > 0) unscanned++
            if (marked) expect(values[n]).toBe(k > 0 ? 0 : -3000 * 0.5 - 1000)
            else expect(values[n]).toBe(plain[n])
          }
    }
    expect(unscanned).toBeGreaterThan(200)
    expect(isVoxelPadding(cropped, 0, 0, 3)).toBe(false)
  })

  test('thickness, median spacing and what lies in the image', () => {
    const { volume } = ramp([0, 1, 3, 7])
    expect([...planeThicknessMm(volume)]).toEqual([1, 1.5, 3, 4])
    expect(medianPlaneSpacingMm(volume)).toBe(2)
    expect(volumeHolds(volume, pointLps(0, 10, 3))).toBe(true)
    expect(volumeHolds(volume, pointLps(0, 10, 9))).toBe(false)
    expect(volumeHolds(volume, pointLps(-11, 10, 3))).toBe(false)
  })
})
