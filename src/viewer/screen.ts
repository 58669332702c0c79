import {
  addVolumesToViewports,
  Enums,
  eventTarget,
  init,
  RenderingEngine,
  setVolumesForViewports,
  type Types,
  utilities,
} from '@cornerstonejs/core'
import type vtkVolume from '@kitware/vtk.js/Rendering/Core/Volume'
import type vtkVolumeMapper from '@kitware/vtk.js/Rendering/Core/VolumeMapper'
import type { PointLps, Vec3 } from '../core/frame/index.js'
import type { DisplayVolume } from './space/display-volume.js'
import { PLANES, towardsViewer, type ViewAxes } from './space/planes.js'
import type { SurfaceCamera } from './surface/camera.js'
import { createSolids, type Solid } from './surface/solids.js'
import type { PlaneName, ViewName } from './types.js'
import { type CachedVolume, cacheVolume, forgetVolume } from './volume-cache.js'

/** Where a view's camera stands: the slice through `focus`, `mmPerPx` wide a CSS pixel, parallel projection. */
export type Camera = {
  readonly view: ViewAxes
  readonly focus: PointLps
  readonly mmPerPx: number
  readonly heightPx: number
}

/** Stored values shown black and white. */
export type Range = { readonly lower: number; readonly upper: number }

/** Cornerstone3D behind the few calls that three slice views and one of surfaces need; it follows what it is told and decides nothing. */
export type Screen = {
  readonly show: (volume: DisplayVolume | null) => Promise<void>
  /** Lays a second volume over the first, in the first one's frame; null takes it away. */
  readonly cover: (volume: DisplayVolume | null) => Promise<void>
  readonly setRange: (stored: Range) => void
  /** @param opacity 0 to 1 */
  readonly setCover: (stored: Range, opacity: number) => void
  readonly setCamera: (plane: PlaneName, camera: Camera) => void
  readonly render: (planes: readonly PlaneName[]) => void
  /** Draws the surfaces; without a camera there is nothing to see. */
  readonly setSurfaces: (solids: readonly Solid[], camera: SurfaceCamera | null, heightPx: number) => void
  readonly resize: () => void
  readonly dispose: () => void
}

/** Far enough from the slice for any patient, in mm. */
const CAMERA_DISTANCE_MM = 1000

const BLACK: Types.Point3 = [0, 0, 0]

let screens = 0

const plain = (v: Vec3 | PointLps): Types.Point3 => [v[0], v[1], v[2]]

/**
 * Makes an opacity the share of a slice's colour. By itself vtk.js weakens it by the thinness of the slice; not where it
 * takes the largest value along the ray, which in a slice is the value.
 */
const weighPlainly = (actor: vtkVolume): void => {
  const mapper = actor.getMapper() as vtkVolumeMapper
  mapper.setBlendModeToMaximumIntensity()
  actor.getProperty().setScalarOpacityUnitDistance(0, mapper.getSampleDistance())
}

/**
 * Three volume viewports and one of surfaces in the given elements, on one graphics context.
 * @param onRendered called when a view's pixels are on the screen
 * @param onLost called when the graphics context is gone
 */
export const openScreen = (
  elements: Readonly<Record<ViewName, HTMLDivElement>>,
  onRendered: (plane: PlaneName) => void,
  onLost: () => void,
): Screen => {
  init({ rendering: { webGlContextCount: 1 } } as Parameters<typeof init>[0])
  const prefix = `screen-${++screens}`
  const engine = new RenderingEngine(prefix)
  const idOf = (view: ViewName) => `${prefix}-${view}`
  engine.setViewports([
    ...PLANES.map((plane) => ({
      viewportId: idOf(plane),
      element: elements[plane],
      type: Enums.ViewportType.ORTHOGRAPHIC,
      defaultOptions: { background: BLACK, orientation: Enums.OrientationAxis.AXIAL },
    })),
    {
      viewportId: idOf('surface'),
      element: elements.surface,
      type: Enums.ViewportType.VOLUME_3D,
      defaultOptions: { background: BLACK },
    },
  ])
  // Its renderer alone is used: Cornerstone's own camera and clipping are made for volumes.
  const solids = createSolids(engine.getViewport(idOf('surface')).getRenderer())
  const rendered = PLANES.map((plane) => {
    const listener = () => onRendered(plane)
    elements[plane].addEventListener(Enums.Events.IMAGE_RENDERED, listener)
    return () => elements[plane].removeEventListener(Enums.Events.IMAGE_RENDERED, listener)
  })
  const lost = (event: Event) => {
    if ((event as CustomEvent<{ renderingEngineId: string }>).detail.renderingEngineId === prefix) onLost()
  }
  eventTarget.addEventListener(Enums.Events.WEBGL_CONTEXT_LOST, lost)

  const viewport = (plane: PlaneName) => engine.getViewport<Types.IVolumeViewport>(idOf(plane))
  let shown: CachedVolume | null = null
  let over: CachedVolume | null = null

  const uncover = () => {
    if (over === null) return
    for (const plane of PLANES) viewport(plane).removeVolumeActors([over.id])
    forgetVolume(over)
    over = null
  }

  const empty = () => {
    uncover()
    if (shown === null) return
    for (const plane of PLANES) viewport(plane).removeAllActors()
    forgetVolume(shown)
    utilities.genericMetadataProvider.clear()
    shown = null
  }

  return {
    show: async (volume) => {
      empty()
      if (volume === null) return
      shown = cacheVolume(volume)
      await setVolumesForViewports(engine, [{ volumeId: shown.id }], PLANES.map(idOf))
    },
    cover: async (volume) => {
      uncover()
      if (volume === null || shown === null) return
      over = cacheVolume(volume)
      const { id } = over
      await addVolumesToViewports(engine, [{ volumeId: id, actorUID: id, visibility: true }], PLANES.map(idOf))
      for (const plane of PLANES) weighPlainly(viewport(plane).getActor(id).actor as vtkVolume)
    },
    setRange: ({ lower, upper }) => {
      if (shown === null) return
      for (const plane of PLANES) viewport(plane).setProperties({ voiRange: { lower, upper } }, shown.id)
    },
    setCover: ({ lower, upper }, opacity) => {
      if (over === null) return
      for (const plane of PLANES)
        viewport(plane).setProperties({ voiRange: { lower, upper }, colormap: { name: 'Grayscale', opacity } }, over.id)
    },
    setCamera: (plane, camera) => {
      const normal = towardsViewer(camera.view)
      const at = (c: 0 | 1 | 2) => camera.focus[c] + normal[c] * CAMERA_DISTANCE_MM
      const { down } = camera.view
      viewport(plane).setCamera({
        focalPoint: plain(camera.focus),
        position: [at(0), at(1), at(2)],
        viewUp: [-down[0], -down[1], -down[2]],
        // Said although position and focal point imply it: the slice's clipping planes follow this one.
        viewPlaneNormal: plain(normal),
        parallelProjection: true,
        parallelScale: (camera.mmPerPx * camera.heightPx) / 2,
      })
    },
    render: (planes) => engine.renderViewports(planes.map(idOf)),
    setSurfaces: (surfaces, camera, heightPx) => {
      solids.set(surfaces)
      if (camera !== null) solids.look(camera, heightPx)
      engine.renderViewports([idOf('surface')])
    },
    resize: () => engine.resize(true, true),
    dispose: () => {
      eventTarget.removeEventListener(Enums.Events.WEBGL_CONTEXT_LOST, lost)
      for (const remove of rendered) remove()
      empty()
      solids.dispose()
      engine.destroy()
    },
  }
}
