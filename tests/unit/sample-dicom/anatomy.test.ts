import { describe, expect, test } from 'vitest'
import { anatomyOf, generateSample, roisOf } from '../../../sample-dicom/generator/index.js'
import { grainSlice } from '../../../sample-dicom/generator/noise.js'

const { target } = anatomyOf(1)
const rois = roisOf(anatomyOf(1))
const shape = (name: string) => {
  const roi = rois.find((r) => r.name === name)
  if (roi === undefined) throw new Error(`no ${name}`)
  return roi.shape
}

/** The smallest value of a function over the bed, sampled every half millimetre. */
const leastOverBed = (f: (x: number, y: number, z: number) => number): number => {
  let least = Number.POSITIVE_INFINITY
  for (let z = -16; z <= 18; z += 0.5)
    for (let y = -20; y <= 14; y += 0.5)
      for (let x = -4; x <= 36; x += 0.5) if (target.bed.at(x, y, z) < 0) least = Math.min(least, f(x, y, z))
  return least
}

describe('the sample exercises the rules', () => {
  test('the left carotid passes within 5 mm of the bed and outside it', () => {
    const gapMm = leastOverBed(shape('A_Carotid_L').at)
    expect(gapMm).toBeGreaterThan(0.5)
    expect(gapMm).toBeLessThan(4)
  })

  test('the clivus lies behind the bed within 5 mm, the brainstem behind it within 15 mm', () => {
    expect(leastOverBed(shape('Bone_Clivus').at)).toBeGreaterThan(0)
    expect(leastOverBed(shape('Bone_Clivus').at)).toBeLessThan(4)
    const brainstemMm = leastOverBed(shape('Brainstem').at)
    expect(brainstemMm).toBeGreaterThan(5)
    expect(brainstemMm).toBeLessThan(15)
  })

  test('the bed borders on the cavity and holds no part of it', () => {
    const gapMm = leastOverBed(target.cavity.at)
    expect(gapMm).toBeGreaterThanOrEqual(0)
    expect(gapMm).toBeLessThan(0.5)
  })

  test('the rGTV lies in the bed, the concern region holds a part of the bed only', () => {
    let outsideMm = Number.NEGATIVE_INFINITY
    let marked = 0
    let bed = 0
    for (let z = -16; z <= 18; z += 0.5)
      for (let y = -20; y <= 14; y += 0.5)
        for (let x = -4; x <= 36; x += 0.5) {
          if (target.rGtv.at(x, y, z) < 0) outsideMm = Math.max(outsideMm, target.bed.at(x, y, z))
          if (target.bed.at(x, y, z) >= 0) continue
          bed++
          if (target.concern.at(x, y, z) < 0) marked++
        }
    expect(outsideMm).toBeLessThan(0)
    expect(marked / bed).toBeGreaterThan(0.05)
    expect(marked / bed).toBeLessThan(0.5)
  })
})

test('target scale 1.48 gives a bed of 40 cm3', () => {
  expect(anatomyOf(1.48).target.mm3.bed / 1000).toBeCloseTo(40, 0)
})

test('a size given in numbers makes a CT of that size under other UIDs', () => {
  const first = (options: Parameters<typeof generateSample>[0]): Buffer => {
    for (const { bytes } of generateSample(options)) return Buffer.from(bytes)
    throw new Error('no file')
  }
  const sized = first({ scale: { columns: 32, rows: 24, slices: 2 } })
  const others = first({ scale: { columns: 32, rows: 24, slices: 2 }, seed: 2 })
  expect(sized.length - 32 * 24 * 2).toBeGreaterThan(500)
  expect(sized.length - 32 * 24 * 2).toBeLessThan(2500)
  expect(sized.subarray(-32 * 24 * 2).equals(others.subarray(-32 * 24 * 2))).toBe(false)
  expect(sized.equals(first({ scale: { columns: 32, rows: 24, slices: 2 } }))).toBe(true)
})

test('noise has mean 0 and spread 1, and differs from slice to slice', () => {
  const values = grainSlice(128, 128, 5, 1)
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const spread = Math.sqrt(values.reduce((a, b) => a + (b - mean) * (b - mean), 0) / values.length)
  expect(Math.abs(mean)).toBeLessThan(0.05)
  expect(Math.abs(spread - 1)).toBeLessThan(0.03)
  expect(grainSlice(128, 128, 6, 1)[100]).not.toBe(values[100])
})
