import { dot } from '../frame/index.js'
import type { PlaneLoop } from '../structure/index.js'
import { planeHeightsMm, planeThicknessMm, type Volume } from '../volume/index.js'
import type { SurfacePoint } from './surface.js'
import type { EffectiveMargin } from './types.js'

/**
 * The superior and inferior margin as a slab reader sees it: from the target's ends to half a slice past the outermost
 * contours. null on images whose planes do not cut superior from inferior (sagittal, coronal).
 */
export const effectiveMargin = (
  target: readonly SurfacePoint[],
  loops: readonly PlaneLoop[],
  image: Volume,
): EffectiveMargin | null => {
  const normal = image.planes[0]?.normal ?? [0, 0, 1]
  if (Math.abs(normal[2]) < Math.SQRT1_2 || loops.length === 0) return null
  const heights = planeHeightsMm(image)
  const thickness = planeThicknessMm(image)
  let low = Infinity
  let high = -Infinity
  for (const { at } of target) {
    const w = dot(at, normal)
    if (w < low) low = w
    if (w > high) high = w
  }
  let first = Infinity
  let last = -Infinity
  for (const { planeIndex: k } of loops) {
    first = Math.min(first, (heights[k] as number) - (thickness[k] as number) / 2)
    last = Math.max(last, (heights[k] as number) + (thickness[k] as number) / 2)
  }
  const [up, down] = [last - high, low - first]
  const sliceMm = thickness[Math.floor(thickness.length / 2)] as number
  return normal[2] > 0 ? { superiorMm: up, inferiorMm: down, sliceMm } : { superiorMm: down, inferiorMm: up, sliceMm }
}
