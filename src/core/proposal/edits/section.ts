import { cross, dot, type Grid, norm, pointLps, unit, type Vec3 } from '../../frame/index.js'

/** Orthonormal axes of a family of parallel planes: a point's position on its plane is (u, v), its height w. */
export type PlaneAxes = { readonly u: Vec3; readonly v: Vec3; readonly w: Vec3 }

/** Axes for a unit normal; where that is an axis of the patient, u and v are as well. */
export const planeAxes = (normal: Vec3): PlaneAxes => {
  const [x, y, z] = normal.map(Math.abs) as [number, number, number]
  const least: Vec3 = x <= y && x <= z ? [1, 0, 0] : y <= z ? [0, 1, 0] : [0, 0, 1]
  const u = unit(cross(normal, least))
  return { u, v: cross(normal, u), w: normal }
}

/** The plane at a height, to cut a field with: its origin is where u and v are 0. */
export const planeAt = ({ u, v, w }: PlaneAxes, heightMm: number) => ({
  originLps: pointLps(w[0] * heightMm, w[1] * heightMm, w[2] * heightMm),
  uDirection: u,
  vDirection: v,
})

/** Signed distance in the plane at (u, v) in mm, negative inside. */
export type SectionDistance = (u: number, v: number) => number

type Span = { readonly from: number; readonly to: number }

const spanOf = (loops: readonly ArrayLike<number>[], offset: 0 | 1): Span => {
  let [from, to] = [Infinity, -Infinity]
  for (const loop of loops)
    for (let i = offset; i < loop.length; i += 2) {
      from = Math.min(from, loop[i] as number)
      to = Math.max(to, loop[i] as number)
    }
  return { from, to }
}

/** The box of loops: u and v. */
export const sectionSpans = (loops: readonly ArrayLike<number>[]): readonly [Span, Span] => [
  spanOf(loops, 0),
  spanOf(loops, 1),
]

/**
 * Signed distance to the even-odd region of closed loops, from a raster with nodes at multiples of the spacing: exact at
 * the nodes, so everywhere on a grid along the plane; between them bilinear. `beyondMm` where the raster ends.
 * @param loops u, v of every point in mm
 * @param spans what the raster must cover
 */
export const sectionDistance = (
  loops: readonly ArrayLike<number>[],
  [uSpan, vSpan]: readonly [Span, Span],
  spacingMm: number,
  beyondMm: number,
): SectionDistance => {
  const firstU = Math.floor((uSpan.from - beyondMm) / spacingMm)
  const firstV = Math.floor((vSpan.from - beyondMm) / spacingMm)
  const columns = Math.ceil((uSpan.to + beyondMm) / spacingMm) - firstU + 1
  const rows = Math.ceil((vSpan.to + beyondMm) / spacingMm) - firstV + 1
  const mm = new Float64Array(columns * rows)
  for (let r = 0, n = 0; r < rows; r++)
    for (let c = 0; c < columns; c++, n++)
      mm[n] = distanceToLoops(loops, (firstU + c) * spacingMm, (firstV + r) * spacingMm)
  return (u, v) => {
    const x = u / spacingMm - firstU
    const y = v / spacingMm - firstV
    if (!(x >= 0 && y >= 0 && x <= columns - 1 && y <= rows - 1)) return beyondMm
    const c = Math.min(Math.floor(x), columns - 2)
    const r = Math.min(Math.floor(y), rows - 2)
    const n = c + columns * r
    const [s, t] = [x - c, y - r]
    return (
      (1 - t) * ((1 - s) * (mm[n] as number) + s * (mm[n + 1] as number)) +
      t * ((1 - s) * (mm[n + columns] as number) + s * (mm[n + columns + 1] as number))
    )
  }
}

/** Signed distance of one point: to the nearest edge, negative where a ray to +u crosses an odd number of edges. */
const distanceToLoops = (loops: readonly ArrayLike<number>[], u: number, v: number): number => {
  let least = Infinity
  let inside = false
  for (const loop of loops) {
    let au = loop[loop.length - 2] as number
    let av = loop[loop.length - 1] as number
    for (let i = 0; i < loop.length; i += 2) {
      const bu = loop[i] as number
      const bv = loop[i + 1] as number
      const du = bu - au
      const dv = bv - av
      const length2 = du * du + dv * dv
      const along = length2 > 0 ? Math.max(0, Math.min(1, ((u - au) * du + (v - av) * dv) / length2)) : 0
      const eu = u - au - along * du
      const ev = v - av - along * dv
      least = Math.min(least, eu * eu + ev * ev)
      if (av > v !== bv > v && u < au + ((v - av) / dv) * du) inside = !inside
      au = bu
      av = bv
    }
  }
  const distance = Math.sqrt(least)
  return inside ? -distance : distance
}

/** x, y, z triples as u, v pairs. */
export const onPlane = ({ u, v }: PlaneAxes, pointsLps: readonly number[]): Float64Array => {
  const out = new Float64Array((pointsLps.length / 3) * 2)
  for (let i = 0; 3 * i < pointsLps.length; i++) {
    const p: Vec3 = [pointsLps[3 * i] as number, pointsLps[3 * i + 1] as number, pointsLps[3 * i + 2] as number]
    out[2 * i] = dot(p, u)
    out[2 * i + 1] = dot(p, v)
  }
  return out
}

/** Whether a unit normal is an axis of the grid: its planes then hold the grid's own nodes. */
export const alongGrid = (normal: Vec3, grid: Grid): boolean =>
  [0, 1, 2].some((c) => {
    const axis: Vec3 = [grid.direction[c] as number, grid.direction[c + 3] as number, grid.direction[c + 6] as number]
    return norm(cross(axis, normal)) < 1e-9
  })
