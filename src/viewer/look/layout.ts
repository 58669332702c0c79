import { PLANES } from '../space/planes.js'
import type { Layout, LayoutChoice, ViewName } from '../types.js'
import type { Look } from './look.js'

/** From this width, in units of 1/16 of the page's font size, all four views have room (UI.md section 1). */
const WIDE_UNITS = 1400

/** The page's scale is its root font size: lines and thresholds grow with it. */
export const pageScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16

/** What a choice comes to in a place of the given width (CSS px). */
export const layoutFor = (choice: LayoutChoice, widthPx: number, scale: number): Layout =>
  choice === 'auto' ? (widthPx / scale >= WIDE_UNITS ? 'four' : 'three') : choice

/** Views in sight, in the order in which the keys walk through them. */
export const viewsShown = ({ enlarged, layout }: Pick<Look, 'enlarged' | 'layout'>): readonly ViewName[] => {
  if (enlarged !== null) return [enlarged]
  return layout === 'four' ? [...PLANES, 'surface'] : PLANES
}

/** The view that keys walk to from the active one; an enlarged view is replaced by its neighbour. */
export const viewBeside = ({ active, layout, enlarged }: Look, by: -1 | 1): ViewName => {
  const all: readonly ViewName[] = enlarged !== null ? [...PLANES, 'surface'] : viewsShown({ enlarged: null, layout })
  return all[(all.indexOf(active) + by + all.length) % all.length] ?? 'axial'
}
