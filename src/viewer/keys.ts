import type { Tool, WindowLevel } from './types.js'
import { CT_PRESETS } from './window-level.js'

/** What a key can ask of the views. */
export type KeyActions = {
  readonly slices: (by: number) => void
  /** First (-1) or last (1) slice of the CTV, else of the image. */
  readonly end: (which: -1 | 1) => void
  readonly nextView: (by: -1 | 1) => void
  readonly fit: () => void
  readonly centre: () => void
  readonly window: (window: WindowLevel) => void
  readonly tool: (tool: Tool) => void
  readonly toggleOverlays: () => void
  readonly toggleCrosshair: () => void
}

const PAGE = 10

const TOOL_KEYS: Readonly<Record<string, Tool>> = { c: 'crosshair', l: 'window', n: 'pan', z: 'zoom' }

/** Carries a key out; false where it means nothing here (with Ctrl, Alt or Meta it never does). */
export const handleKey = (event: KeyboardEvent, actions: KeyActions): boolean => {
  if (event.ctrlKey || event.altKey || event.metaKey) return false
  const preset = CT_PRESETS.find((p) => p.key === event.key)
  if (preset !== undefined) {
    actions.window(preset.window)
    return true
  }
  const tool = TOOL_KEYS[event.key]
  if (tool !== undefined) {
    actions.tool(tool)
    if (tool === 'crosshair') actions.centre()
    return true
  }
  switch (event.key) {
    case 'ArrowUp':
      actions.slices(1)
      return true
    case 'ArrowDown':
      actions.slices(-1)
      return true
    case 'PageUp':
      actions.slices(PAGE)
      return true
    case 'PageDown':
      actions.slices(-PAGE)
      return true
    case 'Home':
      actions.end(-1)
      return true
    case 'End':
      actions.end(1)
      return true
    case 'ArrowLeft':
      actions.nextView(-1)
      return true
    case 'ArrowRight':
      actions.nextView(1)
      return true
    case '=':
      actions.fit()
      return true
    case 'x':
      actions.toggleOverlays()
      return true
    case 'X':
      actions.toggleCrosshair()
      return true
    default:
      return false
  }
}
