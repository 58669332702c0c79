import { expect, test } from 'vitest'
import type { DisplayVolume } from '../../../../src/viewer/space/display-volume.js'
import { filled } from '../../../../src/viewer/space/fill.js'

const displayOf = (slices: DisplayVolume['slices']): DisplayVolume => ({
  grid: {
    frame: '1.2' as DisplayVolume['grid']['frame'],
    size: [1, 1, 1],
    originLps: [0, 0, 0] as unknown as DisplayVolume['grid']['originLps'],
    spacingMm: [1, 1, 1],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  },
  data: new Float32Array(1),
  slices,
  slope: 1,
  intercept: 0,
  resampled: true,
})

/** A slice that takes 5 ms. */
const slow = (done: () => void) => () => {
  const end = performance.now() + 5
  while (performance.now() < end);
  done()
}

test('other tasks come in between the slices, and every slice is worked out once', async () => {
  let slices = 0
  const seenBetween: number[] = []
  const display = displayOf(Array.from({ length: 20 }, () => slow(() => slices++)))
  const between = setInterval(() => seenBetween.push(slices), 1)
  await Promise.all([filled(display, () => true), filled({ ...display, slope: 2 }, () => true)])
  clearInterval(between)
  expect(slices).toBe(20)
  expect(seenBetween.filter((n) => n > 0 && n < 20).length).toBeGreaterThan(2)
})

test('what is wanted no more is left', async () => {
  let slices = 0
  await filled(displayOf(Array.from({ length: 50 }, () => slow(() => slices++))), () => slices < 10)
  expect(slices).toBeGreaterThanOrEqual(10)
  expect(slices).toBeLessThan(20)
})
