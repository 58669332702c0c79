import { sampleField } from '../../core/field/index.js'
import type { PointLps } from '../../core/frame/index.js'
import { fromView, type ViewAxes } from '../space/planes.js'
import type { Shade } from '../types.js'
import { shadeClass } from './shade.js'

/** Distance of two ticks along the line, in mm. */
const PITCH_MM = 1.5

/** A step for the direction in which the told distance grows fastest on the slice, in mm. */
const STEP_MM = 0.5

/**
 * Ticks along closed loops of a slice (right, down in mm), one path a class: from the line to where the told distance is 0,
 * as far as that is seen on the slice.
 */
export const tickPaths = (
  loops: readonly Float64Array[],
  view: ViewAxes,
  offsetMm: number,
  shade: Shade,
): readonly string[] => {
  const paths = shade.colours.map(() => '')
  const value = (x: number, y: number) => sampleField(shade.field, fromView(view, x, y, offsetMm))
  const tick = (x: number, y: number) => {
    const at: PointLps = fromView(view, x, y, offsetMm)
    const length = -sampleField(shade.field, at)
    const gx = value(x + STEP_MM, y) - value(x - STEP_MM, y)
    const gy = value(x, y + STEP_MM) - value(x, y - STEP_MM)
    const steepness = Math.sqrt(gx * gx + gy * gy)
    if (length <= 0 || steepness === 0) return
    const [ex, ey] = [x + (length * gx) / steepness, y + (length * gy) / steepness]
    paths[shadeClass(shade, at)] += `M${x.toFixed(3)} ${y.toFixed(3)}L${ex.toFixed(3)} ${ey.toFixed(3)}`
  }
  for (const loop of loops) {
    let rest = 0
    for (let i = 0; i < loop.length; i += 2) {
      const j = (i + 2) % loop.length
      const [ax, ay] = [loop[i] ?? 0, loop[i + 1] ?? 0]
      const [dx, dy] = [(loop[j] ?? 0) - ax, (loop[j + 1] ?? 0) - ay]
      const length = Math.sqrt(dx * dx + dy * dy)
      for (; rest < length; rest += PITCH_MM) tick(ax + (dx * rest) / length, ay + (dy * rest) / length)
      rest -= length
    }
  }
  return paths
}
