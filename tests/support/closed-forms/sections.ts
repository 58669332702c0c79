import { cross, dot, norm, type Vec3 } from '../../../src/core/frame/index.js'
import { add, mad, type Shape, scale, sub } from './shape.js'

/** A plane with two orthonormal directions in it. */
export type Cut = { readonly originMm: Vec3; readonly u: Vec3; readonly v: Vec3 }

/** A closed polygon in LPS mm; the first point is not repeated. */
export type Loop = readonly Vec3[]

type Options = {
  /** Lattice on which pieces are found: smaller ones are missed. */
  readonly latticeMm?: number
  /** How far a chord may be from the exact section. */
  readonly chordMm?: number
}

type Window = {
  readonly a0: number
  readonly b0: number
  readonly columns: number
  readonly rows: number
  readonly step: number
}

/** Of the body's box, what the plane can see, a little larger. */
const windowOf = (s: Shape, cut: Cut, step: number): Window => {
  const middle = sub(scale(add(s.minMm, s.maxMm), 0.5), cut.originMm)
  const half = scale(sub(s.maxMm, s.minMm), 0.5)
  const reach = (d: Vec3) => Math.abs(d[0]) * half[0] + Math.abs(d[1]) * half[1] + Math.abs(d[2]) * half[2] + 2 * step
  const [ru, rv] = [reach(cut.u), reach(cut.v)]
  // An offset that no round number shares: lattice points never lie on a face.
  return {
    a0: dot(middle, cut.u) - ru - 0.0137 * step,
    b0: dot(middle, cut.v) - rv - 0.0271 * step,
    columns: Math.ceil((2 * ru) / step) + 2,
    rows: Math.ceil((2 * rv) / step) + 2,
    step,
  }
}

/** Signed distances on the lattice; blocks that the surface cannot touch (the distance is 1-Lipschitz) are filled with their middle's value. */
const sampleLattice = (s: Shape, at: (a: number, b: number) => Vec3, w: Window): Float64Array => {
  const block = 6
  const values = new Float64Array(w.columns * w.rows)
  for (let j0 = 0; j0 < w.rows; j0 += block)
    for (let i0 = 0; i0 < w.columns; i0 += block) {
      const middle = s.signedMm(at(w.a0 + (i0 + block / 2) * w.step, w.b0 + (j0 + block / 2) * w.step))
      const far = Math.abs(middle) > block * w.step
      for (let j = j0; j < Math.min(j0 + block, w.rows); j++)
        for (let i = i0; i < Math.min(i0 + block, w.columns); i++)
          values[j * w.columns + i] = far ? middle : s.signedMm(at(w.a0 + i * w.step, w.b0 + j * w.step))
    }
  return values
}

/** The zero between two points of different sign, to 1e-9 mm. */
const crossing = (s: Shape, from: Vec3, to: Vec3, fFrom: number): Vec3 => {
  let [low, high] = [0, 1]
  for (let i = 0; i < 34; i++) {
    const t = (low + high) / 2
    if (s.signedMm(mad(from, sub(to, from), t)) < 0 === fFrom < 0) low = t
    else high = t
  }
  return mad(from, sub(to, from), (low + high) / 2)
}

/** Directed edges of the level set, each from one lattice edge to the next, the body on the left. */
const link = (values: Float64Array, w: Window, saddleInside: (i: number, j: number) => boolean): number[][] => {
  const next = new Map<number, number>()
  const horizontal = (i: number, j: number) => 2 * (j * w.columns + i)
  const vertical = (i: number, j: number) => 2 * (j * w.columns + i) + 1
  const inside = (i: number, j: number) => (values[j * w.columns + i] as number) < 0
  for (let j = 0; j + 1 < w.rows; j++)
    for (let i = 0; i + 1 < w.columns; i++) {
      const corner = [inside(i, j), inside(i + 1, j), inside(i + 1, j + 1), inside(i, j + 1)] as const
      const edge = [horizontal(i, j), vertical(i + 1, j), horizontal(i, j + 1), vertical(i, j)] as const
      const out: number[] = []
      const into: number[] = []
      for (let c = 0; c < 4; c++) {
        if (corner[c] && !corner[(c + 1) % 4]) out.push(c)
        if (!corner[c] && corner[(c + 1) % 4]) into.push(c)
      }
      // Walking the cell anticlockwise the body is left at `out` edges and entered at `into` edges.
      if (out.length === 1) next.set(edge[out[0] as 0], edge[into[0] as 0])
      else if (out.length === 2) {
        const joined = saddleInside(i, j)
        for (const c of out) {
          const forward = (c + 1) % 4
          const backward = (c + 3) % 4
          next.set(edge[c as 0], edge[(joined ? forward : backward) as 0])
        }
      }
    }
  const loops: number[][] = []
  for (const start of next.keys()) {
    const loop: number[] = []
    let at = start
    while (next.has(at)) {
      loop.push(at)
      const to = next.get(at) as number
      next.delete(at)
      at = to
    }
    if (loop.length > 2) loops.push(loop)
  }
  return loops
}

