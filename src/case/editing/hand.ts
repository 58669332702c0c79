import { type Field, sampleField, tracePlane } from '../../core/field/index.js'
import { cross, type PointLps, pointLps, unit, type Vec3 } from '../../core/frame/index.js'
import type { EditShape, Flat } from '../../core/proposal/index.js'

/** What is edited with: strokes of a brush, outlines, a click at an island. */
export type HandTool = 'brush' | 'eraser' | 'push' | 'draw' | 'cut' | 'island'

/** A disc on the shown plane, or a ball. */
export type Brush = { readonly diameterMm: number; readonly ball: boolean }

/** The narrowest that a push is made where it begins close to the edge, in mm. */
const LEAST_PUSH_MM = 0.5

/** A field tells no distance greater than this (mm); see the core's carving. */
const FAR_MM = 3.5

/** Distance from a point of a plane to a field's edge on that plane, in mm; Infinity where the plane has none. */
const distanceOnPlane = (field: Field, normalLps: Vec3, at: PointLps): number => {
  const least: Vec3 = Math.abs(normalLps[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]
  const uDirection = unit(cross(normalLps, least))
  const loops = tracePlane(field, { originLps: at, uDirection, vDirection: cross(normalLps, uDirection) })
  let nearest = Number.POSITIVE_INFINITY
  for (const loop of loops)
    for (let i = 0, j = loop.length - 2; i < loop.length; j = i, i += 2) {
      const [au, av, bu, bv] = [loop[j] ?? 0, loop[j + 1] ?? 0, loop[i] ?? 0, loop[i + 1] ?? 0]
      const [du, dv] = [bu - au, bv - av]
      const length2 = du * du + dv * dv
      const t = length2 > 0 ? Math.max(0, Math.min(1, -(au * du + av * dv) / length2)) : 0
      nearest = Math.min(nearest, (au + t * du) ** 2 + (av + t * dv) ** 2)
    }
  return Math.sqrt(nearest)
}

/** What a sweep does, and how wide: said where it begins. */
export type Sweep = { readonly does: 'add' | 'take'; readonly radiusMm: number; readonly flat: Flat | null }

const firstPoint = (points: readonly number[]): PointLps => pointLps(points[0] ?? 0, points[1] ?? 0, points[2] ?? 0)

/**
 * The sweep that a tool begins at a point. A push that begins inside adds and one that begins outside takes; it is made as
 * narrow as the way to the edge, so that it moves the edge only where it is led to.
 */
export const sweepOf = (
  tool: 'brush' | 'eraser' | 'push',
  { diameterMm, ball }: Brush,
  plane: Flat,
  pointsLps: readonly number[],
  inverted: boolean,
  shown: Field,
): Sweep => {
  const flat = ball ? null : plane
  const radiusMm = diameterMm / 2
  if (tool !== 'push') return { does: (tool === 'brush') === inverted ? 'take' : 'add', radiusMm, flat }
  const at = firstPoint(pointsLps)
  const deep = sampleField(shown, at)
  const across = ball && Math.abs(deep) < FAR_MM ? Math.abs(deep) : Number.POSITIVE_INFINITY
  const room = Math.min(distanceOnPlane(shown, plane.normalLps, at), across)
  return { does: deep < 0 ? 'add' : 'take', radiusMm: Math.min(radiusMm, Math.max(LEAST_PUSH_MM, room)), flat }
}

/** The shape that a sweep covers along a part of its way. */
export const sweptShape = ({ radiusMm, flat }: Sweep, pathLps: readonly number[]): EditShape => ({
  is: 'sweep',
  pathLps,
  radiusMm,
  flat,
})

/** Box of a shape in LPS mm. */
export const shapeBounds = (shape: EditShape): { readonly min: Vec3; readonly max: Vec3 } => {
  const points = shape.is === 'sweep' ? shape.pathLps : shape.loopLps
  const half = shape.flat?.halfThicknessMm ?? 0
  const reach = shape.is === 'sweep' ? Math.max(shape.radiusMm, half) : half
  const edge = (c: 0 | 1 | 2, pick: typeof Math.min): number => {
    let most = points[c] ?? 0
    for (let i = c; i < points.length; i += 3) most = pick(most, points[i] ?? most)
    return most
  }
  const low = (c: 0 | 1 | 2) => edge(c, Math.min) - reach
  const high = (c: 0 | 1 | 2) => edge(c, Math.max) + reach
  return { min: [low(0), low(1), low(2)], max: [high(0), high(1), high(2)] }
}
