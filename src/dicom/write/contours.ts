import type { HoleStyle } from '../../core/export/index.js'
import { dot, type Sha256, type Vec3 } from '../../core/frame/index.js'
import { sha256OfText } from '../../core/hash/index.js'
import type { PlaneLoop } from '../../core/structure/index.js'
import type { ImagePlane } from '../../core/volume/index.js'
import { formatMm } from '../value/decimal.js'
import { keyhole } from './keyhole.js'
import { contourText, roundedLoop, type WrittenContour } from './planar.js'
import { contains, type Polygon, signedArea } from './polygon.js'

/** Contours ready to write, and how many loops were too small to be one. */
export type WrittenContours = { readonly contours: readonly WrittenContour[]; readonly dropped: number }

type Ring = { readonly polygon: Polygon; readonly pointsLps: Float64Array; readonly hole: boolean }

const relative = (p: Float64Array, at: number, o: Vec3): Vec3 => [
  (p[at] as number) - o[0],
  (p[at + 1] as number) - o[1],
  (p[at + 2] as number) - o[2],
]

const inPlane = (points: Float64Array, plane: ImagePlane): Polygon => {
  const out = new Float64Array((points.length / 3) * 2)
  for (let i = 0; i < points.length / 3; i++) {
    const d = relative(points, 3 * i, plane.originLps)
    out[2 * i] = dot(d, plane.rowDirection)
    out[2 * i + 1] = dot(d, plane.columnDirection)
  }
  return out
}

/** Points of a joined loop back in patient space, looked up so that they stay digit for digit. */
const inSpace = (loop: Polygon, rings: readonly Ring[]): Float64Array => {
  const known = new Map<string, readonly [number, number, number]>()
  for (const { polygon, pointsLps } of rings) {
    for (let i = 0; i < polygon.length / 2; i++) {
      const at = pointsLps.subarray(3 * i, 3 * i + 3)
      known.set(`${polygon[2 * i]} ${polygon[2 * i + 1]}`, [at[0] as number, at[1] as number, at[2] as number])
    }
  }
  const out: number[] = []
  for (let i = 0; i < loop.length; i += 2) out.push(...(known.get(`${loop[i]} ${loop[i + 1]}`) ?? []))
  return Float64Array.from(out)
}

/** The smallest outer loop round a hole's first point; undefined where there is none. */
const ownerOf = (hole: Ring, outers: readonly Ring[]): Ring | undefined => {
  const round = outers.filter((o) => contains(o.polygon, hole.polygon[0] as number, hole.polygon[1] as number))
  return round.sort((a, b) => Math.abs(signedArea(a.polygon)) - Math.abs(signedArea(b.polygon)))[0]
}

/** Loops of one plane with their holes joined to them. */
const keyholed = (rings: readonly Ring[]): Float64Array[] => {
  const outers = rings.filter((r) => !r.hole)
  const holes = rings.filter((r) => r.hole)
  const owned = new Map<Ring, Ring[]>()
  const free: Ring[] = []
  for (const hole of holes) {
    const owner = ownerOf(hole, outers)
    if (owner === undefined) free.push(hole)
    else owned.set(owner, [...(owned.get(owner) ?? []), hole])
  }
  const joined = outers.flatMap((outer) => {
    const own = owned.get(outer) ?? []
    if (own.length === 0) return [outer.pointsLps]
    const { loop, left } = keyhole(
      outer.polygon,
      own.map((h) => h.polygon),
    )
    return [loop, ...left].map((polygon) => inSpace(polygon, [outer, ...own]))
  })
  return [...joined, ...free.map((h) => h.pointsLps)]
}

/**
 * The contours that loops become in a file: rounded, on their planes, by plane, holes joined or on their own.
 * A hole that touches its outer loop so that no bridge reaches it stays a contour of its own (even-odd).
 */
export const writtenContours = (
  loops: readonly PlaneLoop[],
  planes: readonly ImagePlane[],
  holes: HoleStyle,
): WrittenContours => {
  const contours: WrittenContour[] = []
  let dropped = 0
  const indices = [...new Set(loops.map((l) => l.planeIndex))].sort((a, b) => a - b)
  for (const planeIndex of indices) {
    const plane = planes[planeIndex]
    if (plane === undefined) throw new RangeError(`Plane ${planeIndex} is not one of ${planes.length}.`)
    const rings: Ring[] = []
    for (const loop of loops) {
      if (loop.planeIndex !== planeIndex) continue
      const pointsLps = roundedLoop(loop.pointsLps, plane)
      const polygon = inPlane(pointsLps, plane)
      if (pointsLps.length < 9 || signedArea(polygon) === 0) dropped++
      else rings.push({ polygon, pointsLps, hole: loop.hole })
    }
    const written = holes === 'keyhole' ? keyholed(rings) : rings.map((r) => r.pointsLps)
    for (const points of written) contours.push(contourText(points, planeIndex, plane))
  }
  return { contours, dropped }
}

/** Places that count for {@link geometryHash}: 0.1 micrometre. */
const HASH_DECIMALS = 4

/** SHA-256 of contours' rounded coordinates in LPS mm; their order, time and UIDs do not count. */
export const geometryHash = (contours: readonly { readonly pointsLps: Float64Array }[]): Sha256 =>
  sha256OfText(
    contours
      .map((c) => Array.from(c.pointsLps, (v) => formatMm(v, HASH_DECIMALS)).join('\\'))
      .sort()
      .join('\n'),
  )
