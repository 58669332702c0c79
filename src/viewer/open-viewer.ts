import { add } from './dom.js'
import { handleKey } from './keys.js'
import { startLook, viewState } from './look.js'
import { createModel, type Model } from './model.js'
import { createPainter } from './painter.js'
import { byPlane, PLANES } from './planes.js'
import { attachPointer } from './pointer.js'
import { probeAt } from './probe.js'
import type { PlaneName, Probe, Viewer, ViewerEvents } from './types.js'
import { createViewActions } from './view-actions.js'
import { createViewPanel } from './view-panel.js'
import { startWindow } from './window-level.js'
import './viewer.css'

/** Opens three linked views inside an element; its size may change at any time. */
export const openViewer = (element: HTMLElement, events: ViewerEvents): Viewer => {
  const root = add(element, 'div', 'viewer')
  const look = startLook()
  let model: Model | null = null
  let probe: Probe | null = null

  const panels = byPlane((name) =>
    createViewPanel(root, name, (slice) => {
      if (model === null) return
      model.planes[name].slice = slice
      painter.changed()
    }),
  )
  const painter = createPainter(panels, {
    scene: () =>
      model === null ? null : { model, label: look.label, outlines: look.outlines, state: viewState(look, model) },
    onPainted: events.onView,
    onLost: () => events.onGraphicsLost(true),
  })
  const actions = createViewActions({
    look,
    model: () => model,
    changed: painter.changed,
    focusView: (name) => panels[name].root.focus({ preventScroll: true }),
  })

  const setEnlarged = (enlarged: PlaneName | null): void => {
    root.dataset.enlarged = enlarged ?? ''
    actions.set({ enlarged })
  }

  const unwire = PLANES.map((name) => {
    panels[name].root.addEventListener('focus', () => actions.set({ active: name }))
    return attachPointer(panels[name].root, {
      plane: () => model?.planes[name] ?? null,
      tool: () => look.tool,
      activate: () => actions.set({ active: name }),
      changed: painter.changed,
      focusOn: actions.focusOn,
      windowBy: (dWidth, dLevel) => {
        const { width, level } = look.window
        actions.set({ window: { width: Math.max(1, width * (1 + dWidth)), level: level + dLevel * width } })
      },
      probe: (point) => {
        if (point === null && probe === null) return
        probe = point === null || model === null ? null : probeAt(model.display, look.outlines, point)
        events.onProbe(probe)
      },
      enlarge: () => setEnlarged(look.enlarged === null ? name : null),
    })
  })

  return {
    show: (volume, label) => {
      model = volume === null ? null : createModel(volume)
      look.label = label
      if (volume !== null) look.window = startWindow(volume)
      root.hidden = volume === null
      void painter.replaced()
    },
    setOutlines: (outlines) => actions.set({ outlines }),
    setWindow: actions.keys.window,
    setTool: actions.keys.tool,
    focusOn: actions.focusOn,
    setEnlarged,
    fit: actions.keys.fit,
    key: (event) => {
      if (model === null || !handleKey(event, actions.keys)) return false
      root.dataset.enlarged = look.enlarged ?? ''
      return true
    },
    showAgain: () => {
      events.onGraphicsLost(false)
      void painter.rebuilt()
    },
    dispose: () => {
      for (const off of unwire) off()
      painter.dispose()
      root.remove()
    },
  }
}
