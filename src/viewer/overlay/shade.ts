import { sampleField } from '../../core/field/index.js'
import type { PointLps } from '../../core/frame/index.js'
import { fromView, type ViewAxes } from '../space/planes.js'
import type { Shade } from '../types.js'

/** A straight piece of a line is told by one colour for at most this long, in mm. */
const PIECE_MM = 0.5

/** The class of a point: an index into the shade's colours. */
export const shadeClass = ({ field, fromMm, toMm, colours }: Shade, point: PointLps): number => {
  const at = Math.floor((colours.length * (sampleField(field, point) - fromMm)) / (toMm - fromMm))
  return Math.max(0, Math.min(colours.length - 1, at))
}

/**
 * Closed loops of a slice (right, down in mm) as one SVG path a class; neighbouring pieces of one class are one line.
 */
export const shadedPaths = (
  loops: readonly Float64Array[],
  view: ViewAxes,
  offsetMm: number,
  shade: Shade,
): readonly string[] => {
  const paths = shade.colours.map(() => '')
  for (const loop of loops) {
    let last = -1
    for (let i = 0; i < loop.length; i += 2) {
      const j = (i + 2) % loop.length
      const [ax, ay] = [loop[i] ?? 0, loop[i + 1] ?? 0]
      const [bx, by] = [loop[j] ?? 0, loop[j + 1] ?? 0]
      const pieces = Math.max(1, Math.ceil(Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)) / PIECE_MM))
      const x = (n: number) => ax + ((bx - ax) * n) / pieces
      const y = (n: number) => ay + ((by - ay) * n) / pieces
      for (let n = 0; n < pieces; n++) {
        const one = shadeClass(shade, fromView(view, x(n + 0.5), y(n + 0.5), offsetMm))
        const start = one === last ? '' : `M${x(n).toFixed(3)} ${y(n).toFixed(3)}`
        paths[one] += `${start}L${x(n + 1).toFixed(3)} ${y(n + 1).toFixed(3)}`
        last = one
      }
    }
  }
  return paths
}
