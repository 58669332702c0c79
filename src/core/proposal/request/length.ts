import { PostopError } from '../../problem/index.js'

/** Numbers a user may write after a colon, the impossible ones too, so that they are refused by value and not as a name. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^nan$|^[+-]?inf(inity)?$/i

/** The number a word writes, `NaN` where it is none. */
export const parseNumber = (text: string): number => {
  const t = text.trim()
  if (!NUMBER.test(t)) return Number.NaN
  if (/inf/i.test(t)) return t.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return Number(t)
}

/** `NAME:MM` split at the last colon where a number follows, unless `isName` knows the whole; mm is null without a number. */
export const splitNameAndMm = (word: string, isName: (w: string) => boolean): { name: string; mm: number | null } => {
  const at = word.lastIndexOf(':')
  const tail = word.slice(at + 1)
  if (at <= 0 || word[at - 1] === ':' || !NUMBER.test(tail.trim()) || isName(word)) return { name: word, mm: null }
  return { name: word.slice(0, at), mm: parseNumber(tail) }
}

/**
 * The value where it is a number within the limits.
 * @throws value/out-of-range with the value, the limits and the unit
 */
export const inRange = (
  value: unknown,
  limits: { readonly from: number; readonly to: number },
  unit: string,
  what: string,
  option: string,
): number => {
  if (typeof value === 'number' && value >= limits.from && value <= limits.to) return value
  const said = typeof value === 'number' && !Number.isNaN(value) ? `${value} ${unit}` : 'not a number'
  throw new PostopError('value/out-of-range', {
    message: `${what} is ${said}; it must be from ${limits.from} to ${limits.to} ${unit}.`,
    attribute: option,
    remedy: `Give a number from ${limits.from} to ${limits.to} in ${unit}.`,
  })
}
