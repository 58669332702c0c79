import { add, addSvg } from '../dom.js'
import { fromPx, type PlaneModel } from '../space/model.js'
import type { PlaneName } from '../types.js'
import { createBrushCircle } from './brush-circle.js'
import { roundedPoint, strokePlane } from './stroke-plane.js'
import type { EditTool, StrokePart, StrokePlane } from './types.js'

type Hooks = {
  readonly plane: () => PlaneModel | null
  readonly tool: () => EditTool | null
  readonly activate: () => void
  readonly onStroke: (part: StrokePart) => void
}

/** Points of a stroke are at least this far apart, in mm. */
const STEP_MM = 0.5
/** The last one is kept where it differs by this much. */
const LEAST_MM = 0.05

type Stroke = { readonly plane: StrokePlane; readonly inverted: boolean; last: readonly number[] }

const distanceMm = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? value)) ** 2, 0))

/** Strokes of a brush and clicks at a place in one view: captured in patient mm as the pointer goes, several points an event. */
export const attachSweepTool = (root: HTMLElement, view: PlaneName, hooks: Hooks) => {
  const layer = add(root, 'div', 'drawing')
  const circle = createBrushCircle(addSvg(layer, 'svg', { 'aria-hidden': 'true' }))
  const events = new AbortController()
  let stroke: Stroke | null = null
  let box: DOMRect | null = null

  const place = (event: PointerEvent): readonly [number, number] => {
    // While a stroke is drawn the page is not asked for its layout, which the last part has just changed.
    const at = stroke !== null && box !== null ? box : root.getBoundingClientRect()
    return [event.clientX - at.left, event.clientY - at.top]
  }
  const pointOf = (plane: PlaneModel, event: PointerEvent) => roundedPoint(fromPx(plane, ...place(event)))

  const showCircle = (event: PointerEvent): void => {
    const [tool, plane] = [hooks.tool(), hooks.plane()]
    if (tool?.is !== 'sweep' || plane === null) {
      circle.hide()
      return
    }
    const inverted = stroke?.inverted ?? event.ctrlKey
    circle.show(...place(event), tool.radiusMm / plane.mmPerPx, tool.takes !== inverted)
  }
  const tell = (at: StrokePart['at'], { plane, inverted }: Omit<Stroke, 'last'>, pointsLps: readonly number[]): void =>
    hooks.onStroke({ at, view, plane, pointsLps, inverted })

  /** Before the view's own pointer handling, which must not see what belongs to a stroke. */
  const listen = (type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel', on: (e: PointerEvent) => void) =>
    root.addEventListener(type, on, { signal: events.signal, capture: true })

  const stop = (): boolean => {
    if (stroke === null) return false
    tell('stop', stroke, [])
    stroke = null
    return true
  }

  listen('pointerdown', (event) => {
    const [tool, plane] = [hooks.tool(), hooks.plane()]
    if (event.button !== 0 || plane === null || tool === null || tool.is === 'loop') return
    if (event.target instanceof Element && event.target.closest('.slice-bar') !== null) return
    event.stopImmediatePropagation()
    event.preventDefault()
    hooks.activate()
    root.focus({ preventScroll: true })
    box = root.getBoundingClientRect()
    const begun = { plane: strokePlane(plane), inverted: event.ctrlKey, last: pointOf(plane, event) }
    if (tool.is === 'point') {
      tell('end', begun, begun.last)
      return
    }
    root.setPointerCapture(event.pointerId)
    stroke = begun
    tell('begin', stroke, stroke.last)
    showCircle(event)
  })
  listen('pointermove', (event) => {
    showCircle(event)
    const plane = hooks.plane()
    if (stroke === null || plane === null) return
    event.stopImmediatePropagation()
    const fresh: number[] = []
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const point = pointOf(plane, each)
      if (distanceMm(point, stroke.last) < STEP_MM) continue
      stroke.last = point
      fresh.push(...point)
    }
    if (fresh.length > 0) tell('move', stroke, fresh)
  })
  listen('pointerup', (event) => {
    if (stroke === null) return
    event.stopImmediatePropagation()
    const plane = hooks.plane()
    const point = plane === null ? stroke.last : pointOf(plane, event)
    const ended = stroke
    stroke = null
    tell('end', ended, distanceMm(point, ended.last) < LEAST_MM ? [] : point)
  })
  listen('pointercancel', stop)
  root.addEventListener('pointerleave', circle.hide, { signal: events.signal })

  return {
    /** Takes back the stroke that is being drawn; false where there is none. */
    stop,
    /** Another tool, or none. */
    changed: circle.hide,
    dispose: (): void => events.abort(),
  }
}
