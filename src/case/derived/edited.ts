import { dot, indexIjk, indexToLps, type PointLps, pointLps, type Vec3 } from '../../core/frame/index.js'
import type { Edit, ReasonMap } from '../../core/proposal/index.js'
import type { ImagePlane } from '../../core/volume/index.js'

/** Where an edit lies: a point to look at, and how far it reaches along a normal; null where it is about the whole CTV. */
export type EditPlace = {
  readonly centreLps: PointLps
  readonly normalLps: Vec3
  readonly lowMm: number
  readonly highMm: number
}

const middle = (points: readonly number[]): PointLps => {
  const mean = (c: 0 | 1 | 2) =>
    points.reduce((sum, mm, i) => sum + (i % 3 === c ? mm : 0), 0) / Math.max(1, points.length / 3)
  return pointLps(mean(0), mean(1), mean(2))
}

const heights = (points: readonly number[], normal: Vec3): readonly [number, number] => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i + 2 < points.length; i += 3) {
    const w = dot([points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0], normal)
    low = Math.min(low, w)
    high = Math.max(high, w)
  }
  return [low, high]
}

/** @param imageNormal of the image's slices: along it a ball's reach is told */
export const editPlace = (edit: Edit, imageNormal: Vec3): EditPlace | null => {
  switch (edit.do) {
    case 'smooth':
      return null
    case 'drop-island': {
      const at = pointLps(...edit.atLps)
      const w = dot(at, imageNormal)
      return { centreLps: at, normalLps: imageNormal, lowMm: w, highMm: w }
    }
    case 'between': {
      const points = [...edit.fromLps, ...edit.toLps]
      const [lowMm, highMm] = heights(points, edit.normalLps)
      return { centreLps: middle(points), normalLps: edit.normalLps, lowMm, highMm }
    }
    default: {
      const { shape } = edit
      const points = shape.is === 'sweep' ? shape.pathLps : shape.loopLps
      // A disc or an outline is on one slice of its own normal; a ball reaches as far as it is thick.
      const normalLps = shape.flat?.normalLps ?? imageNormal
      const reach = shape.is === 'sweep' && shape.flat === null ? shape.radiusMm : 0
      const [low, high] = heights(points, normalLps)
      const whole = points.length / 3
      // A stroke's middle may lie off it: its middle point does not.
      const at = 3 * Math.floor((whole - 1) / 2)
      const centreLps = shape.is === 'sweep' ? middle(points.slice(at, at + 3)) : middle(points)
      return { centreLps, normalLps, lowMm: low - reach, highMm: high + reach }
    }
  }
}

const counted = new WeakMap<ReasonMap, number>()

/** On how many slices of the image the CTV differs from what the rules make: those with voxels edited in or out. */
export const editedSlices = (reasons: ReasonMap, planes: readonly ImagePlane[]): number => {
  const known = counted.get(reasons)
  if (known !== undefined) return known
  const { grid, code, legend } = reasons
  const edited = legend.map((reason) => reason === 'edited-in' || reason === 'edited-out')
  const normal = planes[0]?.normal ?? [0, 0, 1]
  const [ni, nj] = grid.size
  const step = grid.spacingMm[0]
  // Layers of voxels along the normal, half a voxel thick on either side.
  const layers = new Set<number>()
  for (let n = 0; n < code.length; n++) {
    if (edited[code[n] ?? 0] !== true) continue
    const p = indexToLps(grid, indexIjk(n % ni, Math.floor(n / ni) % nj, Math.floor(n / (ni * nj))))
    layers.add(Math.round(dot(p, normal) / step))
  }
  const count = planes.filter(({ originLps }) => layers.has(Math.round(dot(originLps, normal) / step))).length
  counted.set(reasons, count)
  return count
}
