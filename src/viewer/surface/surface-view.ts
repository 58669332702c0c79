import { add, setText } from '../dom.js'
import { pageScale } from '../look/layout.js'
import { createFrame, type Edges } from '../overlay/frame.js'
import type { SurfaceShot } from '../picture/surface-picture.js'
import type { Screen } from '../screen.js'
import { directionLetters } from '../space/planes.js'
import type { Outline, Shade, Tool, ViewState } from '../types.js'
import { boundsOf, fitTo, pan, rotate, type SurfaceCamera, zoom } from './camera.js'
import { createMesher } from './mesher.js'
import { solidsOf } from './paint.js'
import { attachSurfacePointer } from './pointer.js'
import type { Solid } from './solids.js'

type Hooks = {
  readonly changed: () => void
  readonly tool: () => Tool
  readonly activate: () => void
  readonly enlarge: () => void
}

const opposite = (v: readonly [number, number, number]) => [-v[0], -v[1], -v[2]] as const

/** The fourth view: the outlines' surfaces, seen from the patient's front until one turns them. */
export const createSurfaceView = (parent: HTMLElement, hooks: Hooks) => {
  const root = add(parent, 'div', 'view surface')
  root.dataset.view = 'surface'
  root.tabIndex = 0
  root.setAttribute('role', 'group')
  const canvasHost = add(root, 'div', 'canvas-host')
  const frame = createFrame(add(root, 'div', 'labels'), '3-D')
  const empty = add(root, 'div', 'surface-empty second')

  let camera: SurfaceCamera | null = null
  /** The user has turned, moved or zoomed: new surfaces leave the camera where it is. */
  let touched = false
  let solids: readonly Solid[] = []
  let drawn = ''
  let shadesDrawn: readonly (Shade | null)[] = []
  let outlinesSeen: readonly Outline[] | null = null
  let meshes = 0
  let meshesSeen = -1
  let sidePx = 0

  const mesher = createMesher(() => {
    meshes++
    hooks.changed()
  })
  const moveBy = (change: (now: SurfaceCamera) => SurfaceCamera): void => {
    if (camera === null) return
    camera = change(camera)
    touched = true
    hooks.changed()
  }
  const unwire = attachSurfacePointer(root, {
    tool: hooks.tool,
    activate: hooks.activate,
    enlarge: hooks.enlarge,
    rotate: (dx, dy) => moveBy((now) => rotate(now, dx, dy)),
    pan: (dx, dy) => moveBy((now) => pan(now, dx, dy)),
    zoom: (factor) => moveBy((now) => zoom(now, factor)),
  })

  const size = (): readonly [number, number] => [canvasHost.clientWidth, canvasHost.clientHeight]

  const fitSurfaces = (): void => {
    if (touched) return
    const inner = solids.filter((solid) => solid.fits)
    const bounds = boundsOf((inner.length > 0 ? inner : solids).map(({ mesh }) => mesh.points))
    camera = bounds === null ? null : fitTo(bounds, ...size())
  }

  const edgesOf = (now: SurfaceCamera): Edges => ({
    left: directionLetters(opposite(now.right)),
    right: directionLetters(now.right),
    top: directionLetters(now.up),
    bottom: directionLetters(opposite(now.up)),
  })

  const label = (now: SurfaceCamera): void => {
    const letters = edgesOf(now)
    frame.letters(letters)
    frame.scaleBar(now.mmPerPx, size()[0])
    const front = directionLetters([
      now.right[1] * now.up[2] - now.right[2] * now.up[1],
      now.right[2] * now.up[0] - now.right[0] * now.up[2],
      now.right[0] * now.up[1] - now.right[1] * now.up[0],
    ])
    root.setAttribute('aria-label', `3-D, ${solids.length} surfaces, seen from ${front}, ${letters.left} on the left`)
  }

  return {
    root,
    canvasHost,
    /** Draws where anything differs from what is on the screen. */
    paint: (screen: Screen, outlines: readonly Outline[], state: ViewState): void => {
      root.classList.toggle('active', state.active === 'surface')
      const [width, height] = size()
      if (width === 0 || height === 0) return
      if (outlines !== outlinesSeen || meshes !== meshesSeen) {
        outlinesSeen = outlines
        meshesSeen = meshes
        solids = solidsOf(outlines, mesher, solids)
        fitSurfaces()
        setText(empty, solids.length === 0 ? 'No structures shown' : '')
      } else fitSurfaces()
      // In another size the same part is seen, as large as it fits.
      const side = Math.min(width, height)
      if (touched && camera !== null && sidePx > 0) camera = zoom(camera, sidePx / side)
      sidePx = side
      const key = [camera?.right, camera?.up, camera?.focusLps, camera?.mmPerPx, width, height, pageScale()].join()
      const paintKey = solids.map((s) => [s.id, s.opacity, s.rgb].join()).join()
      const shades = solids.map((s) => s.shade?.of ?? null)
      const sameShades = shades.every((shade, i) => shade === shadesDrawn[i])
      if (sameShades && key + paintKey + meshesSeen === drawn) return
      drawn = key + paintKey + meshesSeen
      shadesDrawn = shades
      if (camera !== null) label(camera)
      screen.setSurfaces(solids, camera, height)
    },
    /** The graphics are new: draw all of it again. */
    forget: (): void => {
      drawn = ''
    },
    /** The surfaces as they are on the screen; null until all that are wanted are there. */
    shot: (): SurfaceShot | null => {
      const canvas = canvasHost.querySelector('canvas')
      const [width, height] = size()
      if (canvas === null || camera === null || width === 0 || meshes !== meshesSeen || !mesher.done()) return null
      return { canvas, sideMm: camera.mmPerPx * Math.min(width, height), edges: edgesOf(camera) }
    },
    /** From the front, all in sight. */
    reset: (): void => {
      touched = false
      drawn = ''
      hooks.changed()
    },
    dispose: (): void => {
      unwire()
      mesher.dispose()
    },
  }
}
