import type { PointLps } from '../../core/frame/index.js'
import { fromPx, moveSlice, type PlaneModel, zoomAt } from '../space/model.js'
import type { Tool } from '../types.js'

/** What the pointer does to the views; the viewer carries it out. */
export type PointerActions = {
  readonly plane: () => PlaneModel | null
  readonly tool: () => Tool
  readonly activate: () => void
  /** The view's own slice, pan or zoom changed. */
  readonly changed: () => void
  readonly focusOn: (point: PointLps) => void
  /** Window wider by `dWidth` and brighter by `dLevel`, as shares of the present width. */
  readonly windowBy: (dWidth: number, dLevel: number) => void
  readonly probe: (point: PointLps | null) => void
  /** Pressed and let go at one place with the crosshair. */
  readonly pick: (point: PointLps) => void
  readonly enlarge: () => void
  /** Takes a press where the tool measures: the point of the slice, and where that is in the view (CSS px). */
  readonly measure: {
    readonly down: (plane: PlaneModel, tool: 'ruler' | 'angle', point: PointLps, x: number, y: number) => void
    readonly move: (plane: PlaneModel, point: PointLps) => void
    readonly up: () => void
  }
}

type Drag = { readonly tool: Tool; x: number; y: number; readonly startX: number; readonly startY: number }

/** Zoom by this factor for each pixel of a drag. */
const ZOOM_PER_PX = 1.006
/** Zoom by this factor for each notch of the wheel. */
const ZOOM_PER_NOTCH = 1.15
/** The window changes by its whole width over this many pixels. */
const WINDOW_PX = 300
const WHEEL_NOTCH = 100
/** A press that moved no further than this is a click, in CSS px. */
const STILL_PX = 3

const BUTTON_TOOLS: Readonly<Record<number, Tool>> = { 1: 'pan', 2: 'zoom' }

/** Wires mouse, pen and wheel of one view; returns what unwires them. */
export const attachPointer = (root: HTMLElement, actions: PointerActions): (() => void) => {
  let drag: Drag | null = null
  let wheelRest = 0
  const events = new AbortController()
  const listen = <K extends keyof HTMLElementEventMap>(type: K, on: (event: HTMLElementEventMap[K]) => void) =>
    root.addEventListener(type, on, { signal: events.signal, passive: false })

  const place = (event: MouseEvent): readonly [number, number] => {
    const box = root.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }

  const dragTo = (plane: PlaneModel, x: number, y: number, by: Drag): void => {
    const dx = x - by.x
    const dy = y - by.y
    switch (by.tool) {
      case 'crosshair':
        actions.focusOn(fromPx(plane, x, y))
        return
      case 'window':
        actions.windowBy(dx / WINDOW_PX, dy / WINDOW_PX)
        return
      case 'pan':
        plane.centreMm = [plane.centreMm[0] - dx * plane.mmPerPx, plane.centreMm[1] - dy * plane.mmPerPx]
        actions.changed()
        return
      case 'zoom':
        zoomAt(plane, ZOOM_PER_PX ** dy, by.startX, by.startY)
        actions.changed()
    }
  }

  listen('pointerdown', (event) => {
    const plane = actions.plane()
    if (plane === null) return
    actions.activate()
    root.focus({ preventScroll: true })
    event.preventDefault()
    const [x, y] = place(event)
    drag = { tool: BUTTON_TOOLS[event.button] ?? actions.tool(), x, y, startX: x, startY: y }
    root.setPointerCapture(event.pointerId)
    if (drag.tool === 'ruler' || drag.tool === 'angle') {
      actions.measure.down(plane, drag.tool, fromPx(plane, x, y), x, y)
      drag = null
    } else if (drag.tool === 'crosshair') dragTo(plane, x, y, drag)
  })
  listen('pointermove', (event) => {
    const plane = actions.plane()
    if (plane === null) return
    const [x, y] = place(event)
    if (drag !== null) {
      dragTo(plane, x, y, drag)
      drag.x = x
      drag.y = y
    } else if (actions.tool() === 'ruler' || actions.tool() === 'angle')
      actions.measure.move(plane, fromPx(plane, x, y))
    else if (event.shiftKey) actions.focusOn(fromPx(plane, x, y))
    actions.probe(fromPx(plane, x, y))
  })
  const end = () => {
    drag = null
    actions.measure.up()
  }
  listen('pointerup', (event) => {
    const plane = actions.plane()
    const [x, y] = place(event)
    const still = drag !== null && Math.abs(x - drag.startX) + Math.abs(y - drag.startY) <= STILL_PX
    if (still && drag?.tool === 'crosshair' && plane !== null) actions.pick(fromPx(plane, x, y))
    end()
  })
  listen('pointercancel', end)
  listen('pointerleave', () => actions.probe(null))
  listen('contextmenu', (event) => event.preventDefault())
  listen('dblclick', () => {
    if (actions.tool() !== 'ruler' && actions.tool() !== 'angle') actions.enlarge()
  })
  listen('wheel', (event) => {
    const plane = actions.plane()
    if (plane === null) return
    event.preventDefault()
    actions.activate()
    const [x, y] = place(event)
    if (event.ctrlKey) zoomAt(plane, ZOOM_PER_NOTCH ** Math.sign(event.deltaY), x, y)
    else {
      wheelRest += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY / WHEEL_NOTCH : Math.sign(event.deltaY)
      const whole = Math.abs(wheelRest) >= 1 ? Math.trunc(wheelRest) : 0
      if (whole === 0) return
      wheelRest -= whole
      moveSlice(plane, -whole)
    }
    actions.changed()
  })
  return () => events.abort()
}
