import type { PointLps } from '../core/frame/index.js'
import { add, addSvg } from './dom.js'
import { createCrosshairLayer } from './overlay/crosshair-layer.js'
import { createLabelsLayer } from './overlay/labels-layer.js'
import { createMeasureLayer } from './overlay/measure-layer.js'
import { createOutlinesLayer } from './overlay/outlines-layer.js'
import { createSliceBar } from './overlay/slice-bar.js'
import { createVoxelLayer } from './overlay/voxel-layer.js'
import type { Scene } from './painter.js'
import type { PlaneModel } from './space/model.js'
import type { PlaneName } from './types.js'

/** One view's place on the page: Cornerstone's canvas below, outlines, crosshair and labels over it. */
export type ViewPanel = {
  readonly root: HTMLDivElement
  /** Cornerstone's element. */
  readonly canvasHost: HTMLDivElement
  readonly draw: (
    plane: PlaneModel,
    focus: PointLps,
    scene: Pick<Scene, 'outlines' | 'voxels' | 'sliceMarks' | 'label' | 'state' | 'measurements'>,
  ) => void
}

export const createViewPanel = (parent: HTMLElement, name: PlaneName, onSlice: (slice: number) => void): ViewPanel => {
  const root = add(parent, 'div', `view ${name}`)
  root.dataset.view = name
  root.tabIndex = 0
  root.setAttribute('role', 'group')
  const canvasHost = add(root, 'div', 'canvas-host')
  const voxelLayer = createVoxelLayer(add(root, 'canvas', 'voxels'))
  const svg = addSvg(root, 'svg', { class: 'overlay', 'aria-hidden': 'true' })
  const outlinesLayer = createOutlinesLayer(svg)
  const crosshairLayer = createCrosshairLayer(svg)
  const measureLayer = createMeasureLayer(svg)
  const labels = add(root, 'div', 'labels')
  const labelsLayer = createLabelsLayer(labels, name)
  const sliceBar = name === 'axial' ? createSliceBar(root, onSlice) : null

  return {
    root,
    canvasHost,
    draw: (plane, focus, { outlines, voxels, sliceMarks, label, state, measurements }) => {
      voxelLayer.draw(voxels, plane, state.overlaysShown)
      outlinesLayer.draw(outlines, plane, state.overlaysShown)
      crosshairLayer.draw(plane, focus, state.crosshairShown && state.overlaysShown)
      measureLayer.draw(measurements.on(plane), measurements.selected(), plane, state.overlaysShown)
      root.setAttribute('aria-label', labelsLayer.draw(plane, focus, label, state))
      root.classList.toggle('active', state.active === name)
      sliceBar?.draw(plane, outlines, sliceMarks)
    },
  }
}
