import { norm, type Vec3 } from '../../core/frame/index.js'
import { type Finding, note } from '../../core/problem/index.js'
import type { PlacedHeader } from './usable.js'

/** Deviation of a pixel that still counts as none. */
const SAME_MM = 0.01

/** How far (mm) a turn moves the corners of an image, its first pixel held. */
const cornersMoveMm = (first: PlacedHeader, other: PlacedHeader): number => {
  const [betweenRows, betweenColumns] = first.pixelSpacingMm
  const width = (first.columns - 1) * betweenColumns
  const height = (first.rows - 1) * betweenRows
  const moved = (way: 'row' | 'column', mm: number): Vec3 => {
    const [from, to] = [first.orientation[way], other.orientation[way]]
    return [(to[0] - from[0]) * mm, (to[1] - from[1]) * mm, (to[2] - from[2]) * mm]
  }
  const across = moved('row', width)
  const down = moved('column', height)
  const both: Vec3 = [across[0] + down[0], across[1] + down[1], across[2] + down[2]]
  return Math.max(norm(across), norm(down), norm(both))
}

/** Slices turned against each other by less than what makes them two stacks. */
export const turnedFindings = (planes: readonly PlacedHeader[]): Finding[] => {
  const [first] = planes
  if (first === undefined) return []
  const most = planes.reduce((worst, plane) => Math.max(worst, cornersMoveMm(first, plane)), 0)
  if (most <= SAME_MM) return []
  return [
    note(
      'image/turned-slices',
      `The slices are turned against each other a little, by up to ${most.toFixed(2)} mm at their corners; each is used at its own position.`,
      { attribute: 'ImageOrientationPatient (0020,0037)' },
    ),
  ]
}
