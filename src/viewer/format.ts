/** U+2212: a hyphen is not a minus. */
const MINUS = '\u2212'

const LETTERS = [
  ['L', 'R'],
  ['P', 'A'],
  ['S', 'I'],
] as const

/** A figure with fixed decimals and a true minus; never "minus 0". */
export const formatFigure = (value: number, decimals: number): string => {
  const digits = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(digits) !== 0 ? `${MINUS}${digits}` : digits
}

/** A patient coordinate by its letter, e.g. `S 2.0`, from LPS component 0, 1 or 2 in mm. */
export const formatPosition = (mm: number, component: 0 | 1 | 2): string => {
  const digits = Math.abs(mm).toFixed(1)
  return `${LETTERS[component][mm < 0 && Number(digits) !== 0 ? 1 : 0]} ${digits}`
}
