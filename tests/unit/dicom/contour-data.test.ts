import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseContourData } from '../../../src/dicom/structure/contour-data.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('contour data', () => {
  it('reads every number as Number does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 9 }),
        (values) => {
          const texts = values.map((v, i) => (i % 2 === 0 ? String(v) : v.toFixed(6).slice(0, 30)))
          expect([...parseContourData(bytes(texts.join('\\')))]).toEqual(texts.map(Number))
        },
      ),
    )
  })

  it('tolerates blanks, signs, missing digits before the point and the padding at the end', () => {
    expect([...parseContourData(bytes(' 1.5 \\+2\\-.25\\7. '))]).toEqual([1.5, 2, -0.25, 7])
    expect([...parseContourData(bytes('1\\2\\3\0'))]).toEqual([1, 2, 3])
    expect(parseContourData(bytes('')).length).toBe(0)
    expect(parseContourData(bytes('  ')).length).toBe(0)
  })

  it('marks what is no number', () => {
    for (const text of ['1\\NaN\\2', '1\\\\2', '1\\1e\\2', '1\\0x1\\2', '1\\1 2\\3', '1\\-\\2', '1\\1.2.3\\2']) {
      expect(parseContourData(bytes(text))[1]).toBeNaN()
    }
  })
})
