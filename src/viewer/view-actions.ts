import type { KeyActions } from './keys.js'
import type { Look } from './look.js'
import { fitPlane, focusOf, type Model, moveFocus, moveSlice, toPx } from './model.js'
import { PLANES } from './planes.js'
import { sliceRange } from './slice-range.js'
import type { PlaneName } from './types.js'

type Hooks = {
  readonly look: Look
  readonly model: () => Model | null
  readonly changed: () => void
  readonly focusView: (name: PlaneName) => void
}

/** Puts the crosshair in the middle of every view. */
const centre = (model: Model): void => {
  const focus = focusOf(model)
  for (const name of PLANES) {
    const plane = model.planes[name]
    const [x, y] = toPx(plane, focus)
    plane.centreMm = [
      plane.centreMm[0] + (x - plane.sizePx[0] / 2) * plane.mmPerPx,
      plane.centreMm[1] + (y - plane.sizePx[1] / 2) * plane.mmPerPx,
    ]
  }
}

/** What keys and buttons do to the views. */
export const createViewActions = ({ look, model, changed, focusView }: Hooks) => {
  const act = (on: (m: Model) => void): void => {
    const now = model()
    if (now === null) return
    on(now)
    changed()
  }
  const set = (change: Partial<Look>): void => {
    Object.assign(look, change)
    changed()
  }
  const keys: KeyActions = {
    slices: (by) => act((m) => moveSlice(m.planes[look.active], by)),
    end: (which) =>
      act((m) => {
        const plane = m.planes[look.active]
        const [first, last] = sliceRange(look.outlines, plane)
        plane.slice = which < 0 ? first : last
      }),
    nextView: (by) => {
      const next = PLANES[(PLANES.indexOf(look.active) + by + PLANES.length) % PLANES.length] ?? 'axial'
      if (look.enlarged !== null) set({ enlarged: next })
      set({ active: next })
      focusView(next)
    },
    fit: () =>
      act((m) => {
        for (const name of PLANES) fitPlane(m.planes[name])
      }),
    centre: () => act(centre),
    window: (window) => set({ window }),
    tool: (tool) => set({ tool }),
    toggleOverlays: () => set({ overlaysShown: !look.overlaysShown }),
    toggleCrosshair: () => set({ crosshairShown: !look.crosshairShown }),
  }
  return { keys, set, focusOn: (point: Parameters<typeof moveFocus>[1]) => act((m) => moveFocus(m, point)) }
}
