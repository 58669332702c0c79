import { column, cross, dot, type Grid, type PointLps, pointLps, type Vec3 } from '../../core/frame/index.js'
import type { PlaneName } from '../types.js'

/** Every view, in the order in which the keys walk through them. */
export const PLANES: readonly PlaneName[] = ['axial', 'sagittal', 'coronal']

/** One value for each view. */
export const byPlane = <T>(make: (name: PlaneName) => T): Readonly<Record<PlaneName, T>> => ({
  axial: make('axial'),
  sagittal: make('sagittal'),
  coronal: make('coronal'),
})

/**
 * The image's own axes, each turned to grow with a patient direction: x to the left, y to posterior, z to superior.
 * Orthonormal; equal to LPS for an axial image without tilt.
 */
export type Axes = { readonly x: Vec3; readonly y: Vec3; readonly z: Vec3 }

/** How a view lies in patient space; unit vectors. */
export type ViewAxes = {
  /** To the right on the screen. */
  readonly right: Vec3
  readonly down: Vec3
  /** The way the slice number grows: to superior, left, posterior. */
  readonly normal: Vec3
}

const negate = (v: Vec3): Vec3 => [-v[0], -v[1], -v[2]]

/** The axis of the image closest to each patient direction: z is chosen first, then x. */
export const imageAxes = (grid: Grid): Axes => {
  const left = [column(grid.direction, 0), column(grid.direction, 1), column(grid.direction, 2)]
  const take = (component: 0 | 1 | 2): Vec3 => {
    let best = 0
    left.forEach((v, i) => {
      if (Math.abs(v[component]) > Math.abs((left[best] as Vec3)[component])) best = i
    })
    const [v] = left.splice(best, 1) as [Vec3]
    return v[component] < 0 ? negate(v) : v
  }
  const z = take(2)
  const x = take(0)
  return { x, y: take(1), z }
}

/** Radiological convention: the patient's right is on the left of the axial and coronal screen, anterior left of the sagittal. */
export const viewAxes = (axes: Axes, plane: PlaneName): ViewAxes => {
  switch (plane) {
    case 'axial':
      return { right: axes.x, down: axes.y, normal: axes.z }
    case 'sagittal':
      return { right: axes.y, down: negate(axes.z), normal: axes.x }
    case 'coronal':
      return { right: axes.x, down: negate(axes.z), normal: axes.y }
  }
}

/** From the slice to the camera. */
export const towardsViewer = (view: ViewAxes): Vec3 => cross(view.right, negate(view.down))

export const along = (p: PointLps, v: Vec3): number => dot(p, v)

/** The point with the given coordinates along a view's three axes, in mm. */
export const fromView = (view: ViewAxes, rightMm: number, downMm: number, normalMm: number): PointLps => {
  const at = (i: 0 | 1 | 2) => view.right[i] * rightMm + view.down[i] * downMm + view.normal[i] * normalMm
  return pointLps(at(0), at(1), at(2))
}

const LETTERS: readonly (readonly [string, string])[] = [
  ['L', 'R'],
  ['P', 'A'],
  ['S', 'I'],
]

/** Below this component (cosine) a direction's second letter says nothing: about 14 degrees. */
const SECOND_LETTER = 0.25

/** The patient direction a vector points to, e.g. `L`, or `LA` where it lies between two (PS3.3 C.7.6.1.1.1). */
export const directionLetters = (v: Vec3): string =>
  v
    .map((value, i) => ({ size: Math.abs(value), letter: LETTERS[i]?.[value > 0 ? 0 : 1] ?? '' }))
    .filter((part) => part.size > SECOND_LETTER)
    .sort((a, b) => b.size - a.size)
    .slice(0, 2)
    .map((part) => part.letter)
    .join('')

/** The letters at the left, right, top and bottom edge of a view. */
export const edgeLetters = (view: ViewAxes) => ({
  left: directionLetters(negate(view.right)),
  right: directionLetters(view.right),
  top: directionLetters(negate(view.down)),
  bottom: directionLetters(view.down),
})
