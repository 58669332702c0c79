import { orient, type Polygon, reversed, signedArea } from './polygon.js'

type Bridge = { readonly ring: number; readonly hole: number }

const same = (p: Polygon, i: number, q: Polygon, j: number): boolean =>
  p[2 * i] === q[2 * j] && p[2 * i + 1] === q[2 * j + 1]

/** Whether the way from vertex i of `ring` to `target` starts into the region on the ring's left. */
const startsInside = (ring: Polygon, i: number, target: Polygon, t: number): boolean => {
  const n = ring.length / 2
  const before = (i + n - 1) % n
  const after = (i + 1) % n
  const leftOfIn = orient(ring, before, i, target, t) > 0
  const leftOfOut = orient(ring, i, after, target, t) > 0
  return orient(ring, before, i, ring, after) >= 0 ? leftOfIn && leftOfOut : leftOfIn || leftOfOut
}

const between = (a: number, b: number, v: number): boolean => v >= Math.min(a, b) && v <= Math.max(a, b)

/** Whether edge e of `poly` crosses or touches the segment, apart from edges that end where the segment ends. */
const meets = (p: Polygon, i: number, q: Polygon, j: number, poly: Polygon, e: number): boolean => {
  const f = (e + 1) % (poly.length / 2)
  if (same(poly, e, p, i) || same(poly, f, p, i) || same(poly, e, q, j) || same(poly, f, q, j)) return false
  const segment = Float64Array.of(
    p[2 * i] as number,
    p[2 * i + 1] as number,
    q[2 * j] as number,
    q[2 * j + 1] as number,
  )
  const a = orient(segment, 0, 1, poly, e)
  const b = orient(segment, 0, 1, poly, f)
  const c = orient(poly, e, f, segment, 0)
  const d = orient(poly, e, f, segment, 1)
  if (a * b < 0 && c * d < 0) return true
  const on = (s: Polygon, u: number, v: number, t: Polygon, w: number): boolean =>
    between(s[2 * u] as number, s[2 * v] as number, t[2 * w] as number) &&
    between(s[2 * u + 1] as number, s[2 * v + 1] as number, t[2 * w + 1] as number)
  return (
    (a === 0 && on(segment, 0, 1, poly, e)) ||
    (b === 0 && on(segment, 0, 1, poly, f)) ||
    (c === 0 && on(poly, e, f, segment, 0)) ||
    (d === 0 && on(poly, e, f, segment, 1))
  )
}

const isFree = (ring: Polygon, hole: Polygon, bridge: Bridge, obstacles: readonly Polygon[]): boolean => {
  const { ring: i, hole: j } = bridge
  if (same(ring, i, hole, j)) return true
  if (!startsInside(ring, i, hole, j) || !startsInside(hole, j, ring, i)) return false
  for (const poly of obstacles) {
    for (let e = 0; e < poly.length / 2; e++) if (meets(ring, i, hole, j, poly, e)) return false
  }
  return true
}

/** The shortest bridge from the ring to the hole that meets nothing; undefined where the hole sees none of the ring's points. */
const findBridge = (ring: Polygon, hole: Polygon, obstacles: readonly Polygon[]): Bridge | undefined => {
  const n = ring.length / 2
  const m = hole.length / 2
  const squared = new Float64Array(n * m)
  let closest = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const dx = (ring[2 * i] as number) - (hole[2 * j] as number)
      const dy = (ring[2 * i + 1] as number) - (hole[2 * j + 1] as number)
      const at = i * m + j
      squared[at] = dx * dx + dy * dy
      if ((squared[at] as number) < (squared[closest] as number)) closest = at
    }
  }
  const bridgeAt = (at: number): Bridge => ({ ring: Math.floor(at / m), hole: at % m })
  if (isFree(ring, hole, bridgeAt(closest), obstacles)) return bridgeAt(closest)
  const order = Uint32Array.from({ length: n * m }, (_, at) => at).sort(
    (a, b) => (squared[a] as number) - (squared[b] as number) || a - b,
  )
  const free = order.find((at) => isFree(ring, hole, bridgeAt(at), obstacles))
  return free === undefined ? undefined : bridgeAt(free)
}

/** Walks the ring to the bridge, over it, round the hole, back over it, and on. */
const joined = (ring: Polygon, hole: Polygon, { ring: i, hole: j }: Bridge): Polygon => {
  const touching = same(ring, i, hole, j)
  const head = ring.subarray(0, 2 * (i + 1))
  const round = [...hole.subarray(2 * j), ...hole.subarray(0, 2 * j)]
  const back = touching ? [] : [...hole.subarray(2 * j, 2 * j + 2), ...ring.subarray(2 * i, 2 * i + 2)]
  const inHole = touching ? [...round.slice(2), ...ring.subarray(2 * i, 2 * i + 2)] : round
  return Float64Array.from([...head, ...inHole, ...back, ...ring.subarray(2 * (i + 1))])
}

const oriented = (p: Polygon, positive: boolean): Polygon => (signedArea(p) > 0 === positive ? p : reversed(p))

/**
 * One loop that goes round the outer polygon and, over a bridge walked twice, round each hole the other way:
 * its even-odd and its winding interior are the outer's less the holes', and it crosses itself nowhere.
 * @returns the loop and the holes that could not be reached without a crossing (they touch something)
 */
export const keyhole = (outer: Polygon, holes: readonly Polygon[]): { loop: Polygon; left: readonly Polygon[] } => {
  let loop = oriented(outer, true)
  let remaining = holes.map((h) => oriented(h, false))
  while (remaining.length > 0) {
    const obstacles = [loop, ...remaining]
    let bridged = false
    for (const hole of remaining) {
      const bridge = findBridge(loop, hole, obstacles)
      if (bridge === undefined) continue
      loop = joined(loop, hole, bridge)
      remaining = remaining.filter((h) => h !== hole)
      bridged = true
      break
    }
    if (!bridged) break
  }
  return { loop, left: remaining }
}
