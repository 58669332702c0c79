import type { Vec3 } from '../../src/core/frame/index.js'
import type { Shape } from './shapes.js'

const fold = (f: (...v: number[]) => number, a: Vec3, b: Vec3): Vec3 => [f(a[0], b[0]), f(a[1], b[1]), f(a[2], b[2])]

/** Farther than this from a shape's box its distance no longer matters: no layer is thicker. */
const FAR_MM = 12

/** Whether a point lies more than `mm` outside a box along any axis. */
const isFar = (min: Vec3, max: Vec3, mm: number, x: number, y: number, z: number): boolean =>
  x < min[0] - mm || x > max[0] + mm || y < min[1] - mm || y > max[1] + mm || z < min[2] - mm || z > max[2] + mm

/** What lies in any of the shapes. */
export const union = (...shapes: readonly Shape[]): Shape => ({
  min: shapes.map((s) => s.min).reduce((a, b) => fold(Math.min, a, b)),
  max: shapes.map((s) => s.max).reduce((a, b) => fold(Math.max, a, b)),
  at: (x, y, z) => {
    let d = FAR_MM
    for (const { at, min, max } of shapes) {
      if (!isFar(min, max, FAR_MM, x, y, z)) d = Math.min(d, at(x, y, z))
    }
    return d
  },
})

/** What lies in both shapes. */
export const common = (a: Shape, b: Shape): Shape => ({
  min: fold(Math.max, a.min, b.min),
  max: fold(Math.min, a.max, b.max),
  at: (x, y, z) => Math.max(a.at(x, y, z), b.at(x, y, z)),
})

/** What lies in `a` but not in `b`. */
export const without = (a: Shape, b: Shape): Shape => ({
  min: a.min,
  max: a.max,
  at: (x, y, z) => Math.max(a.at(x, y, z), -b.at(x, y, z)),
})

/** The shape with its surface moved outwards by `mm` (inwards where negative). */
export const grown = (s: Shape, mm: number): Shape => ({
  min: [s.min[0] - mm, s.min[1] - mm, s.min[2] - mm],
  max: [s.max[0] + mm, s.max[1] + mm, s.max[2] + mm],
  at: (x, y, z) => s.at(x, y, z) - mm,
})

/** Union whose seams are filled with a fillet of about `blendMm` (polynomial smooth minimum). */
export const blended = (blendMm: number, first: Shape, ...rest: readonly Shape[]): Shape =>
  rest.reduce((a, b): Shape => {
    const box = grown(union(a, b), blendMm / 4)
    return {
      min: box.min,
      max: box.max,
      at: (x, y, z) => {
        const p = a.at(x, y, z)
        if (isFar(b.min, b.max, 2 * blendMm, x, y, z)) return p
        const q = b.at(x, y, z)
        const h = Math.max(0, blendMm - Math.abs(p - q)) / blendMm
        return Math.min(p, q) - (h * h * blendMm) / 4
      },
    }
  }, first)

/** The mirror image on the patient's other side. */
export const mirrored = (s: Shape): Shape => ({
  min: [-s.max[0], s.min[1], s.min[2]],
  max: [-s.min[0], s.max[1], s.max[2]],
  at: (x, y, z) => s.at(-x, y, z),
})

/** The shape and its mirror image. */
export const bothSides = (s: Shape): Shape => union(s, mirrored(s))
