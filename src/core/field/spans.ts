/** In which columns of each row the values up to a level lie: `from[row]` to `to[row]`, both included; `to` is -1 where there is none. */
export type Spans = { readonly from: Int32Array; readonly to: Int32Array }

/** Finds them by looking from both ends of each row. @param value row by row: `value[column + columns * row]` */
export const spansUpTo = (value: Float32Array, columns: number, rows: number, level: number): Spans => {
  const from = new Int32Array(rows).fill(columns)
  const to = new Int32Array(rows).fill(-1)
  for (let row = 0, first = 0; row < rows; row++, first += columns) {
    let a = 0
    while (a < columns && !((value[first + a] as number) <= level)) a++
    if (a === columns) continue
    let b = columns - 1
    while (!((value[first + b] as number) <= level)) b--
    from[row] = a
    to[row] = b
  }
  return { from, to }
}
