/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))
/** Digits a double holds exactly as a whole number. */
const EXACT_DIGITS = 15

const BACKSLASH = 0x5c

const isBlank = (b: number): boolean => b === 0x20 || b === 9 || b === 10 || b === 13

/**
 * One decimal number between two offsets; NaN where it is none.
 * Up to 15 digits are a whole number divided by a power of ten, both exact, so the quotient is the nearest double; else Number.
 */
const parseOne = (bytes: Uint8Array, from: number, to: number): number => {
  let at = from
  let negative = false
  if (bytes[at] === 0x2d || bytes[at] === 0x2b) negative = bytes[at++] === 0x2d
  let digits = 0
  let decimals = 0
  let whole = 0
  let seenPoint = false
  for (; at < to; at++) {
    const b = bytes[at] as number
    if (b >= 0x30 && b <= 0x39) {
      whole = whole * 10 + (b - 0x30)
      digits++
      if (seenPoint) decimals++
    } else if (b === 0x2e && !seenPoint) seenPoint = true
    else break
  }
  if (digits === 0) return Number.NaN
  if (at === to && digits <= EXACT_DIGITS) {
    const value = whole / (POWERS[decimals] as number)
    return negative ? -value : value
  }
  let text = ''
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i] as number)
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN
}

/**
 * The numbers of a ContourData value (DS, backslash between); a value that is no decimal number is NaN.
 * Blanks round a number are padding, zero bytes at the very end too; elsewhere they are digits that got lost.
 */
export const parseContourData = (bytes: Uint8Array): Float64Array => {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0 || isBlank(bytes[end - 1] as number))) end--
  if (end === 0) return new Float64Array(0)
  let count = 1
  for (let i = 0; i < end; i++) if (bytes[i] === BACKSLASH) count++
  const out = new Float64Array(count)
  let start = 0
  let n = 0
  for (let i = 0; i <= end; i++) {
    if (i < end && bytes[i] !== BACKSLASH) continue
    let from = start
    let to = i
    while (from < to && isBlank(bytes[from] as number)) from++
    while (to > from && isBlank(bytes[to - 1] as number)) to--
    out[n++] = parseOne(bytes, from, to)
    start = i + 1
  }
  return out
}
