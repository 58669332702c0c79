/** Turns the bytes of a text value into Unicode. */
export type TextReader = (bytes: Uint8Array) => string

const ESCAPE = 0x1b

/** Encoding labels (WHATWG) of the defined terms without code extensions (PS3.3 C.12.1.1.2). */
const SINGLE: Readonly<Record<string, string>> = {
  '': 'iso-8859-1',
  'ISO_IR 6': 'iso-8859-1',
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 192': 'utf-8',
  'ISO_IR 149': 'euc-kr',
  'ISO_IR 58': 'gbk',
  GB18030: 'gb18030',
  GBK: 'gbk',
}

/** Encoding by the escape sequence that switches to it (PS3.3 tables C.12-3 and C.12-4), as text after ESC. */
const BY_ESCAPE: Readonly<Record<string, string>> = {
  '(B': 'iso-8859-1',
  '-A': 'iso-8859-1',
  '-B': 'iso-8859-2',
  '-C': 'iso-8859-3',
  '-D': 'iso-8859-4',
  '-L': 'iso-8859-5',
  '-G': 'iso-8859-6',
  '-F': 'iso-8859-7',
  '-H': 'iso-8859-8',
  '-M': 'windows-1254',
  '-b': 'iso-8859-15',
  '-T': 'windows-874',
  '(J': 'shift_jis',
  ')I': 'shift_jis',
  $B: 'jis-x-0208',
  '$(D': 'jis-x-0212',
  '$)C': 'euc-kr',
  '$)A': 'gbk',
}

const normal = (term: string): string =>
  term
    .trim()
    .toUpperCase()
    .replace(/^ISO[ _-]IR[ _-]?/, 'ISO_IR ')
    .replace(/^ISO 2022 IR /, 'ISO_IR ')

const decoders = new Map<string, TextDecoder>()

const decodeAs = (label: string, bytes: Uint8Array): string => {
  // Both Japanese double-byte sets are in EUC-JP: high bits set, the supplementary one behind 0x8f.
  if (label === 'jis-x-0208')
    return decodeAs(
      'euc-jp',
      bytes.map((b) => (b > 0x20 ? b | 0x80 : b)),
    )
  if (label === 'jis-x-0212') {
    const euc: number[] = []
    for (let i = 0; i + 1 < bytes.length; i += 2)
      euc.push(0x8f, (bytes[i] as number) | 0x80, (bytes[i + 1] as number) | 0x80)
    return decodeAs('euc-jp', Uint8Array.from(euc))
  }
  const known = decoders.get(label) ?? new TextDecoder(label)
  decoders.set(label, known)
  return known.decode(bytes)
}

const escapeAt = (bytes: Uint8Array, at: number): string => {
  const two = String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0)
  return two === '$(' || two === '$)' ? two + String.fromCharCode(bytes[at + 3] ?? 0) : two
}

/** ISO 2022 with code extensions: each piece in the set its escape sequence names; delimiters go back to the first set. */
const decodeIso2022 = (initial: string, bytes: Uint8Array): string => {
  let label = initial
  let out = ''
  let from = 0
  for (let at = 0; at <= bytes.length; at++) {
    const b = bytes[at]
    // `^`, `=` and `\` end what an escape sequence chose (PS3.5 6.1.2.5.3), but may be second bytes of a double-byte text in 7 bits.
    const delimiter = (b === 0x5e || b === 0x3d || b === 0x5c || b === 0x0a || b === 0x0d) && !label.startsWith('jis-x')
    if (b !== undefined && b !== ESCAPE && !delimiter) continue
    out += decodeAs(label, bytes.subarray(from, at))
    from = at
    if (b === ESCAPE) {
      const sequence = escapeAt(bytes, at)
      label = BY_ESCAPE[sequence] ?? label
      from = at + 1 + sequence.length
      at = from - 1
    } else if (delimiter) {
      out += String.fromCharCode(b as number)
      label = initial
      from = at + 1
    }
  }
  return out
}

/**
 * The reader for a data set's SpecificCharacterSet (0008,0005), of one or several values (PS3.3 C.12.1.1.2).
 * Unknown terms are read as Latin-1, so that ASCII stays right.
 */
export const textReader = (terms: readonly string[]): TextReader => {
  const initial = SINGLE[normal(terms[0] ?? '')] ?? 'iso-8859-1'
  if (initial === 'utf-8' || initial === 'gb18030' || initial === 'gbk') return (bytes) => decodeAs(initial, bytes)
  // The default repertoire has no bytes above 127: where they come without an escape sequence, they are of the set named next.
  const above = ['', 'ISO_IR 6'].includes(normal(terms[0] ?? ''))
    ? (SINGLE[normal(terms[1] ?? '')] ?? initial)
    : initial
  return (bytes) => {
    if (bytes.includes(ESCAPE)) return decodeIso2022(initial, bytes)
    return decodeAs(bytes.some((b) => b > 127) ? above : initial, bytes)
  }
}
