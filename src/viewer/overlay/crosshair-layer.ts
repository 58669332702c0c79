import type { PointLps } from '../../core/frame/index.js'
import { addSvg, setAttribute } from '../dom.js'
import { pageScale } from '../look/layout.js'
import { type PlaneModel, toPx } from '../space/model.js'

/** Half the gap at the centre in px at scale 1, so that the point itself stays in sight. */
const GAP_PX = 12

/** Two lines that meet, with an open centre, where the other two views cut this one. */
export const createCrosshairLayer = (svg: SVGSVGElement) => {
  const group = addSvg(svg, 'g', { class: 'crosshair' })
  const lines = [0, 1, 2, 3].map(() => addSvg(group, 'line', {}))

  const draw = (plane: PlaneModel, focus: PointLps, shown: boolean): void => {
    setAttribute(group, 'visibility', shown ? 'visible' : 'hidden')
    const [x, y] = toPx(plane, focus)
    const [width, height] = plane.sizePx
    const gap = GAP_PX * pageScale()
    const ends = [
      [0, y, x - gap, y],
      [x + gap, y, width, y],
      [x, 0, x, y - gap],
      [x, y + gap, x, height],
    ]
    lines.forEach((line, i) => {
      const [x1, y1, x2, y2] = ends[i] as [number, number, number, number]
      setAttribute(line, 'x1', x1.toFixed(1))
      setAttribute(line, 'y1', y1.toFixed(1))
      setAttribute(line, 'x2', x2.toFixed(1))
      setAttribute(line, 'y2', y2.toFixed(1))
    })
  }
  return { draw }
}
