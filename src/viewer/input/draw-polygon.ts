import { add, addSvg } from '../dom.js'
import { fromPx, type PlaneModel } from '../space/model.js'

/** Takes a closed outline drawn on the shown slice: x, y, z of each point in LPS mm, the first not repeated. */
export type OnLoop = (loopLps: readonly number[], drawn: { readonly inverted: boolean }) => void

type Hooks = {
  /** The view's plane where outlines can be drawn on it. */
  readonly plane: () => PlaneModel | null
  /** null while no outline is wanted. */
  readonly onLoop: () => OnLoop | null
  /** Further CSS classes of the outline that is drawn. @param inverted Ctrl was held when it began */
  readonly look?: (inverted: boolean) => string
}

/** Points of an outline are at least this far apart on the screen, in CSS px. */
const STEP_PX = 2
/** An outline of fewer square CSS px is a slip of the hand. */
const LEAST_PX2 = 16

type Point = readonly [number, number]

const areaPx2 = (points: readonly Point[]): number =>
  Math.abs(
    points.reduce((sum, [x, y], i) => {
      const [px, py] = points[i === 0 ? points.length - 1 : i - 1] ?? [x, y]
      return sum + (px * y - x * py) / 2
    }, 0),
  )

/** Freehand outlines by the left button, drawn as the pointer goes and closed when it is let go. */
export const attachPolygonTool = (root: HTMLElement, hooks: Hooks) => {
  const layer = add(root, 'div', 'drawing')
  const svg = addSvg(layer, 'svg', { 'aria-hidden': 'true' })
  const path = addSvg(svg, 'path', {})
  const events = new AbortController()
  let points: Point[] | null = null
  let inverted = false

  const place = (event: PointerEvent): Point => {
    const box = root.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }
  const show = () => path.setAttribute('d', points === null || points.length < 2 ? '' : `M${points.join('L')}Z`)
  /** Gives up the outline that is being drawn; false where there is none. */
  const stop = (): boolean => {
    if (points === null) return false
    points = null
    show()
    return true
  }
  /** Before the view's own pointer handling, which must not see what belongs to an outline. */
  const listen = (type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel', on: (e: PointerEvent) => void) =>
    root.addEventListener(type, on, { signal: events.signal, capture: true })

  listen('pointerdown', (event) => {
    if (event.button !== 0 || hooks.onLoop() === null || hooks.plane() === null) return
    if (event.target instanceof Element && event.target.closest('.slice-bar') !== null) return
    event.stopImmediatePropagation()
    event.preventDefault()
    root.focus({ preventScroll: true })
    root.setPointerCapture(event.pointerId)
    points = [place(event)]
    inverted = event.ctrlKey
    layer.className = `drawing ${hooks.look?.(inverted) ?? ''}`
  })
  listen('pointermove', (event) => {
    if (points === null) return
    event.stopImmediatePropagation()
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = place(each)
      const [lastX, lastY] = points[points.length - 1] ?? [x, y]
      if ((x - lastX) ** 2 + (y - lastY) ** 2 >= STEP_PX ** 2) points.push([x, y])
    }
    show()
  })
  listen('pointerup', (event) => {
    if (points === null) return
    event.stopImmediatePropagation()
    const plane = hooks.plane()
    if (plane !== null && points.length > 2 && areaPx2(points) >= LEAST_PX2)
      hooks.onLoop()?.(
        points.flatMap(([x, y]) => [...fromPx(plane, x, y)]),
        { inverted },
      )
    stop()
  })
  listen('pointercancel', stop)
  return { stop, dispose: (): void => events.abort() }
}
