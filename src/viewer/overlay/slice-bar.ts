import { add } from '../dom.js'
import { offsetOf, type PlaneModel } from '../space/model.js'
import { targetExtentMm } from '../space/slice-range.js'
import type { Outline } from '../types.js'

/** The axial scroll bar: superior is up; the CTV's slices are marked, a click goes to a slice. */
export const createSliceBar = (parent: HTMLElement, onSlice: (slice: number) => void) => {
  const bar = add(parent, 'div', 'slice-bar')
  const range = add(bar, 'div', 'range')
  const thumb = add(bar, 'div', 'thumb')
  let stops: readonly number[] = []
  let outlinesSeen: readonly Outline[] | null = null
  let stopsSeen: readonly number[] | null = null

  const go = (event: PointerEvent) => {
    const box = bar.getBoundingClientRect()
    const share = 1 - (event.clientY - box.top) / box.height
    onSlice(Math.min(stops.length - 1, Math.max(0, Math.round(share * (stops.length - 1)))))
  }
  bar.addEventListener('pointerdown', (event) => {
    event.stopPropagation()
    bar.setPointerCapture(event.pointerId)
    go(event)
  })
  bar.addEventListener('pointermove', (event) => {
    if (bar.hasPointerCapture(event.pointerId)) go(event)
  })
  bar.addEventListener('dblclick', (event) => event.stopPropagation())

  const percent = (offset: number): number => {
    const first = stops[0] ?? 0
    const last = stops[stops.length - 1] ?? 1
    return last > first ? (100 * (offset - first)) / (last - first) : 0
  }

  const draw = (plane: PlaneModel, outlines: readonly Outline[]): void => {
    stops = plane.stops
    thumb.style.bottom = `${percent(offsetOf(plane)).toFixed(2)}%`
    if (outlines === outlinesSeen && stops === stopsSeen) return
    outlinesSeen = outlines
    stopsSeen = stops
    const extent = targetExtentMm(outlines, plane)
    range.hidden = extent === null
    if (extent === null) return
    range.style.bottom = `${percent(extent[0]).toFixed(2)}%`
    range.style.top = `${(100 - percent(extent[1])).toFixed(2)}%`
    range.classList.toggle(
      'ctv',
      outlines.some((o) => o.style === 'ctv'),
    )
  }
  return { draw }
}
