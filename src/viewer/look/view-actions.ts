import type { PointLps } from '../../core/frame/index.js'
import type { ViewCommand } from '../commands.js'
import { fitPlane, focusOf, type Model, moveFocus, moveSlice, type PlaneModel, toPx } from '../space/model.js'
import { PLANES } from '../space/planes.js'
import { sliceRange } from '../space/slice-range.js'
import type { Tool, ViewName, WindowLevel } from '../types.js'
import { viewBeside } from './layout.js'
import type { Look } from './look.js'
import { CT_PRESETS } from './window-level.js'

type Hooks = {
  readonly look: Look
  readonly model: () => Model | null
  /** Something was changed: paint. */
  readonly changed: () => void
  readonly focusView: (name: ViewName) => void
  readonly setEnlarged: (view: ViewName | null) => void
  readonly toggleLayout: () => void
  /** The 3-D view as it was first. */
  readonly resetSurface: () => void
  readonly deleteMeasurement: () => boolean
}

const PAGE = 10

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
export const createViewActions = (hooks: Hooks) => {
  const { look, model, changed } = hooks
  const act = (on: (m: Model) => void): boolean => {
    const now = model()
    if (now === null) return false
    on(now)
    changed()
    return true
  }
  const set = (change: Partial<Look>): true => {
    Object.assign(look, change)
    changed()
    return true
  }
  const slice = (on: (plane: PlaneModel) => void): boolean => {
    const { active } = look
    return active !== 'surface' && act((m) => on(m.planes[active]))
  }
  const sliceBy = (by: number) => slice((plane) => moveSlice(plane, by))
  const end = (which: 0 | 1) =>
    slice((plane) => {
      plane.slice = sliceRange(look.outlines, plane)[which]
    })
  const nextView = (by: -1 | 1): true => {
    const next = viewBeside(look, by)
    if (look.enlarged !== null) hooks.setEnlarged(next)
    set({ active: next })
    hooks.focusView(next)
    return true
  }
  /** The window that is worked on: the image's, or that of the series over it. */
  const window = (): WindowLevel => (look.windowOf === 'fusion' ? (look.cover?.window ?? look.window) : look.window)
  const setWindow = (next: WindowLevel): void => {
    if (look.windowOf === 'fusion' && look.cover !== null) set({ cover: { ...look.cover, window: next } })
    else set({ window: next })
  }
  /** Presets are CT numbers: they are the image's. */
  const preset = (key: string): boolean => {
    const known = model()?.volume.unit === 'HU' ? CT_PRESETS.find((p) => p.key === key)?.window : undefined
    return known !== undefined && set({ window: known })
  }
  /** A tool's key chosen again puts it down. */
  const toggleTool = (tool: Tool): true => set({ tool: look.tool === tool ? 'crosshair' : tool })

  const run = (command: ViewCommand): boolean => {
    switch (command) {
      case 'slice-up':
        return sliceBy(1)
      case 'slice-down':
        return sliceBy(-1)
      case 'page-up':
        return sliceBy(PAGE)
      case 'page-down':
        return sliceBy(-PAGE)
      case 'first-slice':
        return end(0)
      case 'last-slice':
        return end(1)
      case 'next-view':
        return nextView(1)
      case 'previous-view':
        return nextView(-1)
      case 'fit':
        hooks.resetSurface()
        return act((m) => {
          for (const name of PLANES) fitPlane(m.planes[name])
        })
      case 'centre':
        return act(centre)
      case 'overlays':
        return set({ overlaysShown: !look.overlaysShown })
      case 'crosshair':
        return set({ crosshairShown: !look.crosshairShown })
      case 'enlarge':
        hooks.setEnlarged(look.enlarged === null ? look.active : null)
        return true
      case 'layout':
        hooks.toggleLayout()
        return true
      case 'delete-measurement':
        return hooks.deleteMeasurement()
      case 'window-1':
      case 'window-2':
      case 'window-3':
      case 'window-4':
        return preset(command.slice(-1))
      case 'window-5':
        return set({ window: look.fileWindow })
      case 'tool-window':
      case 'tool-pan':
      case 'tool-zoom':
      case 'tool-ruler':
      case 'tool-angle':
        return toggleTool(command.slice('tool-'.length) as Tool)
    }
  }
  return {
    run,
    set,
    window,
    setWindow,
    setTool: (tool: Tool): void => {
      set({ tool })
    },
    focusOn: (point: PointLps): void => {
      act((m) => moveFocus(m, point))
    },
  }
}
