import type { Vec3 } from '../../../src/core/frame/index.js'
import type { ViewName } from './drive.js'

/** Right and down in a view's own mm. */
export type InView = readonly [number, number]

/** The patient point (LPS, mm) at a place of a view whose slice lies at `sliceMm`, for an image along the patient's axes. */
export const toLps = (view: ViewName, sliceMm: number, [right, down]: InView): Vec3 => {
  if (view === 'axial') return [right, down, sliceMm]
  if (view === 'sagittal') return [sliceMm, right, -down]
  return [right, sliceMm, -down]
}

/** The place of a patient point in a view, for an image along the patient's axes. */
export const inView = (view: ViewName, [x, y, z]: Vec3): InView =>
  view === 'axial' ? [x, y] : view === 'sagittal' ? [y, -z] : [x, -z]
