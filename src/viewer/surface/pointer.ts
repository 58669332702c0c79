import type { Tool } from '../types.js'

type Actions = {
  readonly tool: () => Tool
  readonly activate: () => void
  readonly enlarge: () => void
  readonly rotate: (dxPx: number, dyPx: number) => void
  readonly pan: (dxPx: number, dyPx: number) => void
  /** @param factor below 1 enlarges */
  readonly zoom: (factor: number) => void
}

const ZOOM_PER_PX = 1.006
const ZOOM_PER_NOTCH = 1.15

/** What a button does here: left turns, unless pan or zoom is the tool. */
const meaning = (button: number, tool: Tool): 'rotate' | 'pan' | 'zoom' => {
  if (button === 1) return 'pan'
  if (button === 2) return 'zoom'
  return tool === 'pan' || tool === 'zoom' ? tool : 'rotate'
}

/** Wires mouse, pen and wheel of the 3-D view; returns what unwires them. */
export const attachSurfacePointer = (root: HTMLElement, actions: Actions): (() => void) => {
  const events = new AbortController()
  const listen = <K extends keyof HTMLElementEventMap>(type: K, on: (event: HTMLElementEventMap[K]) => void) =>
    root.addEventListener(type, on, { signal: events.signal, passive: false })
  let drag: { readonly does: 'rotate' | 'pan' | 'zoom'; x: number; y: number } | null = null

  listen('pointerdown', (event) => {
    event.preventDefault()
    actions.activate()
    root.focus({ preventScroll: true })
    drag = { does: meaning(event.button, actions.tool()), x: event.clientX, y: event.clientY }
    root.setPointerCapture(event.pointerId)
  })
  listen('pointermove', (event) => {
    if (drag === null) return
    const dx = event.clientX - drag.x
    const dy = event.clientY - drag.y
    drag.x = event.clientX
    drag.y = event.clientY
    if (drag.does === 'zoom') actions.zoom(ZOOM_PER_PX ** dy)
    else actions[drag.does](dx, dy)
  })
  const end = () => {
    drag = null
  }
  listen('pointerup', end)
  listen('pointercancel', end)
  listen('contextmenu', (event) => event.preventDefault())
  listen('dblclick', () => actions.enlarge())
  listen('wheel', (event) => {
    event.preventDefault()
    actions.activate()
    actions.zoom(ZOOM_PER_NOTCH ** Math.sign(event.deltaY))
  })
  return () => events.abort()
}
