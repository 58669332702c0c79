/**
 * A closed loop with fewer points, nowhere further than `toleranceMm` from the original (Ramer 1972,
 * doi 10.1016/S0146-664X(72)80017-0; Douglas & Peucker 1973), and at most `maxPoints`: the tolerance is raised until
 * that holds. Kept points are points of the original, so they stay on the surface.
 * @param loop u, v of each point in mm, the first not repeated
 */
export const simplifyLoop = (
  loop: Float64Array,
  toleranceMm: number,
  maxPoints: number,
): { readonly loop: Float64Array; readonly toleranceMm: number } => {
  let tolerance = toleranceMm
  let simple = thin(loop, tolerance)
  while (simple.length / 2 > Math.max(FEWEST, maxPoints)) {
    tolerance *= 1.5
    simple = thin(loop, tolerance)
  }
  return { loop: simple, toleranceMm: tolerance }
}

/** A loop of this many points is not thinned. */
const FEWEST = 4

const thin = (loop: Float64Array, tolerance: number): Float64Array => {
  const n = loop.length / 2
  if (n <= FEWEST) return loop
  const u = (i: number) => loop[2 * (i % n)] as number
  const v = (i: number) => loop[2 * (i % n) + 1] as number
  const keep = new Uint8Array(n)
  // Two anchors: the first point and the one farthest from it.
  let far = 0
  let farthest = -1
  for (let i = 1; i < n; i++) {
    const d = (u(i) - u(0)) * (u(i) - u(0)) + (v(i) - v(0)) * (v(i) - v(0))
    if (d > farthest) {
      farthest = d
      far = i
    }
  }
  keep[0] = 1
  keep[far] = 1
  const open: [number, number][] = [
    [0, far],
    [far, n],
  ]
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [a, b] = span
    const du = u(b) - u(a)
    const dv = v(b) - v(a)
    const length = Math.sqrt(du * du + dv * dv)
    let worst = tolerance
    let at = -1
    for (let i = a + 1; i < b; i++) {
      const pu = u(i) - u(a)
      const pv = v(i) - v(a)
      const along = length > 0 ? (pu * du + pv * dv) / length : 0
      const clamped = along < 0 ? 0 : Math.min(along, length)
      const x = length > 0 ? pu - (clamped * du) / length : pu
      const y = length > 0 ? pv - (clamped * dv) / length : pv
      const d = Math.sqrt(x * x + y * y)
      if (d > worst) {
        worst = d
        at = i
      }
    }
    if (at < 0) continue
    keep[at] = 1
    open.push([a, at], [at, b])
  }
  const kept: number[] = []
  for (let i = 0; i < n; i++) if (keep[i] === 1) kept.push(u(i), v(i))
  if (kept.length >= 6) return Float64Array.from(kept)
  // A needle within the tolerance: the two anchors and the point farthest from the line between them are left of it.
  let widest = far === 1 ? 2 : 1
  let most = -1
  for (let i = 1; i < n; i++) {
    const d = Math.abs((u(i) - u(0)) * (v(far) - v(0)) - (v(i) - v(0)) * (u(far) - u(0)))
    if (i !== far && d > most) {
      most = d
      widest = i
    }
  }
  const corners = [0, far, widest].sort((a, b) => a - b)
  return Float64Array.from(corners.flatMap((i) => [u(i), v(i)]))
}
