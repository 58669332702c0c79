import type { Tool } from './types.js'

/** What a key or button can ask of the views. */
export type ViewCommand =
  | 'slice-up'
  | 'slice-down'
  | 'page-up'
  | 'page-down'
  | 'first-slice'
  | 'last-slice'
  | 'next-view'
  | 'previous-view'
  | 'fit'
  | 'centre'
  | 'overlays'
  | 'crosshair'
  | 'enlarge'
  | 'layout'
  | 'delete-measurement'
  | `window-${1 | 2 | 3 | 4 | 5}`
  | `tool-${Exclude<Tool, 'crosshair'>}`
