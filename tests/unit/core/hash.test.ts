import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Sha256Hasher, sha256Hex, sha256OfText, utf8 } from '../../../src/core/hash/index.js'

describe('SHA-256', () => {
  it('gives the digests of FIPS 180-4', () => {
    expect(sha256OfText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(sha256OfText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(sha256OfText('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    )
    expect(sha256OfText('a'.repeat(1_000_000))).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0')
  })

  it('agrees with Node for any bytes, however they are cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (pieces) => {
        const whole = Buffer.concat(pieces)
        const hasher = new Sha256Hasher()
        for (const piece of pieces) hasher.update(piece)
        const expected = createHash('sha256').update(whole).digest('hex')
        expect(hasher.digest()).toBe(expected)
        expect(sha256Hex(whole)).toBe(expected)
      }),
    )
  })

  it('encodes text as UTF-8', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 30 }), (points) => {
        const text = String.fromCodePoint(...points)
        expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)])
      }),
    )
    expect([...utf8('\ud800a')]).toEqual([...new TextEncoder().encode('\ud800a')])
  })
})
