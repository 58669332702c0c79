import { dot, type Vec3 } from '../../frame/index.js'
import { LIMITS } from '../../guideline/index.js'
import { PostopError } from '../../problem/index.js'

/** Points of one path or loop, and edits of one recipe, at most. */
const MOST_POINTS = 5000
const MOST_EDITS = 1000
/** Coordinates lie within this of the frame's origin (mm). */
const FARTHEST_MM = 10_000
/** A normal's length may be off 1, and points off their plane (mm), by this. */
const UNIT_TOLERANCE = 1e-6
const PLANE_TOLERANCE_MM = 0.01

type Unknown = Readonly<Record<string, unknown>>

const isObject = (v: unknown): v is Unknown => typeof v === 'object' && v !== null && !Array.isArray(v)

const isCoordinate = (v: unknown): v is number => typeof v === 'number' && Math.abs(v) <= FARTHEST_MM

const isPoint = (v: unknown): v is Vec3 => Array.isArray(v) && v.length === 3 && v.every(isCoordinate)

const isIn = (v: unknown, { above, to }: { readonly above: number; readonly to: number }): v is number =>
  typeof v === 'number' && v > above && v <= to

/**
 * Refuses edits that cannot be replayed: a file may hold any value.
 * @throws recipe/invalid naming the edit by its place in the log and what of it is wrong
 */
export const checkEdits = (edits: readonly unknown[], file?: string): void => {
  const invalid = (message: string): PostopError =>
    new PostopError('recipe/invalid', {
      message,
      attribute: 'edits',
      remedy: 'The recipe was changed or written by another version; propose again.',
      ...(file === undefined ? {} : { file }),
    })
  if (edits.length > MOST_EDITS)
    throw invalid(`The recipe holds ${edits.length} edits; it must be at most ${MOST_EDITS}.`)
  const ids = new Set<unknown>()
  edits.forEach((edit, place) => {
    const wrong = isObject(edit)
      ? (wrongWith(edit) ?? (ids.has(edit.id) ? 'its id is that of another' : null))
      : 'it is no object'
    if (wrong !== null) throw invalid(`Edit ${place + 1} of the recipe cannot be replayed: ${wrong}.`)
    ids.add((edit as Unknown).id)
  })
}

/** What is wrong with one edit, in words; null where it can be replayed. */
const wrongWith = (edit: Unknown): string | null => {
  if (typeof edit.id !== 'string' || edit.id === '') return 'it has no id'
  if (typeof edit.on !== 'boolean' || typeof edit.mayEnter !== 'boolean')
    return '"on" and "mayEnter" must be true or false'
  switch (edit.do) {
    case 'add':
    case 'take':
      return isObject(edit.shape) ? wrongShape(edit.shape) : 'it has no shape'
    case 'between':
      return wrongBetween(edit)
    case 'smooth':
      return isIn(edit.mm, LIMITS.editSmoothMm)
        ? null
        : `it must smooth by more than 0 and at most ${LIMITS.editSmoothMm.to} mm`
    case 'drop-island':
      return isPoint(edit.atLps) ? null : 'its point is not three numbers in mm'
    default:
      return `"${String(edit.do)}" is none of add, take, between, smooth, drop-island`
  }
}

const wrongShape = (shape: Unknown): string | null => {
  const { flat } = shape
  if (shape.is === 'sweep') {
    if (!isIn(shape.radiusMm, LIMITS.editRadiusMm))
      return `its radius must be more than 0 and at most ${LIMITS.editRadiusMm.to} mm`
    if (flat === null) return wrongPoints(shape.pathLps, 1, 'path')
    return wrongFlat(flat) ?? wrongPoints(shape.pathLps, 1, 'path') ?? offPlane(shape.pathLps, flat)
  }
  if (shape.is === 'outline')
    return wrongFlat(flat) ?? wrongPoints(shape.loopLps, 3, 'loop') ?? offPlane(shape.loopLps, flat)
  return `its shape "${String(shape.is)}" is neither sweep nor outline`
}

const wrongPoints = (points: unknown, fewest: number, name: string): string | null => {
  if (!Array.isArray(points) || points.length % 3 !== 0 || !points.every(isCoordinate))
    return `its ${name} is not x, y, z of points in mm`
  const count = points.length / 3
  return count >= fewest && count <= MOST_POINTS
    ? null
    : `its ${name} has ${count} points, not ${fewest} to ${MOST_POINTS}`
}

const wrongNormal = (normal: unknown): string | null =>
  isPoint(normal) && Math.abs(dot(normal, normal) - 1) <= UNIT_TOLERANCE ? null : 'its normal is not of length 1'

const wrongFlat = (flat: unknown): string | null => {
  if (!isObject(flat)) return 'it has no plane'
  if (!isIn(flat.halfThicknessMm, LIMITS.editHalfThicknessMm))
    return `its half thickness must be more than 0 and at most ${LIMITS.editHalfThicknessMm.to} mm`
  return wrongNormal(flat.normalLps)
}

/** Called with what has been found right. */
const offPlane = (points: unknown, flat: unknown): string | null => {
  const p = points as readonly number[]
  const { normalLps } = flat as { readonly normalLps: Vec3 }
  const height = (i: number) => dot([p[i] as number, p[i + 1] as number, p[i + 2] as number], normalLps)
  for (let i = 3; i < p.length; i += 3)
    if (Math.abs(height(i) - height(0)) > PLANE_TOLERANCE_MM) return 'its points do not lie in one plane'
  return null
}

const wrongBetween = ({ fromLps, toLps, normalLps }: Unknown): string | null => {
  if (!isPoint(fromLps) || !isPoint(toLps)) return 'its two points are not three numbers in mm each'
  const wrong = wrongNormal(normalLps)
  if (wrong !== null) return wrong
  const apart = Math.abs(dot(toLps, normalLps as Vec3) - dot(fromLps, normalLps as Vec3))
  return apart > PLANE_TOLERANCE_MM ? null : 'its two planes are the same'
}
