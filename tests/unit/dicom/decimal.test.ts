import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDs } from '../../../src/dicom/index.js'
import { formatIs, formatMm, parseDecimal } from '../../../src/dicom/value/decimal.js'

const DS = /^-?(\d+(\.\d+)?)(e[+-]?\d+)?$/

describe('decimal strings', () => {
  it('never take over 16 characters, whatever the number', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e300, max: 1e300, noNaN: true }), (v) => {
        const text = formatDs(v)
        expect(text.length).toBeLessThanOrEqual(16)
        expect(text).toMatch(DS)
        const error = Math.abs(Number(text) - v)
        expect(error).toBeLessThanOrEqual(Math.abs(v) * 1e-8)
      }),
      { numRuns: 2000 },
    )
  })

  it('keep coordinates to the last digit that fits, without an exponent', () => {
    fc.assert(
      fc.property(fc.double({ min: -2000, max: 2000, noNaN: true }), (v) => {
        const text = formatDs(v)
        if (Math.abs(v) >= 1e-4) {
          expect(text).not.toContain('e')
          expect(Math.abs(Number(text) - v)).toBeLessThanOrEqual(5.0001e-10)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('round to nearest instead of cutting', () => {
    expect(formatDs(1 / 3)).toBe('0.33333333333333')
    expect(formatDs(2 / 3)).toBe('0.66666666666667')
    expect(formatDs(-2 / 3)).toBe('-0.6666666666667')
    expect(formatDs(0.1 + 0.2)).toBe('0.3')
    expect(formatDs(-791.1199999999999)).toBe('-791.12')
    expect(formatDs(1.23456789e-7)).toBe('1.23456789e-7')
    expect(formatDs(-0)).toBe('0')
    expect(formatDs(12)).toBe('12')
  })

  it('write coordinates with the places asked for', () => {
    expect(formatMm(-12.34567, 4)).toBe('-12.3457')
    expect(formatMm(-0.00001, 4)).toBe('0')
    expect(formatMm(100, 4)).toBe('100')
  })

  it('refuse what is no number', () => {
    for (const v of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => formatDs(v)).toThrow('cannot be written as a decimal string')
      expect(() => formatMm(v, 4)).toThrow('cannot be written as a decimal string')
    }
    expect(() => formatIs(255.5)).toThrow('cannot be written')
    expect(() => formatIs(2 ** 31)).toThrow('cannot be written')
    expect(formatIs(-(2 ** 31))).toBe('-2147483648')
  })

  it('read decimals strictly', () => {
    expect(parseDecimal(' +1.5e2 ')).toBe(150)
    expect(parseDecimal('.5')).toBe(0.5)
    for (const text of ['', '1,5', '0x10', 'NaN', '1.5.2', 'Infinity', '--1']) expect(parseDecimal(text)).toBeNaN()
  })
})
