/** SVG path of closed loops in a view's own mm (right, down of each point), to 1 micrometre. */
export const pathOf = (loops: readonly Float64Array[]): string =>
  loops
    .map((loop) => {
      const points: string[] = []
      for (let i = 0; i + 1 < loop.length; i += 2)
        points.push(`${(loop[i] ?? 0).toFixed(3)} ${(loop[i + 1] ?? 0).toFixed(3)}`)
      return points.length > 2 ? `M${points.join('L')}Z` : ''
    })
    .join('')
