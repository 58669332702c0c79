import { PostopError } from '../../core/problem/index.js'

/** Longest decimal string a DS value may have (PS3.5 table 6.2-1). */
export const DS_LENGTH = 16

/** The fixed notation without trailing zeros and without minus zero. */
const plain = (fixed: string): string => {
  const short = fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed
  return short === '-0' ? '0' : short
}

const notFinite = (value: number): PostopError =>
  new PostopError('dicom/bad-value', {
    message: `${value} cannot be written as a decimal string.`,
    remedy: 'This is a fault of postop-ctv: report it with the command and the kind of data.',
  })

/** The fixed notation of at most 16 characters nearest to the value, or undefined where its whole part is longer. */
const longestFixed = (value: number): string | undefined => {
  for (let decimals = 14; decimals >= 0; decimals--) {
    const text = plain(value.toFixed(decimals))
    if (text.length <= DS_LENGTH && !text.includes('e')) return text
  }
  return undefined
}

/** The exponent notation of at most 16 characters nearest to the value. */
const longestExponent = (value: number): string => {
  for (let digits = 12; digits > 0; digits--) {
    const text = value.toExponential(digits).replace(/\.?0+e/, 'e')
    if (text.length <= DS_LENGTH) return text
  }
  return value.toExponential(0)
}

/**
 * A number as DS: at most 16 characters, rounded to nearest, never cut (PS3.5 6.2).
 * The shortest text that reads back as the same number where one fits; an exponent only for values
 * whose fixed notation would lose digits and that are below 0.0001 or have over 15 whole digits.
 * @throws dicom/bad-value for NaN and infinities
 */
export const formatDs = (value: number): string => {
  if (!Number.isFinite(value)) throw notFinite(value)
  const shortest = String(value)
  if (shortest.length <= DS_LENGTH && !shortest.includes('e')) return shortest === '-0' ? '0' : shortest
  const fixed = longestFixed(value)
  const size = Math.abs(value)
  if (fixed !== undefined && size >= 1e-4) return fixed
  const exponent = longestExponent(value)
  if (fixed === undefined) return exponent
  return Math.abs(Number(fixed) - value) <= Math.abs(Number(exponent) - value) ? fixed : exponent
}

/**
 * A coordinate in mm as DS: fixed notation with at most `decimals` places, rounded to nearest, at most 16 characters.
 * @throws dicom/bad-value for NaN, infinities and coordinates of 10 km and more
 */
export const formatMm = (value: number, decimals: number): string => {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e7) throw notFinite(value)
  const text = plain(value.toFixed(decimals))
  return text.length <= DS_LENGTH ? text : formatDs(value)
}

/**
 * A whole number as IS (PS3.5 6.2: -2^31 to 2^31 - 1).
 * @throws dicom/bad-value for anything else
 */
export const formatIs = (value: number): string => {
  if (!Number.isInteger(value) || value < -(2 ** 31) || value >= 2 ** 31) throw notFinite(value)
  return String(value)
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** A DS or IS value as a number; NaN for anything that is not a decimal number, blanks around it tolerated. */
export const parseDecimal = (text: string): number => {
  const trimmed = text.trim()
  return DECIMAL.test(trimmed) ? Number(trimmed) : Number.NaN
}
