import type { Edges } from '../overlay/frame.js'
import { annotate } from './annotate.js'

/** The surfaces as they are on the screen, once they are all there. */
export type SurfaceShot = {
  readonly canvas: HTMLCanvasElement
  /** The shorter side of the view. */
  readonly sideMm: number
  readonly edges: Edges
}

/** The middle square of the view of surfaces, with what the view says round it. */
export const drawSurfacePicture = (canvas: HTMLCanvasElement, { canvas: from, sideMm, edges }: SurfaceShot): void => {
  const context = canvas.getContext('2d')
  if (context === null) return
  const side = Math.min(from.width, from.height)
  const sizePx = canvas.width
  context.drawImage(from, (from.width - side) / 2, (from.height - side) / 2, side, side, 0, 0, sizePx, sizePx)
  annotate(context, sizePx, { title: '3-D', place: '', edges, mmPerPx: sideMm / sizePx })
}
