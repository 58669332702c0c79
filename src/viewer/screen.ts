import {
  cache,
  Enums,
  eventTarget,
  imageLoader,
  init,
  RenderingEngine,
  setVolumesForViewports,
  type Types,
  utilities,
  volumeLoader,
} from '@cornerstonejs/core'
import { column, type PointLps, type Vec3 } from '../core/frame/index.js'
import type { DisplayVolume } from './display-volume.js'
import { PLANES, towardsViewer, type ViewAxes } from './planes.js'
import type { SurfaceCamera } from './surface/camera.js'
import { createSolids, type Solid } from './surface/solids.js'
import type { PlaneName, ViewName } from './types.js'

/** Where a view's camera stands: the slice through `focus`, `mmPerPx` wide a CSS pixel, parallel projection. */
export type Camera = {
  readonly view: ViewAxes
  readonly focus: PointLps
  readonly mmPerPx: number
  readonly heightPx: number
}

/** Cornerstone3D behind the few calls that three slice views and one of surfaces need; it follows what it is told and decides nothing. */
export type Screen = {
  readonly show: (volume: DisplayVolume | null) => Promise<void>
  /** Stored values shown black and white. */
  readonly setRange: (lower: number, upper: number) => void
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
let volumes = 0

const plain = (v: Vec3 | PointLps): Types.Point3 => [v[0], v[1], v[2]]

/** Puts the slab's slices into Cornerstone's cache as views on one buffer, and a volume over them. */
const cacheVolume = (id: string, volume: DisplayVolume): readonly string[] => {
  const { grid, data } = volume
  const [ni, nj, nk] = grid.size
  const normal = column(grid.direction, 2)
  const direction = [...column(grid.direction, 0), ...column(grid.direction, 1), ...normal] as Types.Mat3
  const imageIds: string[] = []
  for (let k = 0; k < nk; k++) {
    const imageId = `slab:${id}/${k}`
    const at = (c: 0 | 1 | 2) => grid.originLps[c] + normal[c] * k * grid.spacingMm[2]
    imageLoader.createAndCacheLocalImage(imageId, {
      scalarData: data.subarray(k * ni * nj, (k + 1) * ni * nj),
      dimensions: [ni, nj],
      spacing: [grid.spacingMm[0], grid.spacingMm[1]],
      origin: [at(0), at(1), at(2)],
      direction,
      frameOfReferenceUID: grid.frame,
      targetBuffer: { type: data.constructor.name as Types.PixelDataTypedArrayString },
    })
    utilities.genericMetadataProvider.add(imageId, {
      type: Enums.MetadataModules.GENERAL_SERIES,
      metadata: { modality: 'CT', seriesInstanceUID: id },
    })
    // Without a window of its own Cornerstone would try to load the slice to find one.
    utilities.genericMetadataProvider.add(imageId, {
      type: Enums.MetadataModules.VOI_LUT,
      metadata: { windowWidth: 400, windowCenter: 40 },
    })
    imageIds.push(imageId)
  }
  volumeLoader.createAndCacheVolumeFromImagesSync(id, imageIds)
  return imageIds
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
  let shown: { readonly id: string; readonly imageIds: readonly string[] } | null = null

  const empty = () => {
    if (shown === null) return
    for (const plane of PLANES) viewport(plane).removeAllActors()
    cache.removeVolumeLoadObject(shown.id)
    for (const imageId of shown.imageIds) cache.removeImageLoadObject(imageId, { force: true })
    utilities.genericMetadataProvider.clear()
    shown = null
  }

  return {
    show: async (volume) => {
      empty()
      if (volume === null) return
      const id = `volume-${++volumes}`
      shown = { id, imageIds: cacheVolume(id, volume) }
      await setVolumesForViewports(engine, [{ volumeId: id }], PLANES.map(idOf))
    },
    setRange: (lower, upper) => {
      if (shown === null) return
      for (const plane of PLANES) viewport(plane).setProperties({ voiRange: { lower, upper } }, shown.id)
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
