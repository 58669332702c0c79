import { add } from '../dom.js'
import { offsetOf, type PlaneModel } from '../space/model.js'
import { along } from '../space/planes.js'
import { targetExtentMm } from '../space/slice-range.js'
import type { Outline, SliceMark } from '../types.js'

/** What a mark can say, the last on top. */
const KINDS = ['ctv', 'cut', 'looked', 'finding'] as const

/** A plane that is no further from a slice is it, in mm. */
const SAME_MM = 0.05

/** The axial scroll bar: superior is up; the CTV's slices are marked, a click goes to a slice. */
export const createSliceBar = (parent: HTMLElement, onSlice: (slice: number) => void) => {
  const bar = add(parent, 'div', 'slice-bar')
  const range = add(bar, 'div', 'range')
  const marks = add(bar, 'div', 'marks')
  const thumb = add(bar, 'div', 'thumb')
  let stops: readonly number[] = []
  let outlinesSeen: readonly Outline[] | null = null
  let stopsSeen: readonly number[] | null = null
  let marksSeen: readonly SliceMark[] | null = null

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

  /** One bar a slice and kind, as high as a slice. */
  const drawMarks = (plane: PlaneModel, all: readonly SliceMark[]): void => {
    marks.replaceChildren()
    const height = `${(100 / Math.max(1, stops.length - 1)).toFixed(2)}%`
    for (const mark of all) {
      const offset = along(mark.atLps, plane.axes.normal)
      if (!stops.some((stop) => Math.abs(stop - offset) < SAME_MM)) continue
      for (const kind of KINDS) {
        if (!mark[kind]) continue
        const one = add(marks, 'div', kind)
        one.style.height = height
        one.style.bottom = `calc(${percent(offset).toFixed(2)}% - ${height} / 2)`
      }
    }
  }

  const draw = (plane: PlaneModel, outlines: readonly Outline[], sliceMarks: readonly SliceMark[]): void => {
    stops = plane.stops
    if (sliceMarks !== marksSeen || stops !== stopsSeen) drawMarks(plane, sliceMarks)
    marksSeen = sliceMarks
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
