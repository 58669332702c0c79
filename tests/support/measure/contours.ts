import { cross, dot, norm, unit, type Vec3 } from '../../../src/core/frame/index.js'
import type { PlaneLoop } from '../../../src/core/structure/index.js'
import {
  along,
  areaMm2,
  type Cut,
  gradientOf,
  type Loop,
  mad,
  type Shape,
  scale,
  sectionOf,
  sub,
  surfaceDistanceMm,
} from '../closed-forms/index.js'
import { type Stats, statsOf } from './stats.js'

/** The points of a flat x, y, z array. */
export const pointsOf = (flat: Float64Array): Vec3[] =>
  Array.from({ length: flat.length / 3 }, (_, i) => [flat[3 * i], flat[3 * i + 1], flat[3 * i + 2]] as unknown as Vec3)

/** Contours by plane index. */
export type Drawing = ReadonlyMap<number, readonly Loop[]>

export const drawingOf = (loops: readonly PlaneLoop[]): Drawing => {
  const by = new Map<number, Loop[]>()
  for (const l of loops) by.set(l.planeIndex, [...(by.get(l.planeIndex) ?? []), pointsOf(l.pointsLps)])
  return by
}

const toSegment = (p: Vec3, a: Vec3, b: Vec3): number => {
  const ab = sub(b, a)
  const t = Math.min(1, Math.max(0, dot(sub(p, a), ab) / (dot(ab, ab) || 1)))
  return norm(sub(p, mad(a, ab, t)))
}

/** Distance from p to the nearest of the polygons' edges in mm. */
export const toLoops = (p: Vec3, loops: readonly Loop[]): number => {
  let least = Number.POSITIVE_INFINITY
  for (const loop of loops)
    for (const [i, a] of loop.entries()) least = Math.min(least, toSegment(p, a, loop[(i + 1) % loop.length] as Vec3))
  return least
}

/** Even-odd area of polygons: a loop inside an odd number of others is a hole. */
export const evenOddMm2 = (loops: readonly Loop[], cut: Cut): number => {
  const uv = (p: Vec3): readonly [number, number] => [dot(p, cut.u), dot(p, cut.v)]
  const flats = loops.map((l) => l.map(uv))
  const holds = (loop: readonly (readonly [number, number])[], [x, y]: readonly [number, number]) => {
    let odd = false
    for (const [i, a] of loop.entries()) {
      const b = loop[(i + 1) % loop.length] as readonly [number, number]
      if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd
    }
    return odd
  }
  return loops.reduce((sum, loop, i) => {
    const start = flats[i]?.[0]
    if (!start) return sum
    const depth = flats.filter((other, j) => j !== i && holds(other, start)).length
    return sum + (depth % 2 === 0 ? 1 : -1) * Math.abs(areaMm2([loop], cut))
  }, 0)
}

export type Accuracy = {
  /** From every contour vertex to the closed form's surface. */
  readonly vertices: Stats
  /** From the closed form's exact sections, sampled every 0.5 mm, to the contours, along the surface's normal. */
  readonly surface: Stats
  /** Even-odd area x spacing, ours and of the exact sections, in mm3. */
  readonly contourMm3: number
  readonly exactContourMm3: number
}

/** How deep the body is, straight inwards in the plane from a point of its section: what missing that piece of section is worth. */
const depthMm = (truth: Shape, q: Vec3, inwards: Vec3): number =>
  [0.25, 0.5, 1, 2, 3, 4, 6, 8, 10].reduce((most, s) => Math.max(most, -truth.signedMm(mad(q, inwards, s))), 0)

/**
 * Contours against a closed form, both ways.
 * Where the surface leans, a distance within the plane is more than the surfaces are apart: it is taken along the surface's normal.
 */
export const accuracyOf = (drawing: Drawing, truth: Shape, cuts: readonly Cut[], sliceMm: number): Accuracy => {
  const vertices: number[] = []
  const surface: number[] = []
  let [ours, exact] = [0, 0]
  for (const [k, cut] of cuts.entries()) {
    const loops = drawing.get(k) ?? []
    const sections = sectionOf(truth, cut, { latticeMm: 0.5, chordMm: 1e-3 })
    for (const p of loops.flat()) vertices.push(surfaceDistanceMm(truth, p))
    ours += evenOddMm2(loops, cut) * sliceMm
    exact += areaMm2(sections, cut) * sliceMm
    if (sections.length === 0) continue
    const normal = cross(cut.u, cut.v)
    for (const q of along(sections, 0.5)) {
      const g = gradientOf(truth, q)
      const lean = dot(g, normal)
      const off = toLoops(q, loops) * Math.sqrt(Math.max(0, 1 - lean * lean))
      surface.push(off < 0.3 ? off : Math.min(off, depthMm(truth, q, unit(mad(scale(g, -1), normal, lean)))))
    }
  }
  return { vertices: statsOf(vertices), surface: statsOf(surface), contourMm3: ours, exactContourMm3: exact }
}
