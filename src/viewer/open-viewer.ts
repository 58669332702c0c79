import type { PointLps } from '../core/frame/index.js'
import type { Volume } from '../core/volume/index.js'
import { add } from './dom.js'
import { handleKey, type KeyActions } from './keys.js'
import { createModel, fitPlane, focusOf, type Model, moveFocus, moveSlice, toPx } from './model.js'
import { along, PLANES } from './planes.js'
import { attachPointer } from './pointer.js'
import { probeAt } from './probe.js'
import { openScreen, type Screen } from './screen.js'
import { sliceRange } from './slice-range.js'
import type { Outline, PlaneName, Probe, Tool, Viewer, ViewerEvents, ViewState, WindowLevel } from './types.js'
import { createViewPanel, type ViewPanel } from './view-panel.js'
import { startWindow } from './window-level.js'
import './viewer.css'

const EMPTY_SLICES: Readonly<Record<PlaneName, number>> = { axial: 0, sagittal: 0, coronal: 0 }

const byPlane = <T>(make: (name: PlaneName) => T): Readonly<Record<PlaneName, T>> => ({
  axial: make('axial'),
  sagittal: make('sagittal'),
  coronal: make('coronal'),
})

/** Opens three linked views inside an element; its size may change at any time. */
export const openViewer = (element: HTMLElement, events: ViewerEvents): Viewer => {
  const root = add(element, 'div', 'viewer')
  let model: Model | null = null
  let label = ''
  let outlines: readonly Outline[] = []
  let window: WindowLevel = { width: 400, level: 40 }
  let tool: Tool = 'crosshair'
  let active: PlaneName = 'axial'
  let enlarged: PlaneName | null = null
  let overlaysShown = true
  let crosshairShown = true
  let frame = 0
  let screen: Screen | null = null
  let ready = false
  /** Camera and window that each view's pixels were last asked for. */
  const asked = new Map<PlaneName, string>()

  const panels: Readonly<Record<PlaneName, ViewPanel>> = byPlane((name) =>
    createViewPanel(root, name, (slice) => {
      if (model === null) return
      model.planes[name].slice = slice
      changed()
    }),
  )

  const state = (): ViewState => ({
    focusLps: model === null ? ([0, 0, 0] as unknown as PointLps) : focusOf(model),
    window,
    tool,
    active,
    enlarged,
    overlaysShown,
    crosshairShown,
    slice: model === null ? EMPTY_SLICES : byPlane((name) => (model as Model).planes[name].slice),
    sliceCount: model === null ? EMPTY_SLICES : byPlane((name) => (model as Model).planes[name].stops.length),
  })

  const drawOverlay = (name: PlaneName): void => {
    if (model === null) return
    panels[name].draw(model.planes[name], focusOf(model), outlines, label, state())
  }

  const renderPixels = (): void => {
    if (model === null || screen === null || !ready) return
    const { display, planes } = model
    const focus = focusOf(model)
    const stale: PlaneName[] = []
    for (const name of PLANES) {
      const plane = planes[name]
      const key = [plane.slice, plane.centreMm, plane.mmPerPx, plane.sizePx, window.level, window.width].join()
      if (asked.get(name) === key) {
        drawOverlay(name)
        continue
      }
      asked.set(name, key)
      stale.push(name)
      const centre = plane.axes
      const at = (c: 0 | 1 | 2) =>
        centre.right[c] * plane.centreMm[0] +
        centre.down[c] * plane.centreMm[1] +
        centre.normal[c] * along(focus, centre.normal)
      screen.setCamera(name, {
        view: plane.axes,
        focus: [at(0), at(1), at(2)] as unknown as PointLps,
        mmPerPx: plane.mmPerPx,
        heightPx: plane.sizePx[1],
      })
    }
    if (stale.length === 0) return
    const toStored = (value: number) => (value - display.intercept) / display.slope
    screen.setRange(toStored(window.level - window.width / 2), toStored(window.level + window.width / 2))
    screen.render(stale)
  }

  const changed = (): void => {
    if (frame !== 0) return
    frame = requestAnimationFrame(() => {
      frame = 0
      renderPixels()
      if (model !== null) events.onView(state())
    })
  }

  const measure = (): boolean => {
    if (model === null) return false
    let moved = false
    for (const name of PLANES) {
      const { clientWidth, clientHeight } = panels[name].canvasHost
      const plane = model.planes[name]
      if (clientWidth === 0 || (plane.sizePx[0] === clientWidth && plane.sizePx[1] === clientHeight)) continue
      const first = plane.sizePx[0] === 1
      const seenMm = Math.min(plane.sizePx[0], plane.sizePx[1]) * plane.mmPerPx
      plane.sizePx = [clientWidth, clientHeight]
      if (first) fitPlane(plane)
      else plane.mmPerPx = seenMm / Math.min(clientWidth, clientHeight)
      moved = true
    }
    return moved
  }

  const buildScreen = (): void => {
    screen = openScreen(
      byPlane((name) => panels[name].canvasHost),
      drawOverlay,
      () => {
        ready = false
        events.onGraphicsLost(true)
      },
    )
  }

  const putOnScreen = async (): Promise<void> => {
    if (screen === null) buildScreen()
    ready = false
    asked.clear()
    const shown = model
    await screen?.show(shown?.display ?? null)
    if (shown !== model || shown === null) return
    measure()
    screen?.resize()
    ready = true
    renderPixels()
    // A volume made from a buffer shows nothing before its second rendering.
    requestAnimationFrame(() => {
      asked.clear()
      changed()
    })
  }

  const observer = new ResizeObserver(() => {
    if (!measure()) return
    screen?.resize()
    asked.clear()
    changed()
  })
  for (const name of PLANES) observer.observe(panels[name].canvasHost)

  const setEnlarged = (plane: PlaneName | null): void => {
    enlarged = plane
    root.dataset.enlarged = plane ?? ''
    changed()
  }

  const focusOn = (point: PointLps): void => {
    if (model === null) return
    moveFocus(model, point)
    changed()
  }

  const setActive = (name: PlaneName): void => {
    active = name
    changed()
  }

  let lastProbe: Probe | null = null
  const unwire = PLANES.map((name) => {
    panels[name].root.addEventListener('focus', () => setActive(name))
    return attachPointer(panels[name].root, {
      plane: () => model?.planes[name] ?? null,
      tool: () => tool,
      activate: () => setActive(name),
      changed,
      focusOn,
      windowBy: (dWidth, dLevel) => {
        window = { width: Math.max(1, window.width * (1 + dWidth)), level: window.level + dLevel * window.width }
        changed()
      },
      probe: (point) => {
        if (point === null && lastProbe === null) return
        lastProbe = point === null || model === null ? null : probeAt(model.display, outlines, point)
        events.onProbe(lastProbe)
      },
      enlarge: () => setEnlarged(enlarged === null ? name : null),
    })
  })

  const act = (on: (m: Model) => void): void => {
    if (model === null) return
    on(model)
    changed()
  }

  const fit = (): void =>
    act((m) => {
      for (const name of PLANES) fitPlane(m.planes[name])
    })

  const keyActions: KeyActions = {
    slices: (by) => act((m) => moveSlice(m.planes[active], by)),
    end: (which) =>
      act((m) => {
        const plane = m.planes[active]
        const [first, last] = sliceRange(outlines, plane)
        plane.slice = which < 0 ? first : last
      }),
    nextView: (by) => {
      const next = PLANES[(PLANES.indexOf(active) + by + PLANES.length) % PLANES.length] ?? 'axial'
      panels[next].root.focus({ preventScroll: true })
      if (enlarged !== null) setEnlarged(next)
      setActive(next)
    },
    fit,
    centre: () =>
      act((m) => {
        const focus = focusOf(m)
        for (const name of PLANES) {
          const plane = m.planes[name]
          const [x, y] = toPx(plane, focus)
          plane.centreMm = [
            plane.centreMm[0] + (x - plane.sizePx[0] / 2) * plane.mmPerPx,
            plane.centreMm[1] + (y - plane.sizePx[1] / 2) * plane.mmPerPx,
          ]
        }
      }),
    window: (next) => {
      window = next
      changed()
    },
    tool: (next) => {
      tool = next
      changed()
    },
    toggleOverlays: () => {
      overlaysShown = !overlaysShown
      changed()
    },
    toggleCrosshair: () => {
      crosshairShown = !crosshairShown
      changed()
    },
  }

  return {
    show: (volume: Volume | null, seriesLabel: string) => {
      label = seriesLabel
      model = volume === null ? null : createModel(volume)
      if (volume !== null) window = startWindow(volume)
      root.hidden = volume === null
      void putOnScreen()
    },
    setOutlines: (next) => {
      outlines = next
      changed()
    },
    setWindow: keyActions.window,
    setTool: keyActions.tool,
    focusOn,
    setEnlarged,
    fit,
    key: (event) => model !== null && handleKey(event, keyActions),
    showAgain: () => {
      screen?.dispose()
      screen = null
      events.onGraphicsLost(false)
      void putOnScreen()
    },
    dispose: () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      for (const off of unwire) off()
      screen?.dispose()
      root.remove()
    },
  }
}
