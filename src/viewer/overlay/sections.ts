import { type PointLps, pointLps, type Vec3 } from '../../core/frame/index.js'
import { along, type ViewAxes } from '../space/planes.js'

/** Polygons of one structure that lie in one plane of the views' normal. */
type Section = { readonly offsetMm: number; readonly polygons: readonly Float64Array[] }

/** A polygon is native to a view where it leaves the view's plane by no more than this. */
const FLAT_MM = 0.05

/** How far a slice may be from a polygon's plane for the polygon to be its own. */
const SAME_PLANE_MM = 0.1

const pointAt = (polygon: Float64Array, i: number): PointLps =>
  pointLps(polygon[i] ?? 0, polygon[i + 1] ?? 0, polygon[i + 2] ?? 0)

const sectionsAlong = (polygons: readonly Float64Array[], normal: Vec3): readonly Section[] => {
  const found: { offsetMm: number; polygons: Float64Array[] }[] = []
  for (const polygon of polygons) {
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (let i = 0; i < polygon.length; i += 3) {
      const w = along(pointAt(polygon, i), normal)
      low = Math.min(low, w)
      high = Math.max(high, w)
    }
    if (!(high - low <= FLAT_MM)) continue
    const offsetMm = (low + high) / 2
    const same = found.find((section) => Math.abs(section.offsetMm - offsetMm) <= SAME_PLANE_MM)
    if (same === undefined) found.push({ offsetMm, polygons: [polygon] })
    else same.polygons.push(polygon)
  }
  return found
}

/** Polygons as closed loops in a view's own mm (right, down). */
export const loopsOf = (polygons: readonly Float64Array[], view: ViewAxes): readonly Float64Array[] =>
  polygons.map((polygon) => {
    const loop = new Float64Array((polygon.length / 3) * 2)
    for (let n = 0; n < loop.length / 2; n++) {
      const p = pointAt(polygon, 3 * n)
      loop[2 * n] = along(p, view.right)
      loop[2 * n + 1] = along(p, view.down)
    }
    return loop
  })

/** Finds a structure's polygons on a slice; what it has sorted once it keeps as long as the polygons live. */
export const createSectionFinder = () => {
  const sorted = new WeakMap<readonly Float64Array[], Map<string, readonly Section[]>>()
  return (polygons: readonly Float64Array[], view: ViewAxes, offsetMm: number): readonly Float64Array[] | null => {
    const key = view.normal.join()
    const byNormal = sorted.get(polygons) ?? new Map<string, readonly Section[]>()
    sorted.set(polygons, byNormal)
    const sections = byNormal.get(key) ?? sectionsAlong(polygons, view.normal)
    byNormal.set(key, sections)
    return sections.find((section) => Math.abs(section.offsetMm - offsetMm) <= SAME_PLANE_MM)?.polygons ?? null
  }
}
