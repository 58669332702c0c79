export type { ViewCommand } from './commands.js'
export type { EditTool, StrokePart } from './edit/types.js'
export { formatPosition } from './format.js'
export type { Fusion } from './fusion.js'
export { CT_PRESETS, type WindowPreset } from './look/window-level.js'
export { openViewer } from './open-viewer.js'
export { arrivingSection } from './space/arriving-section.js'
export type {
  Layout,
  LayoutChoice,
  Outline,
  OutlineStyle,
  PictureOf,
  PlaneName,
  Probe,
  Shade,
  SliceMark,
  Tool,
  Viewer,
  ViewerEvents,
  ViewState,
  VoxelPaint,
  VoxelStyle,
  WindowLevel,
} from './types.js'
