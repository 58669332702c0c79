import type { PointLps } from '../../core/frame/index.js'
import { offsetOf, type PlaneModel, toPx } from '../space/model.js'
import { distanceMm, type Measurement } from './measurement.js'

/** What is under way: a new one that takes its points one by one, or one point of a finished one that is moved. */
type Doing =
  | {
      readonly is: 'drawing'
      readonly corners: 2 | 3
      readonly plane: PlaneModel
      readonly offsetMm: number
      points: PointLps[]
      pressed: boolean
    }
  | { readonly is: 'moving'; readonly id: number; readonly index: number; readonly before: Measurement }

/** A pointer this close to an end (CSS px) takes hold of it. */
const GRAB_PX = 8

/** Shorter ones were no measurement but a click. */
const SHORTEST_MM = 0.1

const onSlice = (one: Measurement, plane: PlaneModel): boolean =>
  one.plane === plane.name && Math.abs(one.offsetMm - offsetOf(plane)) < 1e-3

/** The measurements on one image: drawn, moved, selected, deleted; kept as long as the image is looked at. */
export const createMeasurements = (changed: () => void) => {
  let all: readonly Measurement[] = []
  let selected: number | null = null
  let doing: Doing | null = null
  let ids = 0

  const put = (one: Measurement): void => {
    all = all.map((old) => (old.id === one.id ? one : old))
  }

  const finish = (drawing: Extract<Doing, { is: 'drawing' }>): void => {
    doing = null
    const { plane, points, offsetMm } = drawing
    const long = points.every((p, i) => i === 0 || distanceMm(p, points[i - 1] ?? p) >= SHORTEST_MM)
    // Points of two slices are no measurement.
    if (!long || points.length < drawing.corners || offsetOf(plane) !== offsetMm) return
    selected = ++ids
    all = [...all, { id: selected, plane: plane.name, offsetMm, points }]
  }

  const endNear = (plane: PlaneModel, x: number, y: number) => {
    for (const one of all)
      if (onSlice(one, plane))
        for (const [index, point] of one.points.entries()) {
          const [px, py] = toPx(plane, point)
          if ((px - x) ** 2 + (py - y) ** 2 <= GRAB_PX ** 2) return { one, index }
        }
    return null
  }

  return {
    /** What a view shows: its slice's, and the one that is being drawn. */
    on: (plane: PlaneModel): readonly Measurement[] => {
      const drawn =
        doing?.is === 'drawing' && doing.plane === plane && doing.offsetMm === offsetOf(plane) ? doing : null
      const growing =
        drawn === null ? [] : [{ id: 0, plane: plane.name, offsetMm: offsetOf(plane), points: drawn.points }]
      return [...all.filter((one) => onSlice(one, plane)), ...growing]
    },
    selected: (): number | null => selected,
    down: (plane: PlaneModel, corners: 2 | 3, point: PointLps, x: number, y: number): void => {
      if (doing?.is === 'drawing') {
        // An angle's first arm is drawn or, after a click, set by a press; its last point is set by a press of its own.
        const [end, vertex, next] = doing.points
        if (doing.plane !== plane) doing = null
        else if (end && vertex && next && distanceMm(end, vertex) < SHORTEST_MM) doing.points = [end, next, next]
        else finish(doing)
        changed()
        return
      }
      const held = endNear(plane, x, y)
      if (held !== null) {
        selected = held.one.id
        doing = { is: 'moving', id: held.one.id, index: held.index, before: held.one }
      } else doing = { is: 'drawing', corners, plane, offsetMm: offsetOf(plane), points: [point, point], pressed: true }
      changed()
    },
    move: (plane: PlaneModel, point: PointLps): void => {
      if (doing?.is === 'drawing' && doing.plane === plane) doing.points = [...doing.points.slice(0, -1), point]
      else if (doing?.is === 'moving') {
        const { id, index } = doing
        const one = all.find((m) => m.id === id)
        if (one === undefined || one.plane !== plane.name) return
        put({ ...one, points: one.points.map((p, i) => (i === index ? point : p)) })
      } else return
      changed()
    },
    up: (): void => {
      if (doing?.is === 'moving') doing = null
      else if (doing?.is === 'drawing' && doing.pressed) {
        const last = doing.points.at(-1)
        if (doing.corners === 2 || last === undefined) finish(doing)
        else {
          doing.pressed = false
          doing.points = [...doing.points, last]
        }
      } else return
      changed()
    },
    /** Gives up what is under way; false where nothing is. */
    stop: (): boolean => {
      if (doing === null) return false
      if (doing.is === 'moving') put(doing.before)
      doing = null
      changed()
      return true
    },
    /** Deletes the selected one; false where none is. */
    remove: (): boolean => {
      if (selected === null) return false
      all = all.filter((one) => one.id !== selected)
      selected = null
      changed()
      return true
    },
    clear: (): void => {
      all = []
      selected = null
      doing = null
    },
  }
}

export type Measurements = ReturnType<typeof createMeasurements>
