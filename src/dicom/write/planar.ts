import type { Vec3 } from '../../core/frame/index.js'
import type { ImagePlane } from '../../core/volume/index.js'
import { formatDs, formatMm } from '../value/decimal.js'

/** Places written for coordinates in an axis-parallel plane: 0.1 micrometre. */
const IN_PLANE_DECIMALS = 4
/** Places written where the plane is oblique, so that rounding does not leave it. */
const OBLIQUE_DECIMALS = 8

/** A contour as it stands in the file: the text, and the numbers that text reads back as. */
export type WrittenContour = {
  readonly planeIndex: number
  readonly text: string
  readonly pointsLps: Float64Array
}

/** The patient axis the plane is perpendicular to, or -1 where it is oblique. */
const axisOf = (normal: Vec3): number => normal.findIndex((v) => Math.abs(Math.abs(v) - 1) < 1e-12)

/** Writes coordinates of points on a plane: the coordinate along an axis-parallel normal is the image's own, digit for digit. */
const coordinateTexts = (points: Float64Array, plane: ImagePlane): string[] => {
  const axis = axisOf(plane.normal)
  const fixed = axis < 0 ? '' : formatDs(plane.originLps[axis] as number)
  const decimals = axis < 0 ? OBLIQUE_DECIMALS : IN_PLANE_DECIMALS
  return Array.from(points, (v, i) => (i % 3 === axis ? fixed : formatMm(v, decimals)))
}

/** Puts points onto the plane along its normal. */
const ontoPlane = (points: Float64Array, plane: ImagePlane): Float64Array => {
  const n = plane.normal
  const o = plane.originLps
  const out = Float64Array.from(points)
  for (let i = 0; i < out.length; i += 3) {
    const off =
      n[0] * ((out[i] as number) - o[0]) +
      n[1] * ((out[i + 1] as number) - o[1]) +
      n[2] * ((out[i + 2] as number) - o[2])
    out[i] = (out[i] as number) - off * n[0]
    out[i + 1] = (out[i + 1] as number) - off * n[1]
    out[i + 2] = (out[i + 2] as number) - off * n[2]
  }
  return out
}

/** The points as they will read back, on the plane, without a point that repeats the one before or the first. */
export const roundedLoop = (points: Float64Array, plane: ImagePlane): Float64Array => {
  const values = coordinateTexts(ontoPlane(points, plane), plane).map(Number)
  const out: number[] = []
  for (let i = 0; i < values.length; i += 3) {
    const [x, y, z] = values.slice(i, i + 3) as [number, number, number]
    const last = out.length - 3
    if (out.length > 0 && out[last] === x && out[last + 1] === y && out[last + 2] === z) continue
    out.push(x, y, z)
  }
  const last = out.length - 3
  if (last > 0 && out[0] === out[last] && out[1] === out[last + 1] && out[2] === out[last + 2]) out.length = last
  return Float64Array.from(out)
}

/** Rounded points as a contour of the file. */
export const contourText = (pointsLps: Float64Array, planeIndex: number, plane: ImagePlane): WrittenContour => {
  const texts = coordinateTexts(pointsLps, plane)
  return { planeIndex, text: texts.join('\\'), pointsLps: Float64Array.from(texts, Number) }
}
