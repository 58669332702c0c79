export { formatPosition } from './format.js'
export { openViewer } from './open-viewer.js'
export type {
  Outline,
  OutlineStyle,
  PlaneName,
  Probe,
  Tool,
  Viewer,
  ViewerEvents,
  ViewState,
  WindowLevel,
} from './types.js'
export { CT_PRESETS, type WindowPreset } from './window-level.js'
