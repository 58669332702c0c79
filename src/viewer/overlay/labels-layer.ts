import type { PointLps } from '../../core/frame/index.js'
import { add } from '../dom.js'
import { formatFigure, formatPosition } from '../format.js'
import type { PlaneModel } from '../model.js'
import { edgeLetters } from '../planes.js'
import type { PlaneName, WindowLevel } from '../types.js'

const TITLES: Readonly<Record<PlaneName, string>> = { axial: 'Axial', sagittal: 'Sagittal', coronal: 'Coronal' }

/** Which patient axis the slice number walks along. */
const NORMAL_COMPONENT: Readonly<Record<PlaneName, 0 | 1 | 2>> = { axial: 2, sagittal: 0, coronal: 1 }

const BAR_LENGTHS_MM = [50, 20, 10, 5, 2, 1] as const

/** The bar is the longest length under this share of the view's width. */
const BAR_SHARE = 0.27

const text = (element: HTMLElement, value: string): void => {
  if (element.textContent !== value) element.textContent = value
}

/** Orientation letters, plane and series, window, slice position and scale bar round a view. */
export const createLabelsLayer = (parent: HTMLElement, name: PlaneName) => {
  const title = add(parent, 'div', 'label top-left')
  const plane = add(title, 'b', '')
  plane.textContent = TITLES[name]
  const series = add(title, 'span', 'second')
  const window = add(parent, 'div', 'label top-right second')
  const position = add(parent, 'div', 'label bottom-left')
  const place = add(position, 'b', '')
  const count = add(position, 'span', 'second')
  const scale = add(parent, 'div', 'label bottom-right')
  const bar = add(scale, 'span', 'bar')
  const length = add(scale, 'span', 'second')
  const letters = (['left', 'right', 'top', 'bottom'] as const).map((edge) => ({
    edge,
    element: add(parent, 'div', `label letter ${edge}`),
  }))
  for (const { element, edge } of letters) element.dataset.edge = edge

  const draw = (model: PlaneModel, focus: PointLps, label: string, shownWindow: WindowLevel): string => {
    const edges = edgeLetters(model.axes)
    for (const { edge, element } of letters) text(element, edges[edge])
    text(series, label)
    text(window, `W ${formatFigure(shownWindow.width, 0)}  L ${formatFigure(shownWindow.level, 0)}`)
    const where = formatPosition(focus[NORMAL_COMPONENT[name]], NORMAL_COMPONENT[name])
    text(place, `${where} mm`)
    text(count, `${model.slice + 1} / ${model.stops.length}`)
    const longest = BAR_LENGTHS_MM.find((mm) => mm / model.mmPerPx < BAR_SHARE * model.sizePx[0]) ?? 1
    bar.style.width = `${(longest / model.mmPerPx).toFixed(1)}px`
    text(length, `${longest} mm`)
    return `${TITLES[name]}, ${where} mm, slice ${model.slice + 1} of ${model.stops.length}, window ${formatFigure(shownWindow.width, 0)} level ${formatFigure(shownWindow.level, 0)}`
  }
  return { draw }
}
