import { describe, expect, test } from 'vitest'
import {
  type Accepted,
  acceptanceOf,
  decide,
  isAccepted,
  note,
  sortedAcceptances,
  subjectOf,
  withAcceptances,
} from '../../../../src/core/problem/index.js'

const inOrgan = (roi: string) => decide('target/in-organ', `1.2 cm3 of the target lies in ${roi}.`, 'Accept.', { roi })
const brainstem = inOrgan('Brainstem')
const chiasm = inOrgan('Chiasm')
const byAb: Accepted = { code: 'target/in-organ', subject: subjectOf(brainstem), initials: 'AB' }

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

  test('names what a finding is about: file, attribute, ROI', () => {
    const finding = decide('structure/incomplete', 'm', 'r', { file: 'RS.dcm', attribute: 'ROINumber (3006,0022)' })
    expect(subjectOf(finding)).toBe('RS.dcm | ROINumber (3006,0022)')
    expect(subjectOf(brainstem)).toBe('Brainstem')
  })

  test('has one order, whoever decided first', () => {
    const other: Accepted = { ...byAb, subject: 'Chiasm' }
    const one = sortedAcceptances([other, 'image/very-thick-slices', byAb])
    expect(one).toEqual(['image/very-thick-slices', byAb, other])
    expect(sortedAcceptances([byAb, other, 'image/very-thick-slices'])).toEqual(one)
  })

  test.each([
    ['a code', 'target/in-organ', true],
    ['one finding', byAb, true],
    ['one without initials', { code: 'target/in-organ', subject: '' }, false],
    ['nothing', null, false],
  ])('of %s read from a file', (_, value, is) => {
    expect(isAccepted(value)).toBe(is)
  })
})
