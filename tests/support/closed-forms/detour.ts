import { cross, dot, norm, unit, type Vec3 } from '../../../src/core/frame/index.js'
import { mad, sub } from './shape.js'

/** Length in mm of the shortest path from a ball's surface to p that stays out of an obstacle; negative inside the ball. */
export type Detour = (p: Vec3) => number

type P2 = readonly [number, number]
const apart = (a: P2, b: P2): number => norm([a[0] - b[0], a[1] - b[1], 0])

/**
 * Round the edge of a plate that is endless away from `freeWay` and along its edge (a half plane of some thickness).
 * The edge's direction unfolds, so the path is a plane problem: straight, over one corner, or over both.
 */
export const roundEdge = (
  ball: { readonly centre: Vec3; readonly radiusMm: number },
  plate: { readonly onEdge: Vec3; readonly normal: Vec3; readonly freeWay: Vec3; readonly thicknessMm: number },
): Detour => {
  const n = unit(plate.normal)
  const e = unit(plate.freeWay)
  const s = cross(n, e)
  const half = plate.thicknessMm / 2
  const flat = (p: Vec3): P2 => [dot(sub(p, plate.onEdge), e), dot(sub(p, plate.onEdge), n)]
  /** Whether the segment misses the strip a < 0, |b| < half. */
  const free = (p: P2, q: P2): boolean => {
    const slack = 1e-9
    let [low, high] = [0, 1]
    const db = q[1] - p[1]
    for (const side of [1, -1]) {
      // Keep the part with side * b < half.
      const [f, df] = [side * p[1] - (half - slack), side * db]
      if (df === 0) {
        if (f >= 0) return true
      } else if (df > 0) high = Math.min(high, -f / df)
      else low = Math.max(low, -f / df)
    }
    if (low >= high) return true
    const a = (t: number) => p[0] + t * (q[0] - p[0])
    return Math.min(a(low), a(high)) >= -slack
  }
  const corners: readonly P2[] = [
    [0, half],
    [0, -half],
  ]
  const from = flat(ball.centre)
  return (p) => {
    const to = flat(p)
    let least = Number.POSITIVE_INFINITY
    const way = (...points: readonly P2[]) => {
      const stops = [from, ...points, to]
      let length = 0
      for (let i = 0; i + 1 < stops.length; i++) {
        const [a, b] = [stops[i] as P2, stops[i + 1] as P2]
        if (!free(a, b)) return
        length += apart(a, b)
      }
      least = Math.min(least, length)
    }
    way()
    if (!Number.isFinite(least))
      for (const c of corners) {
        way(c)
        for (const d of corners) if (d !== c) way(c, d)
      }
    const along = dot(sub(p, ball.centre), s)
    return Math.sqrt(least * least + along * along) - ball.radiusMm
  }
}

/** Through a round hole in an endless plate: least length over a point in each of the hole's two mouths (a convex problem). */
export const throughHole = (
  ball: { readonly centre: Vec3; readonly radiusMm: number },
  plate: { readonly centre: Vec3; readonly normal: Vec3; readonly holeRadiusMm: number; readonly thicknessMm: number },
): Detour => {
  const n = unit(plate.normal)
  const helper: Vec3 = Math.abs(n[0]) < 0.7 ? [1, 0, 0] : [0, 1, 0]
  const u = unit(cross(n, helper))
  const v = cross(n, u)
  const side = Math.sign(dot(sub(ball.centre, plate.centre), n))
  const half = plate.thicknessMm / 2
  const r = plate.holeRadiusMm
  /** The point of the mouth at height h that makes a-point-b shortest. */
  const best = (a: Vec3, b: Vec3, h: number): Vec3 => {
    const [ha, hb] = [dot(sub(a, plate.centre), n), dot(sub(b, plate.centre), n)]
    const middle = mad(plate.centre, n, h)
    const t = ha === hb ? 0.5 : Math.min(1, Math.max(0, (ha - h) / (ha - hb)))
    const through = mad(a, sub(b, a), t)
    const d = sub(through, middle)
    const flat: Vec3 = mad(d, n, -dot(d, n))
    if (norm(flat) <= r) return mad(middle, flat, 1)
    const rim = (angle: number): Vec3 => mad(mad(middle, u, r * Math.cos(angle)), v, r * Math.sin(angle))
    const length = (angle: number) => norm(sub(a, rim(angle))) + norm(sub(rim(angle), b))
    const guess = Math.atan2(dot(flat, v), dot(flat, u))
    let [low, high] = [guess - 1.6, guess + 1.6]
    const golden = (Math.sqrt(5) - 1) / 2
    for (let i = 0; i < 50; i++) {
      const [x, y] = [high - golden * (high - low), low + golden * (high - low)]
      if (length(x) < length(y)) high = y
      else low = x
    }
    return rim((low + high) / 2)
  }
  return (p) => {
    const height = side * dot(sub(p, plate.centre), n)
    if (height >= half) return norm(sub(p, ball.centre)) - ball.radiusMm
    let near = mad(plate.centre, n, side * half)
    if (height > -half) {
      near = best(ball.centre, p, side * half)
      return norm(sub(near, ball.centre)) + norm(sub(p, near)) - ball.radiusMm
    }
    let far = mad(plate.centre, n, -side * half)
    let length = Number.POSITIVE_INFINITY
    for (let i = 0; i < 400; i++) {
      near = best(ball.centre, far, side * half)
      far = best(near, p, -side * half)
      const next = norm(sub(near, ball.centre)) + norm(sub(far, near)) + norm(sub(p, far))
      if (length - next < 1e-7) break
      length = next
    }
    return length - ball.radiusMm
  }
}
