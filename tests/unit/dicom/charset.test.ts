import { describe, expect, it } from 'vitest'
import { textReader } from '../../../src/dicom/text/charset.js'

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((p) => (typeof p === 'number' ? [p] : [...p].map((c) => c.charCodeAt(0)))))

describe('character sets', () => {
  it('reads single-byte sets and Unicode', () => {
    expect(textReader(['ISO_IR 100'])(bytes(0xc4, 'neas^R', 0xfc, 'diger'))).toBe('Äneas^Rüdiger')
    expect(textReader(['ISO_IR 144'])(bytes(0xbb, 0xee))).toBe('Лю')
    expect(textReader(['ISO_IR 192'])(new TextEncoder().encode('王^小東'))).toBe('王^小東')
    expect(textReader(['GB18030'])(bytes(0xcd, 0xf5))).toBe('王')
    expect(textReader([])(bytes('Plain'))).toBe('Plain')
  })

  it('follows escape sequences of several sets (PS3.5 H.3.1, I.2)', () => {
    const japanese = textReader(['', 'ISO 2022 IR 87'])
    const kanji = bytes(
      'Yamada^Tarou=',
      0x1b,
      '$B',
      0x3b,
      0x33,
      0x45,
      0x44,
      0x1b,
      '(B',
      '^',
      0x1b,
      '$B',
      0x42,
      0x40,
      0x4f,
      0x3a,
      0x1b,
      '(B',
    )
    expect(japanese(kanji)).toBe('Yamada^Tarou=山田^太郎')
    const korean = textReader(['', 'ISO 2022 IR 149'])
    expect(korean(bytes('Hong^Gildong=', 0x1b, '$)C', 0xfb, 0xf3, '^', 0x1b, '$)C', 0xd1, 0xce, 0xd4, 0xd7))).toBe(
      'Hong^Gildong=洪^吉洞',
    )
    const mixed = textReader(['ISO 2022 IR 100', 'ISO 2022 IR 144'])
    expect(mixed(bytes(0xe9, ' ', 0x1b, '-L', 0xbb, 0xee))).toBe('é Лю')
  })
})
