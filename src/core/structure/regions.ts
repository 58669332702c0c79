import {
  type BoundsUv,
  boundsMeet,
  boundsOf,
  type LoopUv,
  loopHolds,
  loopsCross,
  loopsHold,
  thinned,
} from './polygon.js'

/** One connected piece of a cross section: an outer loop with the holes in it. */
export type Region = { readonly loops: readonly LoopUv[]; readonly bounds: BoundsUv }

/** Points enough to tell whether two regions overlap. */
const PROBES = 96

/** The connected pieces of a cross section; loops that cross each other stay in one piece. */
export const regionsOf = (loops: readonly LoopUv[]): Region[] => {
  if (loops.length === 1) return [{ loops, bounds: boundsOf(loops) }]
  const bounds = loops.map((l) => boundsOf([l]))
  const thin = loops.map((l) => thinned(l, 4 * PROBES))
  const depth = loops.map(() => 0)
  const parent = loops.map((_, i) => i)
  const rootOf = (i: number): number => (parent[i] === i ? i : rootOf(parent[i] as number))
  const holders: number[][] = loops.map(() => [])
  for (let i = 0; i < loops.length; i++)
    for (let j = 0; j < loops.length; j++) {
      if (i === j || !boundsMeet(bounds[i] as BoundsUv, bounds[j] as BoundsUv)) continue
      const inner = loops[i] as LoopUv
      if (j > i && loopsCross(thin[i] as LoopUv, thin[j] as LoopUv)) parent[rootOf(j)] = rootOf(i)
      else if (loopHolds(loops[j] as LoopUv, inner[0] as number, inner[1] as number)) {
        depth[i] = (depth[i] as number) + 1
        holders[i]?.push(j)
      }
    }
  // A loop at odd depth is a hole of the innermost loop that holds it.
  for (let i = 0; i < loops.length; i++) {
    if ((depth[i] as number) % 2 === 0) continue
    const outer = holders[i]?.find((j) => depth[j] === (depth[i] as number) - 1)
    if (outer !== undefined) parent[rootOf(i)] = rootOf(outer)
  }
  const pieces = new Map<number, LoopUv[]>()
  loops.forEach((loop, i) => {
    const root = rootOf(i)
    pieces.set(root, [...(pieces.get(root) ?? []), loop])
  })
  return [...pieces.values()].map((piece) => ({ loops: piece, bounds: boundsOf(piece) }))
}

/** Whether two regions, seen along the normal, share a point, or come within `reachMm` of each other. */
export const regionsMeet = (a: Region, b: Region, reachMm: number): boolean => {
  if (!boundsMeet(a.bounds, b.bounds, reachMm)) return false
  if (probesInside(a, b) || probesInside(b, a)) return true
  const thinA = a.loops.map((l) => thinned(l, 2 * PROBES))
  const thinB = b.loops.map((l) => thinned(l, 2 * PROBES))
  if (thinA.some((p) => thinB.some((q) => loopsCross(p, q)))) return true
  return reachMm > 0 && thinA.some((p) => thinB.some((q) => loopsWithin(p, q, reachMm)))
}

const probesInside = (a: Region, b: Region): boolean =>
  a.loops.some((loop) => {
    const probes = thinned(loop, PROBES)
    for (let i = 0; i < probes.length; i += 2)
      if (loopsHold(b.loops, probes[i] as number, probes[i + 1] as number)) return true
    return false
  })

const loopsWithin = (a: LoopUv, b: LoopUv, reachMm: number): boolean => {
  for (let i = 0; i < a.length; i += 2)
    for (let j = 0; j < b.length; j += 2) {
      const du = (a[i] as number) - (b[j] as number)
      const dv = (a[i + 1] as number) - (b[j + 1] as number)
      if (du * du + dv * dv <= reachMm * reachMm) return true
    }
  return false
}
