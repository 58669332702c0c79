/** A closed polygon in a plane: u, v of each point in mm, the first not repeated. */
export type LoopUv = Float64Array

/** Signed area in mm2 by the shoelace formula; positive counter-clockwise. A keyhole's bridge cancels. */
export const signedAreaMm2 = (loop: LoopUv): number => {
  let twice = 0
  const n = loop.length / 2
  for (let i = 0, j = n - 1; i < n; j = i++) {
    twice += at(loop, 2 * j) * at(loop, 2 * i + 1) - at(loop, 2 * i) * at(loop, 2 * j + 1)
  }
  return twice / 2
}

/** Whether the loop holds the point by the even-odd rule. */
export const loopHolds = (loop: LoopUv, u: number, v: number): boolean => {
  let odd = false
  const n = loop.length / 2
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const iv = at(loop, 2 * i + 1)
    const jv = at(loop, 2 * j + 1)
    if (iv > v !== jv > v) {
      const iu = at(loop, 2 * i)
      if (u < iu + ((v - iv) / (jv - iv)) * (at(loop, 2 * j) - iu)) odd = !odd
    }
  }
  return odd
}

/** Whether the loops together hold the point by the even-odd rule: a loop in a loop is a hole. */
export const loopsHold = (loops: readonly LoopUv[], u: number, v: number): boolean => {
  let odd = false
  for (const loop of loops) if (loopHolds(loop, u, v)) odd = !odd
  return odd
}

/** Smallest and largest u and v of a loop in mm. */
export type BoundsUv = { readonly minU: number; readonly minV: number; readonly maxU: number; readonly maxV: number }

export const boundsOf = (loops: readonly LoopUv[]): BoundsUv => {
  let minU = Infinity
  let minV = Infinity
  let maxU = -Infinity
  let maxV = -Infinity
  for (const loop of loops)
    for (let i = 0; i < loop.length; i += 2) {
      const u = at(loop, i)
      const v = at(loop, i + 1)
      if (u < minU) minU = u
      if (u > maxU) maxU = u
      if (v < minV) minV = v
      if (v > maxV) maxV = v
    }
  return { minU, minV, maxU, maxV }
}

/** Whether two boxes come within `reachMm` of each other. */
export const boundsMeet = (a: BoundsUv, b: BoundsUv, reachMm = 0): boolean =>
  a.minU <= b.maxU + reachMm && b.minU <= a.maxU + reachMm && a.minV <= b.maxV + reachMm && b.minV <= a.maxV + reachMm

/** Every nth point, so that at most `most` remain: enough for a topological question. */
export const thinned = (loop: LoopUv, most: number): LoopUv => {
  const n = loop.length / 2
  if (n <= most) return loop
  const out = new Float64Array(2 * most)
  for (let i = 0; i < most; i++) {
    const k = Math.floor((i * n) / most)
    out[2 * i] = at(loop, 2 * k)
    out[2 * i + 1] = at(loop, 2 * k + 1)
  }
  return out
}

/** Whether an edge of one loop crosses an edge of the other. */
export const loopsCross = (a: LoopUv, b: LoopUv): boolean => {
  const n = a.length
  const m = b.length
  for (let i = 0; i < n; i += 2) {
    const i2 = (i + 2) % n
    const [au, av, bu, bv] = [at(a, i), at(a, i + 1), at(a, i2), at(a, i2 + 1)]
    for (let j = 0; j < m; j += 2) {
      const j2 = (j + 2) % m
      const [cu, cv, du, dv] = [at(b, j), at(b, j + 1), at(b, j2), at(b, j2 + 1)]
      const c = (bu - au) * (cv - av) - (bv - av) * (cu - au)
      const d = (bu - au) * (dv - av) - (bv - av) * (du - au)
      if (c > 0 === d > 0) continue
      const e = (du - cu) * (av - cv) - (dv - cv) * (au - cu)
      const f = (du - cu) * (bv - cv) - (dv - cv) * (bu - cu)
      if (e > 0 !== f > 0) return true
    }
  }
  return false
}

/** A number at an offset known to exist. */
const at = (a: Float64Array, i: number): number => a[i] as number
