import { PostopError } from '../../core/problem/index.js'

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

const bad = (value: string, attribute: string): PostopError =>
  new PostopError('value/out-of-range', {
    message: `"${value}" is not a date and time.`,
    attribute,
    remedy: 'Write it as 2026-03-02T10:15:00.',
  })

const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** `--date` with its time filled up, a real day of the calendar. @throws value/out-of-range */
const checkedDate = (value: string): string => {
  const parts = ISO.exec(value)
  if (parts === null) throw bad(value, '--date')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map((p) => Number(p ?? 0))
  const there = new Date(Date.UTC(year, month - 1, day))
  const isDay = there.getUTCFullYear() === year && there.getUTCMonth() === month - 1 && there.getUTCDate() === day
  if (!isDay || hour > 23 || minute > 59 || second > 59) throw bad(value, '--date')
  return `${value.slice(0, 10)}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`
}

/**
 * The time that an output states, `YYYY-MM-DDTHH:MM:SS`: the one given, else SOURCE_DATE_EPOCH (UTC), else the clock (local).
 * @throws value/out-of-range
 */
export const outputDate = (given: string | undefined): string => {
  if (given !== undefined) return checkedDate(given)
  const epoch = process.env.SOURCE_DATE_EPOCH
  if (epoch !== undefined && epoch !== '') {
    const seconds = Number(epoch)
    if (!/^\d{1,11}$/.test(epoch)) throw bad(epoch, 'SOURCE_DATE_EPOCH')
    return new Date(1000 * seconds).toISOString().slice(0, 19)
  }
  const now = new Date()
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => twoDigits(n)).join('-')
  return `${date}T${[now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join(':')}`
}
