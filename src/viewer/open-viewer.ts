import { dot } from '../core/frame/index.js'
import { add } from './dom.js'
import { createEditTools } from './edit/edit-tools.js'
import { displayOver } from './fusion.js'
import { attachPolygonTool, type OnLoop } from './input/draw-polygon.js'
import { attachPointer } from './input/pointer.js'
import { layoutFor, pageScale } from './look/layout.js'
import { startLook, viewState } from './look/look.js'
import { createViewActions } from './look/view-actions.js'
import { startWindow } from './look/window-level.js'
import { createMeasurements } from './measure/measurements.js'
import { createPainter } from './painter.js'
import { drawSlicePicture } from './picture/slice-picture.js'
import { drawSurfacePicture } from './picture/surface-picture.js'
import { surfacesShown } from './picture/wait.js'
import { probeAt } from './probe.js'
import { createModel, type Model, type PlaneModel } from './space/model.js'
import { byPlane, PLANES } from './space/planes.js'
import { createSurfaceView } from './surface/surface-view.js'
import type { LayoutChoice, PlaneName, Probe, Viewer, ViewerEvents, ViewName } from './types.js'
import { createViewPanel } from './view-panel.js'
import './viewer.css'

/** Cosine above which two normals are one. */
const PARALLEL = 0.9999

/** Of a second series when it comes: both are seen. */
const START_OPACITY = 0.5

