/** Signed value on a plane, in mm of the plane's two axes; negative inside. */
export type PlaneFunction = (u: number, v: number) => number

/** A rectangle on a plane, mm. */
export type Rectangle = { readonly minU: number; readonly maxU: number; readonly minV: number; readonly maxV: number }

/** The place between an inside and an outside point where the function changes sign, to 1e-9 of their distance. */
const rootBetween = (f: PlaneFunction, inU: number, inV: number, outU: number, outV: number): [number, number] => {
  let low = 0
  let high = 1
  for (let n = 0; n < 30; n++) {
    const middle = (low + high) / 2
    if (f(inU + (outU - inU) * middle, inV + (outV - inV) * middle) < 0) low = middle
    else high = middle
  }
  const t = (low + high) / 2
  return [inU + (outU - inU) * t, inV + (outV - inV) * t]
}

/** Cell corners counterclockwise, as steps in u and v. */
const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const

/**
 * The curves where a function is zero, counterclockwise round its inside: marching squares on a lattice of `stepMm`,
 * every vertex then moved onto the zero by bisection. Parts smaller than a cell may be missed.
 * @returns u, v of each point in mm, a closed loop without a repeated point each
 */
export const traceZero = (f: PlaneFunction, area: Rectangle, stepMm: number): Float64Array[] => {
  const firstU = Math.floor(area.minU / stepMm) - 1
  const firstV = Math.floor(area.minV / stepMm) - 1
  const wide = Math.ceil(area.maxU / stepMm) + 2 - firstU
  const high = Math.ceil(area.maxV / stepMm) + 2 - firstV
  const u = (i: number): number => (firstU + i) * stepMm
  const v = (j: number): number => (firstV + j) * stepMm
  const values = new Float64Array(wide * high)
  for (let j = 0; j < high; j++) for (let i = 0; i < wide; i++) values[j * wide + i] = f(u(i), v(j))
  const isIn = (i: number, j: number): boolean => (values[j * wide + i] as number) < 0

  /** From the lattice edge where a curve enters a cell to the edge where it leaves. */
  const next = new Map<number, number>()
  const edge = (i: number, j: number, side: number): number =>
    side === 0
      ? 2 * (j * wide + i)
      : side === 1
        ? 2 * (j * wide + i + 1) + 1
        : side === 2
          ? 2 * ((j + 1) * wide + i)
          : 2 * (j * wide + i) + 1
  for (let j = 0; j + 1 < high; j++)
    for (let i = 0; i + 1 < wide; i++) {
      const inside = CORNERS.map(([a, b]) => isIn(i + a, j + b))
      const count = inside.filter(Boolean).length
      if (count === 0 || count === 4) continue
      const saddle = count === 2 && inside[0] === inside[2]
      const middleIn = saddle && f(u(i) + stepMm / 2, v(j) + stepMm / 2) < 0
      for (let k = 0; k < 4; k++) {
        if (!inside[k] || inside[(k + 1) % 4]) continue
        let to = middleIn ? (k + 1) % 4 : (k + 3) % 4
        if (!saddle) while (inside[to] || !inside[(to + 1) % 4]) to = (to + 1) % 4
        next.set(edge(i, j, k), edge(i, j, to))
      }
    }

  const pointOn = (id: number): [number, number] => {
    const node = id >> 1
    const [i, j] = [node % wide, Math.floor(node / wide)]
    const [i2, j2] = id % 2 === 0 ? [i + 1, j] : [i, j + 1]
    return isIn(i, j) ? rootBetween(f, u(i), v(j), u(i2), v(j2)) : rootBetween(f, u(i2), v(j2), u(i), v(j))
  }
  const loops: Float64Array[] = []
  const seen = new Set<number>()
  for (const start of next.keys()) {
    if (seen.has(start)) continue
    const loop: number[] = []
    for (let at: number | undefined = start; at !== undefined && !seen.has(at); at = next.get(at)) {
      seen.add(at)
      const [pu, pv] = pointOn(at)
      const [du, dv] = [pu - (loop.at(-2) ?? Number.NaN), pv - (loop.at(-1) ?? Number.NaN)]
      // A vertex beside its neighbour tells nothing and makes edges that importers call degenerate.
      if (!(du * du + dv * dv < stepMm * stepMm * 0.04)) loop.push(pu, pv)
    }
    if (loop.length >= 6) loops.push(Float64Array.from(loop))
  }
  return loops
}
