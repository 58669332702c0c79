import { pointLps } from '../../core/frame/index.js'
import type { Cover } from '../fusion.js'
import { focusOf, type Model } from '../space/model.js'
import { byPlane } from '../space/planes.js'
import type {
  Layout,
  LayoutChoice,
  Outline,
  SliceMark,
  Tool,
  ViewName,
  ViewState,
  VoxelPaint,
  WindowLevel,
} from '../types.js'

/** How the views look at the image, besides where: changed in place, painted from. */
export type Look = {
  label: string
  outlines: readonly Outline[]
  voxels: VoxelPaint | null
  sliceMarks: readonly SliceMark[]
  window: WindowLevel
  cover: Cover | null
  windowOf: 'image' | 'fusion'
  tool: Tool
  /** What `window-5` goes back to. */
  fileWindow: WindowLevel
  active: ViewName
  enlarged: ViewName | null
  layoutChoice: LayoutChoice
  /** What the choice comes to in the present place. */
  layout: Layout
  overlaysShown: boolean
  crosshairShown: boolean
}

export const startLook = (): Look => ({
  label: '',
  outlines: [],
  voxels: null,
  sliceMarks: [],
  window: { width: 400, level: 40 },
  cover: null,
  windowOf: 'image',
  tool: 'crosshair',
  fileWindow: { width: 400, level: 40 },
  active: 'axial',
  enlarged: null,
  layoutChoice: 'auto',
  layout: 'three',
  overlaysShown: true,
  crosshairShown: true,
})

const NOWHERE = pointLps(0, 0, 0)

/** Look and place as one value, for whoever opened the viewer. */
export const viewState = (look: Look, model: Model | null): ViewState => ({
  focusLps: model === null ? NOWHERE : focusOf(model),
  window: look.window,
  fusion:
    look.cover === null ? null : { label: look.cover.label, opacity: look.cover.opacity, window: look.cover.window },
  windowOf: look.windowOf,
  tool: look.tool,
  active: look.active,
  enlarged: look.enlarged,
  layout: look.layout,
  overlaysShown: look.overlaysShown,
  crosshairShown: look.crosshairShown,
  slice: byPlane((name) => model?.planes[name].slice ?? 0),
  sliceCount: byPlane((name) => model?.planes[name].stops.length ?? 0),
  normalLps: byPlane((name) => model?.planes[name].axes.normal ?? [0, 0, 1]),
})
