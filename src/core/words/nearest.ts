/** Number of letters to insert, delete or change to make one word the other (Levenshtein). */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The candidates nearest to a name, nearest first, at most `count`; ties keep their order. */
export const nearest = (
  name: string,
  candidates: readonly string[],
  fold: (s: string) => string,
  count = 3,
): string[] => {
  const wanted = fold(name)
  return [...new Set(candidates)]
    .map((c, order) => ({ c, order, d: editDistance(wanted, fold(c)) }))
    .sort((x, y) => x.d - y.d || x.order - y.order)
    .slice(0, count)
    .map((x) => x.c)
}
