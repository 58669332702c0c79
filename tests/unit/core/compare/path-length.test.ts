import { describe, expect, test } from 'vitest'
import { addedPathLengthMm, contourLengthMm } from '../../../../src/core/compare/path-length.js'

const outer = [0, 0, 40, 0, 40, 30, 0, 30]
const hole = [15, 10, 15, 20, 25, 20, 25, 10]
/** From the outer loop's first point to the hole's and back. */
const keyhole = [...outer, 0, 0, ...hole, 15, 10]

const nested = [{ wMm: 3, loopsMm: [Float64Array.from(outer), Float64Array.from(hole)] }]
const bridged = [{ wMm: 3, loopsMm: [Float64Array.from(keyhole)] }]

describe('a hole by a keyhole', () => {
  test('is as long as the nested one: its bridge is no part of the outline', () => {
    expect(contourLengthMm(nested)).toBe(2 * (40 + 30) + 4 * 10)
    expect(contourLengthMm(bridged)).toBe(contourLengthMm(nested))
  })

  test('adds nothing to the nested one, either way round', () => {
    expect(addedPathLengthMm(bridged, nested, 1)).toBe(0)
    expect(addedPathLengthMm(nested, bridged, 1)).toBe(0)
  })
})
