import type { CutPlane } from '../field/index.js'
import { applyRigid, dot, type FrameUid, type PointLps, pointLps, type Vec3 } from '../frame/index.js'
import type { Finding } from '../problem/index.js'
import { roiToSolid, type Section, type Solid, solidCentroidLps } from '../structure/index.js'
import type { ComparedRoi } from './types.js'

/** Directions that agree to this are the same planes. */
const SAME_DIRECTION = 1e-6

/** One side of a comparison as a solid and as contours, both in the frame it is drawn in. */
export type Prepared = ComparedRoi & {
  readonly solid: Solid
  readonly sections: readonly Section[]
  readonly spacingMm: number
  readonly findings: readonly Finding[]
}

/** Most frequent distance of neighbours in an ascending list. */
const medianGapMm = (w: readonly number[]): number => {
  const gaps = w
    .slice(1)
    .map((x, i) => x - (w[i] as number))
    .sort((a, b) => a - b)
  return gaps[Math.floor((gaps.length - 1) / 2)] ?? 1
}

/** Whole sections, one a plane: a solid's bodies meet on their planes again. */
const sectionsOf = (solid: Solid): readonly Section[] => {
  const byPlane = new Map<number, Float64Array[]>()
  for (const run of solid.runs.filter((r) => r.capBelowMm > 0 && r.capAboveMm > 0))
    for (const s of run.sections) byPlane.set(s.wMm, [...(byPlane.get(s.wMm) ?? []), ...s.loopsMm])
  return [...byPlane].sort(([a], [b]) => a - b).map(([wMm, loopsMm]) => ({ wMm, loopsMm }))
}

/** @throws roi/no-contours, roi/not-a-solid, structure/off-plane */
export const prepare = (compared: ComparedRoi): Prepared => {
  const { roi, planes } = compared
  const along = (w: Vec3) => planes.map((p) => dot(p.originLps, w)).sort((a, b) => a - b)
  const imageMm = planes.length > 1 ? medianGapMm(along((planes[0] as (typeof planes)[number]).normal)) : null
  const { solid, findings } = roiToSolid(roi, { planes, spacingMm: imageMm ?? 1, closeBetweenPlanes: false })
  const sections = sectionsOf(solid)
  const onImage =
    imageMm !== null &&
    Math.abs(Math.abs(dot((planes[0] as (typeof planes)[number]).normal, solid.axes.w)) - 1) < SAME_DIRECTION
  const spacingMm = onImage ? imageMm : medianGapMm(sections.map((s) => s.wMm))
  return { ...compared, solid, sections, spacingMm, findings }
}

/** The frame that both sides are compared in. */
export const frameOf = ({ roi, toFrame }: ComparedRoi): FrameUid => toFrame?.to ?? roi.frame

/** Whether contours of the two can lie on the same planes. */
export const samePlanes = (a: Prepared, b: Prepared): boolean =>
  a.roi.frame === b.roi.frame &&
  (['u', 'v', 'w'] as const).every((c) => dot(a.solid.axes[c], b.solid.axes[c]) > 1 - SAME_DIRECTION)

/** Centroid of the contours' areas in the frame compared in. */
export const centroidLps = ({ solid, toFrame }: Prepared): PointLps => {
  const drawn = solidCentroidLps(solid)
  return toFrame === undefined ? drawn : applyRigid(toFrame, drawn)
}

/** The planes to compare on: of the image of the first side, else those that it is drawn on, and the reference where it can share them. */
export const comparedPlanes = (a: Prepared, b: Prepared): readonly CutPlane[] => {
  if (a.planes.length > 0)
    return a.planes.map((p) => ({
      originLps: p.originLps,
      uDirection: p.rowDirection,
      vDirection: p.columnDirection,
    }))
  const { u, v, w } = a.solid.axes
  const drawn = [...a.sections, ...(samePlanes(a, b) ? b.sections : [])].map((s) => s.wMm)
  return [...new Set(drawn)]
    .sort((x, y) => x - y)
    .map((mm) => ({ originLps: pointLps(mm * w[0], mm * w[1], mm * w[2]), uDirection: u, vDirection: v }))
}
