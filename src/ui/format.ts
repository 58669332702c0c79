const THIN_SPACE = '\u2009'
const MINUS = '\u2212'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** What is not known is a dash, never 0. */
export const UNKNOWN = '\u2014'

/** Digits with thin spaces in thousands and a true minus. */
export const figure = (value: number, decimals: number): string => {
  const [whole = '', part] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)
  const digits = part === undefined ? grouped : `${grouped}.${part}`
  return value < 0 && /[1-9]/.test(digits) ? `${MINUS}${digits}` : digits
}

/** A message of the core with its units as they are set on a page. */
export const prose = (text: string): string =>
  text
    .replace(/\bcm3\b/g, 'cm³')
    .replace(/\bmm3\b/g, 'mm³')
    .replace(/\bmm2\b/g, 'mm²')

/** cm3 without the unit: one decimal, under 1 two, from 1000 none. */
export const cm3 = (value: number): string => figure(value, value >= 1000 ? 0 : value < 1 ? 2 : 1)

/** A difference in cm3 without the unit, always with its sign; what rounds to nothing has none. */
export const signedCm3 = (value: number): string => {
  const digits = cm3(value)
  return value > 0 && /[1-9]/.test(digits) ? `+${digits}` : digits
}

/** A signed distance in mm without the unit: beyond an edge with a plus. */
export const signedMm = (value: number): string => {
  const digits = mm(value)
  return value > 0 && /[1-9]/.test(digits) ? `+${digits}` : digits
}

export const mm = (value: number): string => figure(value, 1)

export const percent = (share: number): string => `${figure(100 * share, 1)} %`

/** `20260302` as `2 Mar 2026`; a dash where the file has no date. */
export const dicomDate = (date: string): string => {
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec(date)
  const month = MONTHS[Number(found?.[2]) - 1]
  return found === null || month === undefined ? UNKNOWN : `${Number(found[3])} ${month} ${found[1]}`
}

/** A person name as DICOM writes it (`SAMPLE^NPC-01`) in reading order of its parts. */
export const personName = (name: string): string => {
  const parts = (name.split('=')[0] ?? '').split('^').filter((part) => part !== '')
  return parts.length === 0
    ? UNKNOWN
    : parts.length === 1
      ? (parts[0] ?? UNKNOWN)
      : `${parts[0]}, ${parts.slice(1).join(' ')}`
}

/** A moment in ms since 1970 as this computer's clock shows it: `2 Mar 2026, 14:02`. */
export const momentWords = (ms: number): string => {
  const at = new Date(ms)
  return `${at.getDate()} ${MONTHS[at.getMonth()] ?? UNKNOWN} ${at.getFullYear()}, ${clockWords(ms)}`
}

/** `14:02`. */
export const clockWords = (ms: number): string => {
  const at = new Date(ms)
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}
