import { describe, expect, test } from 'vitest'
import {
  applyRigid,
  assertRigid,
  type FrameUid,
  invertRigid,
  type Mat4,
  multiplyMat4,
  pointLps,
  type Rigid,
  type Uid,
} from '../../../../src/core/frame/index.js'

/** Turned about the patient's long axis by the angle of a 3-4-5 triangle, then shifted by (10, -20, 30) mm. */
const C = 0.8
const S = 0.6
const TURN: Rigid = {
  from: '2.25.10' as FrameUid,
  to: '2.25.11' as FrameUid,
  matrix: [C, -S, 0, 10, S, C, 0, -20, 0, 0, 1, 30, 0, 0, 0, 1],
  sourceUid: '2.25.12' as Uid,
}

const closeTo = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length)
  for (const [n, value] of expected.entries()) expect(actual[n]).toBeCloseTo(value, 9)
}

describe('rigid transform', () => {
  test('takes a point of the from frame to the to frame: turned first, then shifted', () => {
    closeTo(applyRigid(TURN, pointLps(5, 0, 0)), [14, -17, 30])
    closeTo(applyRigid(TURN, pointLps(0, 5, 1)), [7, -16, 31])
  })

  test('its inverse names the frames the other way and brings the point back', () => {
    const back = invertRigid(TURN)
    expect([back.from, back.to]).toEqual([TURN.to, TURN.from])
    closeTo(applyRigid(back, pointLps(14, -17, 30)), [5, 0, 0])
  })

  test('the second matrix of a product is applied first', () => {
    const shift: Mat4 = [1, 0, 0, 5, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    const turnedShift = { ...TURN, matrix: multiplyMat4(TURN.matrix, shift) }
    closeTo(applyRigid(turnedShift, pointLps(0, 0, 0)), [14, -17, 30])
  })

  const withElement = (index: number, value: number): Mat4 => TURN.matrix.with(index, value) as unknown as Mat4

  test('a rotation with a translation is accepted', () => {
    expect(() => assertRigid(TURN.matrix)).not.toThrow()
  })

  test.each([
    ['stretched by 1 %', withElement(10, 1.01), 'deviate'],
    ['mirrored', withElement(10, -1), 'mirrors'],
    ['not a number', withElement(3, Number.NaN), 'not a number'],
    ['projective', withElement(12, 0.1), 'last row'],
  ])('a matrix that is %s is refused', (_what, matrix, word) => {
    const attempt = (): void => assertRigid(matrix, 'REG.dcm')
    expect(attempt).toThrow(expect.objectContaining({ code: 'registration/not-rigid' }))
    expect(attempt).toThrow(word)
  })
})
