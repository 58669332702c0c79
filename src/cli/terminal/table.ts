/** Rows as columns of text, two blanks between them; numbers (columns named in `right`) end where their column ends. */
export const textTable = (rows: readonly (readonly string[])[], right: readonly number[] = [], indent = 2): string => {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((r) => [...(r[c] ?? '')].length)))
  const pad = ' '.repeat(indent)
  const cell = (text: string, c: number) => {
    const blanks = ' '.repeat(Math.max(0, (widths[c] ?? 0) - [...text].length))
    return right.includes(c) ? blanks + text : text + blanks
  }
  return rows.map((r) => `${pad}${r.map(cell).join('  ').trimEnd()}`).join('\n')
}

/** A number with a fixed number of decimals, `-` where there is none. */
export const fixed = (value: number | null | undefined, decimals: number): string =>
  value === null || value === undefined ? '-' : value.toFixed(decimals).replace(/^-(?=0\.?0*$)/, '')
