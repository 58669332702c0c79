import type { PointLps } from '../../core/frame/index.js'
import { formatPosition } from '../format.js'
import { cutLoops } from '../overlay/cut.js'
import { pathOf } from '../overlay/path.js'
import { createSectionFinder, loopsOf } from '../overlay/sections.js'
import { CASING_PX, drawingOrder, LINES } from '../overlay/styles.js'
import type { Model } from '../space/model.js'
import { along, edgeLetters } from '../space/planes.js'
import type { Outline, PlaneName, WindowLevel } from '../types.js'
import { annotate } from './annotate.js'
import { drawSlice, type Frame } from './slice-image.js'

/** A slice of a picture: the one closest to a point, which is in the middle. */
export type SlicePicture = {
  readonly plane: PlaneName
  readonly atLps: PointLps
  /** What the picture is wide and high. */
  readonly sideMm: number
}

const TITLES: Readonly<Record<PlaneName, string>> = { axial: 'Axial', sagittal: 'Sagittal', coronal: 'Coronal' }
const NORMAL_COMPONENT: Readonly<Record<PlaneName, 0 | 1 | 2>> = { axial: 2, sagittal: 0, coronal: 1 }

/** Side in px at which lines are as wide as on the page. */
const PLAIN_SIDE_PX = 300

const closest = (stops: readonly number[], mm: number): number =>
  stops.reduce((best, stop) => (Math.abs(stop - mm) < Math.abs(best - mm) ? stop : best), stops[0] ?? 0)

const drawOutline = (context: CanvasRenderingContext2D, outline: Outline, frame: Frame): void => {
  const { axes, offsetMm } = frame
  const own = createSectionFinder()(outline.polygonsLps, axes, offsetMm)
  const loops =
    own !== null ? loopsOf(own, axes) : outline.field === null ? [] : cutLoops(outline.field, axes, offsetMm)
  if (loops.length === 0) return
  const { widthPx, dash, opacity = 1 } = LINES[outline.style]
  const scale = frame.sizePx / PLAIN_SIDE_PX
  // The path is in mm; its lines are in px.
  const mm = scale * frame.mmPerPx
  const path = new Path2D(pathOf(loops))
  context.globalAlpha = opacity
  context.lineJoin = 'round'
  context.setLineDash([])
  context.strokeStyle = 'rgb(0 0 0 / 85%)'
  context.lineWidth = (widthPx + 2 * CASING_PX) * mm
  context.stroke(path)
  context.setLineDash(dash === '' ? [] : dash.split(' ').map((px) => Number(px) * mm))
  context.strokeStyle = outline.colour
  context.lineWidth = widthPx * mm
  context.stroke(path)
  context.globalAlpha = 1
}

/** Draws a slice with its outlines and what the views say round it: apart from the views, which stay as they are. */
export const drawSlicePicture = (
  canvas: HTMLCanvasElement,
  model: Model,
  window: WindowLevel,
  outlines: readonly Outline[],
  { plane, atLps, sideMm }: SlicePicture,
): void => {
  const context = canvas.getContext('2d')
  if (context === null) return
  const { axes, stops } = model.planes[plane]
  const offsetMm = closest(stops, along(atLps, axes.normal))
  const sizePx = canvas.width
  const mmPerPx = sideMm / sizePx
  const centreMm = [along(atLps, axes.right), along(atLps, axes.down)] as const
  const frame: Frame = { axes, offsetMm, centreMm, mmPerPx, sizePx }
  drawSlice(context, model.display, window, frame)
  context.save()
  context.translate(sizePx / 2, sizePx / 2)
  context.scale(1 / mmPerPx, 1 / mmPerPx)
  context.translate(-centreMm[0], -centreMm[1])
  const sorted = [...outlines].sort((a, b) => drawingOrder(a.style) - drawingOrder(b.style))
  for (const outline of sorted) drawOutline(context, outline, frame)
  context.restore()
  const component = NORMAL_COMPONENT[plane]
  const along3 = offsetMm - along(atLps, axes.normal)
  const place = `${formatPosition(atLps[component] + along3 * axes.normal[component], component)} mm`
  annotate(context, sizePx, { title: TITLES[plane], place, edges: edgeLetters(axes), mmPerPx })
}
