import { dot, type PointLps, type Vec3 } from '../../core/frame/index.js'
import type { Volume } from '../../core/volume/index.js'
import type { PlaneName } from '../types.js'
import { type DisplayVolume, displayVolume, planeOffset } from './display-volume.js'
import { type Axes, along, fromView, imageAxes, PLANES, type ViewAxes, viewAxes } from './planes.js'

/** One view's geometry: where its slices are, what part of the plane is seen, and how large. */
export type PlaneModel = {
  readonly name: PlaneName
  readonly axes: ViewAxes
  /** Offset along `axes.normal` of every slice, ascending, in mm. */
  readonly stops: readonly number[]
  /** Distance of the corner of the image's rectangle from `from` to `to` along right and down, in mm. */
  readonly extent: { readonly right: readonly [number, number]; readonly down: readonly [number, number] }
  slice: number
  centreMm: [number, number]
  mmPerPx: number
  sizePx: [number, number]
}

/** A volume as three views look at it. */
export type Model = {
  readonly volume: Volume
  readonly display: DisplayVolume
  readonly axes: Axes
  readonly planes: Readonly<Record<PlaneName, PlaneModel>>
}

/** Which side of a voxel its edge is, in voxels. */
const HALF = 0.5

/** Slice offsets along an image axis, from the true planes where it is the acquisition's. */
const stopsAlong = (volume: Volume, axis: Vec3): readonly number[] => {
  const { grid } = volume
  const columns: readonly Vec3[] = [0, 1, 2].map(
    (c) => [grid.direction[c] ?? 0, grid.direction[c + 3] ?? 0, grid.direction[c + 6] ?? 0] as const,
  )
  const cosines = columns.map((v) => dot(v, axis))
  const c = cosines.findIndex((cosine) => Math.abs(cosine) > HALF)
  const sign = (cosines[c] ?? 1) < 0 ? -1 : 1
  const offsets =
    c === 2
      ? volume.planes.map((plane) => sign * planeOffset(plane))
      : Array.from(
          { length: grid.size[c] ?? 0 },
          (_, i) => along(grid.originLps, axis) + sign * i * (grid.spacingMm[c] ?? 1),
        )
  return offsets.sort((a, b) => a - b)
}

const extentOf = (stops: readonly number[]): readonly [number, number] => {
  const first = stops[0] ?? 0
  const last = stops[stops.length - 1] ?? first
  const pitch = stops.length > 1 ? (last - first) / (stops.length - 1) : 1
  return [first - HALF * pitch, last + HALF * pitch]
}

const flip = (extent: readonly [number, number]): readonly [number, number] => [-extent[1], -extent[0]]

/** The views of a volume, all of it in sight, at its middle slices. */
export const createModel = (volume: Volume): Model => {
  const axes = imageAxes(volume.grid)
  const stops = { x: stopsAlong(volume, axes.x), y: stopsAlong(volume, axes.y), z: stopsAlong(volume, axes.z) }
  const extent = { x: extentOf(stops.x), y: extentOf(stops.y), z: extentOf(stops.z) }
  const make = (
    name: PlaneName,
    normalStops: readonly number[],
    right: readonly [number, number],
    down: readonly [number, number],
  ): PlaneModel => ({
    name,
    axes: viewAxes(axes, name),
    stops: normalStops,
    extent: { right, down },
    slice: Math.floor(normalStops.length / 2),
    centreMm: [(right[0] + right[1]) / 2, (down[0] + down[1]) / 2],
    mmPerPx: 1,
    sizePx: [1, 1],
  })
  return {
    volume,
    display: displayVolume(volume),
    axes,
    planes: {
      axial: make('axial', stops.z, extent.x, extent.y),
      sagittal: make('sagittal', stops.x, extent.y, flip(extent.z)),
      coronal: make('coronal', stops.y, extent.x, flip(extent.z)),
    },
  }
}

/** Shows the whole image in a view. */
export const fitPlane = (plane: PlaneModel): void => {
  const { right, down } = plane.extent
  plane.centreMm = [(right[0] + right[1]) / 2, (down[0] + down[1]) / 2]
  plane.mmPerPx = Math.max((right[1] - right[0]) / plane.sizePx[0], (down[1] - down[0]) / plane.sizePx[1])
}

export const offsetOf = (plane: PlaneModel): number => plane.stops[plane.slice] ?? 0

/** Where all three shown slices meet. */
export const focusOf = (model: Model): PointLps => {
  const { axial, sagittal, coronal } = model.planes
  return fromView(axial.axes, offsetOf(sagittal), offsetOf(coronal), offsetOf(axial))
}

const nearest = (stops: readonly number[], offset: number): number => {
  let best = 0
  stops.forEach((stop, i) => {
    if (Math.abs(stop - offset) < Math.abs((stops[best] ?? 0) - offset)) best = i
  })
  return best
}

/** Moves every view to the slice closest to the point. */
export const moveFocus = (model: Model, point: PointLps): void => {
  for (const name of PLANES) {
    const plane = model.planes[name]
    plane.slice = nearest(plane.stops, along(point, plane.axes.normal))
  }
}

/** Moves a view by whole slices, not past the ends. */
export const moveSlice = (plane: PlaneModel, by: number): void => {
  plane.slice = Math.min(plane.stops.length - 1, Math.max(0, plane.slice + by))
}

/** Screen position (CSS px from the view's left top corner) of a point's projection. */
export const toPx = (plane: PlaneModel, point: PointLps): readonly [number, number] => [
  plane.sizePx[0] / 2 + (along(point, plane.axes.right) - plane.centreMm[0]) / plane.mmPerPx,
  plane.sizePx[1] / 2 + (along(point, plane.axes.down) - plane.centreMm[1]) / plane.mmPerPx,
]

/** The point of the shown slice under a screen position. */
export const fromPx = (plane: PlaneModel, x: number, y: number): PointLps =>
  fromView(
    plane.axes,
    plane.centreMm[0] + (x - plane.sizePx[0] / 2) * plane.mmPerPx,
    plane.centreMm[1] + (y - plane.sizePx[1] / 2) * plane.mmPerPx,
    offsetOf(plane),
  )

/** Zooms by a factor (below 1 enlarges) and keeps the point under the given screen position where it is. */
export const zoomAt = (plane: PlaneModel, factor: number, x: number, y: number): void => {
  const next = Math.min(20, Math.max(0.01, plane.mmPerPx * factor))
  const dx = x - plane.sizePx[0] / 2
  const dy = y - plane.sizePx[1] / 2
  plane.centreMm = [plane.centreMm[0] + dx * (plane.mmPerPx - next), plane.centreMm[1] + dy * (plane.mmPerPx - next)]
  plane.mmPerPx = next
}
