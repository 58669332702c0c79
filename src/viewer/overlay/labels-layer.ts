import type { PointLps } from '../../core/frame/index.js'
import { add, setText } from '../dom.js'
import { formatFigure, formatPosition } from '../format.js'
import type { PlaneModel } from '../space/model.js'
import { edgeLetters } from '../space/planes.js'
import type { PlaneName, ViewState } from '../types.js'
import { createFrame } from './frame.js'

const TITLES: Readonly<Record<PlaneName, string>> = { axial: 'Axial', sagittal: 'Sagittal', coronal: 'Coronal' }

/** Which patient axis the slice number walks along. */
const NORMAL_COMPONENT: Readonly<Record<PlaneName, 0 | 1 | 2>> = { axial: 2, sagittal: 0, coronal: 1 }

/** Orientation letters, plane and series, window, slice position and scale bar round a view. */
export const createLabelsLayer = (parent: HTMLElement, name: PlaneName) => {
  const frame = createFrame(parent, TITLES[name])
  const window = add(parent, 'div', 'label top-right second')
  const position = add(parent, 'div', 'label bottom-left')
  const place = add(position, 'b', '')
  const count = add(position, 'span', 'second')

  const draw = (model: PlaneModel, focus: PointLps, label: string, state: ViewState): string => {
    const { width, level } = state.windowOf === 'fusion' ? (state.fusion?.window ?? state.window) : state.window
    frame.letters(edgeLetters(model.axes))
    const { fusion } = state
    frame.second(fusion === null ? label : `${label} + ${fusion.label}`)
    frame.scaleBar(model.mmPerPx, model.sizePx[0])
    const whose = state.windowOf === 'fusion' ? `${fusion?.label} ` : ''
    setText(window, `${whose}W ${formatFigure(width, 0)}  L ${formatFigure(level, 0)}`)
    const where = formatPosition(focus[NORMAL_COMPONENT[name]], NORMAL_COMPONENT[name])
    setText(place, `${where} mm`)
    setText(count, `${model.slice + 1} / ${model.stops.length}`)
    return `${TITLES[name]}, ${where} mm, slice ${model.slice + 1} of ${model.stops.length}, window ${formatFigure(width, 0)} level ${formatFigure(level, 0)}`
  }
  return { draw }
}
