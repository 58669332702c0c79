import type { PointLps, Vec3 } from '../frame/index.js'

/** Edge of a cell in mm: some dozens of points of a surface sampled at half a millimetre lie in each. */
const CELL_MM = 4

/** The box round points x, y, z and how many cells it has along each axis. */
const boxOf = (points: Float64Array): { readonly low: Vec3; readonly size: Vec3 } => {
  const low = [Infinity, Infinity, Infinity] as [number, number, number]
  const high = [-Infinity, -Infinity, -Infinity] as [number, number, number]
  for (let n = 0; n < points.length; n++) {
    const c = (n % 3) as 0 | 1 | 2
    low[c] = Math.min(low[c], points[n] as number)
    high[c] = Math.max(high[c], points[n] as number)
  }
  const cells = (c: 0 | 1 | 2) => Math.max(1, Math.floor((high[c] - low[c]) / CELL_MM) + 1)
  return { low, size: points.length === 0 ? [0, 0, 0] : [cells(0), cells(1), cells(2)] }
}

/**
 * Finds distances to a set of points (x, y, z of each, LPS mm), sorted into cells so that only those near are looked at.
 * The search gives the distance to the closest point, or `limitMm` where none is closer.
 */
export const nearestPoint = (points: Float64Array): ((p: PointLps, limitMm: number) => number) => {
  const { low, size } = boxOf(points)
  const cells = Array.from({ length: size[0] * size[1] * size[2] }, (): number[] => [])
  const cellOf = (c: 0 | 1 | 2, x: number) => Math.floor((x - low[c]) / CELL_MM)
  for (let n = 0; n < points.length; n += 3) {
    const [a, b, c] = [0, 1, 2].map((i) => cellOf(i as 0 | 1 | 2, points[n + i] as number)) as [number, number, number]
    cells[a + size[0] * (b + size[1] * c)]?.push(n)
  }
  /** Square of the gap between a coordinate and a layer of cells. */
  const gap = (c: 0 | 1 | 2, cell: number, x: number): number => {
    const from = low[c] + cell * CELL_MM
    const off = Math.max(0, from - x, x - from - CELL_MM)
    return off * off
  }
  return (p, limitMm) => {
    let least = limitMm * limitMm
    const first = (c: 0 | 1 | 2) => Math.max(0, cellOf(c, p[c] - limitMm))
    const last = (c: 0 | 1 | 2) => Math.min(size[c] - 1, cellOf(c, p[c] + limitMm))
    const [a0, a1, b0, b1, c0, c1] = [first(0), last(0), first(1), last(1), first(2), last(2)]
    for (let c = c0; c <= c1; c++) {
      const z2 = gap(2, c, p[2])
      for (let b = b0; b <= b1; b++) {
        const yz2 = z2 + gap(1, b, p[1])
        for (let a = a0; a <= a1; a++) {
          if (yz2 + gap(0, a, p[0]) >= least) continue
          for (const n of cells[a + size[0] * (b + size[1] * c)] as number[]) {
            const x = p[0] - (points[n] as number)
            const y = p[1] - (points[n + 1] as number)
            const z = p[2] - (points[n + 2] as number)
            const square = x * x + y * y + z * z
            if (square < least) least = square
          }
        }
      }
    }
    return Math.sqrt(least)
  }
}
