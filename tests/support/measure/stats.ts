/** Mean, 95th percentile and largest of distances in mm; n is how many. */
export type Stats = { readonly mean: number; readonly p95: number; readonly max: number; readonly n: number }

export const statsOf = (values: readonly number[]): Stats => {
  if (values.length === 0) throw new Error('no values to measure')
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number
  return { mean: values.reduce((s, v) => s + v, 0) / values.length, p95: at(0.95), max: at(1), n: values.length }
}

/** `mean/p95/max` with two digits after the point. */
export const brief = (s: Stats): string => [s.mean, s.p95, s.max].map((v) => v.toFixed(3)).join(' ')

/** Columns padded to their widest cell; the first line is the head. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((r) => (r[c] ?? '').length)))
  return rows
    .map((r) => r.map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0))).join('  '))
    .join('\n')
}
