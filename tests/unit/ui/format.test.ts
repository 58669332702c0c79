import { describe, expect, test } from 'vitest'
import { readNumber } from '../../../src/ui/components/number-text.js'
import { cm3, dicomDate, figure, percent, personName, prose } from '../../../src/ui/format.js'
import { formatPosition } from '../../../src/viewer/format.js'

describe('figures', () => {
  test.each([
    [52.66, '52.7'],
    [0.2649, '0.26'],
    [999.94, '999.9'],
    [4812.3, '4\u2009812'],
  ])('%f cm3 is written %s', (value, text) => {
    expect(cm3(value)).toBe(text)
  })

  test('a true minus, never minus 0, thin spaces in thousands', () => {
    expect(figure(-465, 0)).toBe('\u2212465')
    expect(figure(-0.04, 1)).toBe('0.0')
    expect(figure(1234567, 0)).toBe('1\u2009234\u2009567')
    expect(percent(0.887)).toBe('88.7 %')
  })

  test('a patient position by its letter', () => {
    expect([formatPosition(8, 0), formatPosition(-2, 1), formatPosition(-0.04, 2)]).toEqual(['L 8.0', 'A 2.0', 'S 0.0'])
  })

  test.each([
    ['5', 5],
    ['5,5', 5.5],
    ['\u2212465', -465],
    ['-465', -465],
    ['', null],
    ['5 mm', null],
    ['1e3', null],
    ['0x10', null],
  ])('typed "%s" is %s', (text, value) => {
    expect(readNumber(text)).toBe(value)
  })

  test('dates and names as DICOM writes them; what is not known is a dash', () => {
    expect([dicomDate('20260302'), dicomDate(''), dicomDate('20261302')]).toEqual(['2 Mar 2026', '\u2014', '\u2014'])
    expect([personName('SAMPLE^NPC-01'), personName('Doe^Jane^^Dr=x'), personName('')]).toEqual([
      'SAMPLE, NPC-01',
      'Doe, Jane Dr',
      '\u2014',
    ])
  })

  test('units of messages are set as on the page', () => {
    expect(prose('0.05 cm3 of it')).toBe('0.05 cm³ of it')
  })
})
