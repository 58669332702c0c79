import { describe, expect, test } from 'vitest'
import { sliceGaps } from '../../../../src/core/volume/index.js'

/** Heights from 10 mm on, these distances apart. */
const at = (...steps: number[]): number[] => {
  const heights = [10]
  for (const s of steps) heights.push((heights.at(-1) as number) + s)
  return heights
}

describe('a missing slice', () => {
  test.each([
    ['one', at(2, 2, 4, 2, 2), [[14, 18, 2]]],
    [
      'two side by side',
      at(2, 2, 4, 4, 2, 2),
      [
        [14, 18, 2],
        [18, 22, 2],
      ],
    ],
    [
      'two of unlike width',
      at(2, 2, 2, 6, 4, 2, 2, 2),
      [
        [16, 22, 2],
        [22, 26, 2],
      ],
    ],
    ['at the end', at(2, 2, 2, 3.9), [[16, 19.9, 2]]],
    ['none in even slices', at(2.5, 2.5, 2.5), []],
    ['none under 1.9 times', at(2, 2, 3.7, 2, 2), []],
    ['none in a part with wider slices', at(2, 2, 2, 2, 2, 5, 5, 5, 5), []],
    ['none in two slices', at(3), []],
    ['none in slices that widen', at(1, 1.4, 2, 2.8, 4, 5.6), []],
  ] as const)('%s', (_, heights, expected) => {
    expect(sliceGaps(heights).map((g) => [g.fromMm, g.toMm, g.usualMm])).toEqual(expected)
  })
})