/** Where the ray from p, across the chord, meets the surface: marched by the distance (1-Lipschitz), then halved. */
const across = (s: Shape, p: Vec3, outward: Vec3, reachMm: number): Vec3 => {
  const start = s.signedMm(p)
  const way = start < 0 ? 1 : -1
  let low = 0
  let high = Math.abs(start)
  let f = start
  while (high < reachMm) {
    f = s.signedMm(mad(p, outward, way * high))
    if (Math.abs(f) < 1e-9) return mad(p, outward, way * high)
    if (f < 0 !== start < 0) return crossing(s, mad(p, outward, way * low), mad(p, outward, way * high), start)
    low = high
    high += Math.max(1.5 * Math.abs(f), 1e-9)
  }
  return p
}

/** The chord a-b halved until it is within `chordMm` of the section; appends a and what lies between. */
const refine = (s: Shape, w: Vec3, a: Vec3, b: Vec3, chordMm: number, depth: number, into: Vec3[]): void => {
  const middle = scale(add(a, b), 0.5)
  const chord = sub(b, a)
  const length = norm(chord)
  const m = length < 1e-6 || depth > 12 ? middle : across(s, middle, scale(cross(chord, w), 1 / length), 4 * length)
  if (norm(sub(m, middle)) <= chordMm) {
    into.push(a)
    return
  }
  refine(s, w, a, m, chordMm, depth + 1, into)
  refine(s, w, m, b, chordMm, depth + 1, into)
}

/**
 * The exact cross section of a body with a plane: points within 1e-8 mm of its surface, chords within `chordMm`.
 * Outer loops run anticlockwise seen against u x v, holes clockwise.
 */
export const sectionOf = (s: Shape, cut: Cut, { latticeMm = 0.5, chordMm = 1e-3 }: Options = {}): Loop[] => {
  const w = windowOf(s, cut, latticeMm)
  const at = (a: number, b: number): Vec3 => mad(mad(cut.originMm, cut.u, a), cut.v, b)
  const values = sampleLattice(s, at, w)
  const point = (id: number): Vec3 => {
    const k = id >> 1
    const [i, j] = [k % w.columns, Math.floor(k / w.columns)]
    const from = at(w.a0 + i * w.step, w.b0 + j * w.step)
    const to =
      id % 2 === 0 ? at(w.a0 + (i + 1) * w.step, w.b0 + j * w.step) : at(w.a0 + i * w.step, w.b0 + (j + 1) * w.step)
    return crossing(s, from, to, values[k] as number)
  }
  const middleInside = (i: number, j: number) =>
    s.signedMm(at(w.a0 + (i + 0.5) * w.step, w.b0 + (j + 0.5) * w.step)) < 0
  const normal = cross(cut.u, cut.v)
  return link(values, w, middleInside).map((ids) => {
    const coarse = ids.map(point)
    const fine: Vec3[] = []
    for (const [i, a] of coarse.entries())
      refine(s, normal, a, coarse[(i + 1) % coarse.length] as Vec3, chordMm, 0, fine)
    return fine.filter((p, i) => norm(sub(p, fine[(i + fine.length - 1) % fine.length] as Vec3)) > 1e-7)
  })
}

/** Area of loops with their orientation: holes count negative. */
export const areaMm2 = (loops: readonly Loop[], cut: Cut): number => {
  const w = cross(cut.u, cut.v)
  let twice = 0
  for (const loop of loops)
    for (const [i, a] of loop.entries())
      twice += dot(cross(sub(a, cut.originMm), sub(loop[(i + 1) % loop.length] as Vec3, cut.originMm)), w)
  return twice / 2
}

/** Points along the loops, `everyMm` apart or closer. */
export const along = (loops: readonly Loop[], everyMm: number): Vec3[] => {
  const out: Vec3[] = []
  for (const loop of loops)
    for (const [i, a] of loop.entries()) {
      const b = loop[(i + 1) % loop.length] as Vec3
      const pieces = Math.max(1, Math.ceil(norm(sub(b, a)) / everyMm))
      for (let k = 0; k < pieces; k++) out.push(mad(a, sub(b, a), k / pieces))
    }
  return out
}
