import { describe, expect, test } from 'vitest'
import {
  type Accepted,
  acceptanceOf,
  decide,
  isAccepted,
  note,
  sortedAcceptances,
  withAcceptances,
} from '../../../../src/core/problem/index.js'

const inOrgan = (roi: string, cm3 = 1.2) =>
  decide('target/in-organ', `${cm3} cm3 of the target lies in ${roi}.`, 'Accept.', { roi })
const brainstem = inOrgan('Brainstem')
const chiasm = inOrgan('Chiasm')
const byAb: Accepted = { code: 'target/in-organ', message: brainstem.message, initials: 'AB' }

describe('accepting', () => {
  test('one finding leaves another of the same code, about something else, to be decided', () => {
    const [first, second] = withAcceptances([brainstem, chiasm], [byAb])
    expect(first).toEqual({ ...brainstem, accepted: true, acceptedBy: 'AB' })
    expect(second).toEqual(chiasm)
  })

  test('a code alone accepts all of it, without a name; one with initials comes first', () => {
    const both = withAcceptances([brainstem, chiasm], ['target/in-organ', byAb])
    expect(both.map((f) => [f.accepted, f.acceptedBy])).toEqual([
      [true, 'AB'],
      [true, undefined],
    ])
  })

  test('a note asks for nothing', () => {
    expect(acceptanceOf(note('roi/ignored', '1 ROI plays no part: X.'), ['roi/ignored'])).toBeUndefined()
  })

  test('holds for what was said: with other figures it is decided again', () => {
    const more = inOrgan('Brainstem', 3.4)
    expect(withAcceptances([more], [byAb])).toEqual([more])
  })

  test('has one order, whoever decided first', () => {
    const other: Accepted = { ...byAb, message: chiasm.message }
    const one = sortedAcceptances([other, 'image/very-thick-slices', byAb])
    expect(one).toEqual(['image/very-thick-slices', byAb, other])
    expect(sortedAcceptances([byAb, other, 'image/very-thick-slices'])).toEqual(one)
  })

  test.each([
    ['a code', 'target/in-organ', true],
    ['one finding', byAb, true],
    ['one without initials', { code: 'target/in-organ', message: '' }, false],
    ['nothing', null, false],
  ])('of %s read from a file', (_, value, is) => {
    expect(isAccepted(value)).toBe(is)
  })
})