/** Opens the linked views inside an element; its size may change at any time. */
export const openViewer = (element: HTMLElement, events: ViewerEvents): Viewer => {
  const root = add(element, 'div', 'viewer')
  const look = startLook()
  let model: Model | null = null
  let probe: Probe | null = null

  const measurements = createMeasurements(() => painter.changed())
  const panels = byPlane((name) =>
    createViewPanel(root, name, (slice) => {
      if (model === null) return
      model.planes[name].slice = slice
      painter.changed()
    }),
  )
  const surface = createSurfaceView(root, {
    changed: () => painter.changed(),
    tool: () => look.tool,
    activate: () => actions.set({ active: 'surface' }),
    enlarge: () => toggleEnlarged('surface'),
  })
  const painter = createPainter(panels, surface, {
    scene: () =>
      model === null
        ? null
        : {
            model,
            label: look.label,
            outlines: look.outlines,
            voxels: look.voxels,
            sliceMarks: look.sliceMarks,
            cover: look.cover,
            measurements,
            state: viewState(look, model),
          },
    onPainted: events.onView,
    onLost: () => events.onGraphicsLost(true),
  })

  const arrange = (): void => {
    const layout = layoutFor(look.layoutChoice, root.clientWidth, pageScale())
    root.dataset.layout = layout
    root.dataset.enlarged = look.enlarged ?? ''
    const hidden = look.enlarged === null && layout === 'three' && look.active === 'surface'
    actions.set(hidden ? { layout, active: 'axial' } : { layout })
  }
  const setLayout = (layoutChoice: LayoutChoice): void => {
    look.layoutChoice = layoutChoice
    look.enlarged = null
    arrange()
  }
  const setEnlarged = (enlarged: ViewName | null): void => {
    look.enlarged = enlarged
    arrange()
  }
  const toggleEnlarged = (view: ViewName): void => setEnlarged(look.enlarged === null ? view : null)

  const actions = createViewActions({
    look,
    model: () => model,
    changed: painter.changed,
    focusView: (name) => (name === 'surface' ? surface : panels[name]).root.focus({ preventScroll: true }),
    setEnlarged,
    toggleLayout: () => setLayout(look.layout === 'four' ? 'three' : 'four'),
    resetSurface: surface.reset,
    deleteMeasurement: measurements.remove,
  })

  let onLoop: OnLoop | null = null
  /** A view shows planes of the image itself where its slices run along the image's normal. */
  const imagePlane = (name: PlaneName): PlaneModel | null => {
    const plane = model?.planes[name] ?? null
    const normal = model?.volume.planes[0]?.normal
    return plane !== null && normal !== undefined && Math.abs(dot(plane.axes.normal, normal)) > PARALLEL ? plane : null
  }
  const polygons = PLANES.map((name) =>
    attachPolygonTool(panels[name].root, { plane: () => imagePlane(name), onLoop: () => onLoop }),
  )
  const editTools = createEditTools(root, {
    roots: byPlane((name) => panels[name].root),
    plane: (name) => model?.planes[name] ?? null,
    activate: (active) => actions.set({ active }),
    onStroke: events.onStroke,
  })

  const unwire = PLANES.map((name) => {
    panels[name].root.addEventListener('focus', () => actions.set({ active: name }))
    return attachPointer(panels[name].root, {
      plane: () => model?.planes[name] ?? null,
      tool: () => look.tool,
      activate: () => actions.set({ active: name }),
      changed: painter.changed,
      focusOn: actions.focusOn,
      windowBy: (dWidth, dLevel) => {
        const { width, level } = actions.window()
        actions.setWindow({ width: Math.max(1, width * (1 + dWidth)), level: level + dLevel * width })
      },
      probe: (point) => {
        if (point === null && probe === null) return
        probe = point === null || model === null ? null : probeAt(model.display, look.outlines, point)
        events.onProbe(probe)
      },
      pick: (point) => {
        if (model !== null) events.onPick(probeAt(model.display, look.outlines, point))
      },
      enlarge: () => toggleEnlarged(name),
      measure: {
        down: (plane, tool, point, x, y) => measurements.down(plane, tool === 'ruler' ? 2 : 3, point, x, y),
        move: measurements.move,
        up: measurements.up,
      },
    })
  })
  surface.root.addEventListener('focus', () => actions.set({ active: 'surface' }))
  const observer = new ResizeObserver(arrange)
  observer.observe(root)

  return {
    show: (volume, label) => {
      model = volume === null ? null : createModel(volume)
      look.label = label
      measurements.clear()
      look.cover = null
      look.windowOf = 'image'
      if (volume !== null) {
        look.fileWindow = volume.window ?? startWindow(volume)
        look.window = volume.unit === 'HU' ? startWindow(volume) : look.fileWindow
      }
      root.hidden = volume === null
      surface.reset()
      // Until the new images are there nothing is shown: not the old ones under a new name.
      const shown = model
      root.ariaBusy = 'true'
      void painter.replaced().finally(() => {
        if (model === shown) root.ariaBusy = null
      })
    },
    setOutlines: (outlines) => {
      actions.set({ outlines })
    },
    setVoxels: (voxels) => {
      actions.set({ voxels })
    },
    setSliceMarks: (sliceMarks) => {
      actions.set({ sliceMarks })
    },
    setFusion: (fusion) => {
      if (model === null || fusion === null) {
        actions.set({ cover: null, windowOf: 'image' })
        return
      }
      const opacity = look.cover?.opacity ?? START_OPACITY
      const window = fusion.volume.window ?? startWindow(fusion.volume)
      actions.set({ cover: { display: displayOver(fusion, model.volume), label: fusion.label, opacity, window } })
    },
    setFusionOpacity: (opacity) => {
      if (look.cover !== null) actions.set({ cover: { ...look.cover, opacity } })
    },
    setWindowOf: (windowOf) => {
      if (look.cover !== null) actions.set({ windowOf })
    },
    setWindow: actions.setWindow,
    setTool: actions.setTool,
    probeAt: (point) => (model === null ? null : probeAt(model.display, look.outlines, point)),
    focusOn: actions.focusOn,
    setLayout,
    run: actions.run,
    stop: () => editTools.stop() || polygons.some((one) => one.stop()) || measurements.stop(),
    drawOutlines: (take) => {
      onLoop = take
      root.classList.toggle('is-drawing', take !== null)
    },
    picture: async (canvas, of) => {
      if (model === null) return false
      if (of.is === 'slice') {
        drawSlicePicture(canvas, model, look.window, of.outlines, of)
        return true
      }
      const { layoutChoice, enlarged } = look
      setLayout('four')
      const shot = await surfacesShown(surface.shot)
      if (shot !== null) drawSurfacePicture(canvas, shot)
      look.layoutChoice = layoutChoice
      setEnlarged(enlarged)
      return shot !== null
    },
    edit: editTools.use,
    preview: (id, live) => {
      actions.set({ outlines: look.outlines.map((one) => (one.id === id ? { ...one, live } : one)) })
    },
    showAgain: () => {
      events.onGraphicsLost(false)
      void painter.rebuilt()
    },
    dispose: () => {
      observer.disconnect()
      for (const off of unwire) off()
      surface.dispose()
      for (const one of polygons) one.dispose()
      editTools.dispose()
      painter.dispose()
      root.remove()
    },
  }
}
