import type { PointLps } from '../frame/index.js'

/** Edge of a cell in mm: a few points of a surface sampled at half a millimetre lie in each. */
const CELL_MM = 4

/**
 * Finds distances to a set of points (x, y, z of each, LPS mm), sorted into cells so that only those near are looked at.
 * The search gives the distance to the closest point, or `limitMm` where none is closer.
 */
export const nearestPoint = (points: Float64Array): ((p: PointLps, limitMm: number) => number) => {
  const cells = new Map<string, number[]>()
  const cell = (x: number) => Math.floor(x / CELL_MM)
  for (let n = 0; n < points.length; n += 3) {
    const key = `${cell(points[n] as number)},${cell(points[n + 1] as number)},${cell(points[n + 2] as number)}`
    const own = cells.get(key)
    if (own === undefined) cells.set(key, [n])
    else own.push(n)
  }
  return (p, limitMm) => {
    let least = limitMm * limitMm
    const [from, to] = [(c: 0 | 1 | 2) => cell(p[c] - limitMm), (c: 0 | 1 | 2) => cell(p[c] + limitMm)]
    for (let a = from(0); a <= to(0); a++)
      for (let b = from(1); b <= to(1); b++)
        for (let c = from(2); c <= to(2); c++)
          for (const n of cells.get(`${a},${b},${c}`) ?? []) {
            const x = p[0] - (points[n] as number)
            const y = p[1] - (points[n + 1] as number)
            const z = p[2] - (points[n + 2] as number)
            const square = x * x + y * y + z * z
            if (square < least) least = square
          }
    return Math.sqrt(least)
  }
}
