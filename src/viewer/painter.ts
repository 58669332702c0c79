import type { PointLps } from '../core/frame/index.js'
import { type Cover, storedRange } from './fusion.js'
import type { Measurements } from './measure/measurements.js'
import { openScreen, type Screen } from './screen.js'
import type { DisplayVolume } from './space/display-volume.js'
import { filled } from './space/fill.js'
import { fitPlane, focusOf, type Model, type PlaneModel } from './space/model.js'
import { along, byPlane, fromView, PLANES } from './space/planes.js'
import type { createSurfaceView } from './surface/surface-view.js'
import type { Outline, PlaneName, SliceMark, ViewState, VoxelPaint } from './types.js'
import type { ViewPanel } from './view-panel.js'

/** What is to be seen, as one value. */
export type Scene = {
  readonly model: Model
  readonly label: string
  readonly outlines: readonly Outline[]
  readonly voxels: VoxelPaint | null
  readonly sliceMarks: readonly SliceMark[]
  readonly cover: Cover | null
  readonly measurements: Measurements
  readonly state: ViewState
}

/** Brings the scene to the screen: at most once a frame, and only the views whose pixels differ. */
export type Painter = {
  /** Something in the scene changed. */
  readonly changed: () => void
  /** The scene has another volume, or none. */
  readonly replaced: () => Promise<void>
  /** Builds the graphics anew. */
  readonly rebuilt: () => Promise<void>
  readonly dispose: () => void
}

type Hooks = {
  readonly scene: () => Scene | null
  readonly onPainted: (state: ViewState) => void
  readonly onLost: () => void
}

/** Everything that a view's pixels depend on, besides the volume. */
const pixelKey = (plane: PlaneModel, { window, fusion }: ViewState): string =>
  [
    [plane.slice, plane.centreMm, plane.mmPerPx, plane.sizePx, window.level, window.width],
    [fusion?.opacity, fusion?.window.level, fusion?.window.width],
  ].join()

/** The centre of what a view shows, on its slice. */
const cameraFocus = ({ axes, centreMm }: PlaneModel, focus: PointLps): PointLps =>
  fromView(axes, centreMm[0], centreMm[1], along(focus, axes.normal))

/** Takes a panel's new size; the part of the plane that was seen stays as large as it was. */
const takeSize = (plane: PlaneModel, width: number, height: number): boolean => {
  if (width === 0 || (plane.sizePx[0] === width && plane.sizePx[1] === height)) return false
  const unseen = plane.sizePx[0] === 1
  const seenMm = Math.min(plane.sizePx[0], plane.sizePx[1]) * plane.mmPerPx
  plane.sizePx = [width, height]
  if (unseen) fitPlane(plane)
  else plane.mmPerPx = seenMm / Math.min(width, height)
  return true
}

export const createPainter = (
  panels: Readonly<Record<PlaneName, ViewPanel>>,
  surface: ReturnType<typeof createSurfaceView>,
  hooks: Hooks,
): Painter => {
  let frame = 0
  let screen: Screen | null = null
  let ready = false
  let covered: DisplayVolume | null = null
  const asked = new Map<PlaneName, string>()

  const drawOverlay = (name: PlaneName): void => {
    const scene = hooks.scene()
    if (scene === null) return
    panels[name].draw(scene.model.planes[name], focusOf(scene.model), scene)
  }

  /** Brings the wanted series over the image, or takes it away; then all is painted again. */
  const coverWith = async (on: Screen, cover: Cover | null): Promise<void> => {
    const display = cover?.display ?? null
    covered = display
    await on.cover(null)
    if (display !== null) await filled(display, () => covered === display)
    if (covered !== display) return
    await on.cover(display)
    if (on !== screen) return
    paintTwice()
  }

  const paint = ({ model, state, outlines, cover }: Scene): void => {
    if (screen === null || !ready) return
    if ((cover?.display ?? null) !== covered) void coverWith(screen, cover)
    surface.paint(screen, outlines, state)
    const stale: PlaneName[] = []
    for (const name of PLANES) {
      const plane = model.planes[name]
      const key = pixelKey(plane, state)
      if (asked.get(name) === key) {
        drawOverlay(name)
        continue
      }
      asked.set(name, key)
      stale.push(name)
      screen.setCamera(name, {
        view: plane.axes,
        focus: cameraFocus(plane, focusOf(model)),
        mmPerPx: plane.mmPerPx,
        heightPx: plane.sizePx[1],
      })
    }
    if (stale.length === 0) return
    screen.setRange(storedRange(model.display, state.window))
    if (cover !== null) screen.setCover(storedRange(cover.display, cover.window), cover.opacity)
    screen.render(stale)
  }

  const changed = (): void => {
    if (frame !== 0) return
    frame = requestAnimationFrame(() => {
      frame = 0
      const scene = hooks.scene()
      if (scene === null) return
      paint(scene)
      hooks.onPainted(scene.state)
    })
  }

  /** A volume made from a buffer shows nothing before its second rendering. */
  const paintTwice = (): void => {
    asked.clear()
    changed()
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        asked.clear()
        changed()
      }),
    )
  }

  const measure = (): boolean => {
    const model = hooks.scene()?.model
    if (model === undefined) return false
    const moved = PLANES.map((name) => {
      const { clientWidth, clientHeight } = panels[name].canvasHost
      return takeSize(model.planes[name], clientWidth, clientHeight)
    })
    return moved.includes(true)
  }

  const replaced = async (): Promise<void> => {
    screen ??= openScreen(
      { ...byPlane((name) => panels[name].canvasHost), surface: surface.canvasHost },
      drawOverlay,
      () => {
        ready = false
        hooks.onLost()
      },
    )
    ready = false
    covered = null
    asked.clear()
    const shown = hooks.scene()?.model ?? null
    const on = screen
    const isWanted = (): boolean => hooks.scene()?.model === shown && on === screen
    await on.show(null)
    if (shown === null) return
    await filled(shown.display, isWanted)
    if (!isWanted()) return
    await on.show(shown.display)
    if (!isWanted()) return
    measure()
    on.resize()
    surface.forget()
    ready = true
    paintTwice()
  }

  const observer = new ResizeObserver(() => {
    measure()
    screen?.resize()
    surface.forget()
    asked.clear()
    changed()
  })
  for (const { canvasHost } of [...PLANES.map((name) => panels[name]), surface]) observer.observe(canvasHost)

  return {
    changed,
    replaced,
    rebuilt: () => {
      screen?.dispose()
      screen = null
      return replaced()
    },
    dispose: () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      screen?.dispose()
    },
  }
}
