import type { PointLps } from '../../core/frame/index.js'
import { addSvg, setAttribute } from '../dom.js'
import { pageScale } from '../look/layout.js'
import { type Measurement, measuredText } from '../measure/measurement.js'
import { type PlaneModel, toPx } from '../space/model.js'

/** Text beside the last point, in px at scale 1. */
const TEXT_AWAY_PX = 10
const END_PX = 3

type Drawn = {
  readonly group: SVGGElement
  readonly casing: SVGPolylineElement
  readonly line: SVGPolylineElement
  readonly ends: SVGGElement
  readonly text: SVGTextElement
}

/** Distances and angles of a slice, each with its figure beside it. */
export const createMeasureLayer = (svg: SVGSVGElement) => {
  const root = addSvg(svg, 'g', { class: 'measurements' })
  const drawn = new Map<number, Drawn>()

  const make = (id: number): Drawn => {
    const group = addSvg(root, 'g', { 'data-measurement': String(id) })
    return {
      group,
      casing: addSvg(group, 'polyline', { class: 'casing' }),
      line: addSvg(group, 'polyline', { class: 'line' }),
      ends: addSvg(group, 'g', {}),
      text: addSvg(group, 'text', {}),
    }
  }

  const ends = (group: SVGGElement, points: readonly (readonly [number, number])[], scale: number): void => {
    while (group.childElementCount < points.length) addSvg(group, 'circle', {})
    for (const [i, circle] of [...group.children].entries()) {
      const point = points[i]
      if (point === undefined) {
        circle.remove()
        continue
      }
      setAttribute(circle, 'cx', point[0].toFixed(1))
      setAttribute(circle, 'cy', point[1].toFixed(1))
      setAttribute(circle, 'r', String(END_PX * scale))
    }
  }

  const draw = (all: readonly Measurement[], selected: number | null, plane: PlaneModel, shown: boolean): void => {
    setAttribute(root, 'visibility', shown ? 'visible' : 'hidden')
    const scale = pageScale()
    for (const [id, old] of drawn)
      if (!all.some((one) => one.id === id)) {
        old.group.remove()
        drawn.delete(id)
      }
    for (const one of all) {
      const item = drawn.get(one.id) ?? make(one.id)
      drawn.set(one.id, item)
      const points = one.points.map((p: PointLps) => toPx(plane, p))
      const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
      setAttribute(item.casing, 'points', path)
      setAttribute(item.line, 'points', path)
      item.group.classList.toggle('selected', one.id === selected)
      ends(item.ends, points, scale)
      const [x, y] = points[points.length === 3 ? 1 : points.length - 1] ?? [0, 0]
      const left = x > plane.sizePx[0] - 80 * scale
      setAttribute(item.text, 'x', (x + (left ? -1 : 1) * TEXT_AWAY_PX * scale).toFixed(1))
      setAttribute(item.text, 'y', (y - TEXT_AWAY_PX * scale).toFixed(1))
      setAttribute(item.text, 'text-anchor', left ? 'end' : 'start')
      const words = measuredText(one)
      if (item.text.textContent !== words) item.text.textContent = words
    }
  }
  return { draw }
}
