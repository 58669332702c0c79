import { PostopError } from '../../core/problem/index.js'

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?.*)?$/

/**
 * An ISO date and time as DA and TM: its digits as they stand.
 * @throws value/out-of-range for anything else
 */
export const dicomDate = (iso: string): { date: string; time: string } => {
  const m = ISO.exec(iso)
  const [year, month, day, hour, minute, second] =
    m === null ? [] : m.slice(1).map((v) => (v === undefined ? 0 : Number(v)))
  const valid =
    year !== undefined &&
    month !== undefined &&
    day !== undefined &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(year, month, 0)).getUTCDate() &&
    (hour ?? 0) < 24 &&
    (minute ?? 0) < 60 &&
    (second ?? 0) < 60
  if (!valid) {
    throw new PostopError('value/out-of-range', {
      message: `"${iso}" is not a date such as 2026-11-24T10:00:00.`,
      attribute: '--date',
      remedy: 'Give the date in ISO 8601.',
    })
  }
  const two = (v: number | undefined): string => String(v ?? 0).padStart(2, '0')
  return {
    date: `${String(year).padStart(4, '0')}${two(month)}${two(day)}`,
    time: `${two(hour)}${two(minute)}${two(second)}`,
  }
}
