import { type Cruncher, type Field, solidVolumeMm3 } from '../field/index.js'
import { dot, type Grid, type Vec3 } from '../frame/index.js'
import type { Job } from '../job/index.js'
import { type Finding, PostopError } from '../problem/index.js'
import { contourVolumeCm3, roiToSolid, type Section, type Solid, solidCentroidLps } from '../structure/index.js'
import { commonGrid } from './common-grid.js'
import { addedPathLengthMm, contourLengthMm } from './path-length.js'
import {
  areaWithinMm2,
  meanDistanceMm,
  percentileMm,
  type SurfaceSamples,
  surfaceDistances,
  totalAreaMm2,
} from './surface.js'
import type { ComparedRoi, CompareOptions, Comparison, RoiFigures } from './types.js'

/** Directions that agree to this are the same planes. */
const SAME_DIRECTION = 1e-6

type Prepared = {
  readonly roi: ComparedRoi['roi']
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

const prepare = ({ roi, planes }: ComparedRoi): Prepared => {
  const along = (w: Vec3) => planes.map((p) => dot(p.originLps, w)).sort((a, b) => a - b)
  const imageMm = planes.length > 1 ? medianGapMm(along((planes[0] as (typeof planes)[number]).normal)) : null
  const { solid, findings } = roiToSolid(roi, { planes, spacingMm: imageMm ?? 1, closeBetweenPlanes: false })
  const sections = sectionsOf(solid)
  const onImage =
    imageMm !== null &&
    Math.abs(Math.abs(dot((planes[0] as (typeof planes)[number]).normal, solid.axes.w)) - 1) < SAME_DIRECTION
  return { roi, solid, sections, spacingMm: onImage ? imageMm : medianGapMm(sections.map((s) => s.wMm)), findings }
}

const sameDirections = (a: Solid, b: Solid): boolean =>
  (['u', 'v', 'w'] as const).every((c) => dot(a.axes[c], b.axes[c]) > 1 - SAME_DIRECTION)

const figures = (p: Prepared, field: Field, surface: SurfaceSamples): RoiFigures => ({
  name: p.roi.name,
  solidCm3: solidVolumeMm3(field) * 1e-3,
  contourCm3: contourVolumeCm3(p.sections, p.spacingMm),
  surfaceCm2: totalAreaMm2(surface) * 1e-2,
})

/** Inside where both are; linear pieces keep their edges sub-voxel. */
const intersection = (a: Field, b: Field): Field => ({
  grid: a.grid,
  mm: a.mm.map((v, i) => Math.max(v, b.mm[i] as number)),
})

const diagonalMm = (grid: Grid): number => {
  const edge = grid.size.map((n, axis) => n * (grid.spacingMm[axis] as number))
  return Math.sqrt(edge.reduce((sum, e) => sum + e * e, 0))
}

/**
 * Compares two structures of one frame of reference as solids and as contours; B is the reference.
 * @throws frame/mismatch, roi/no-contours, roi/not-a-solid, structure/off-plane, engine/pipeline-failed
 */
export const compareRois = async (
  a: ComparedRoi,
  b: ComparedRoi,
  options: CompareOptions,
  cruncher: Cruncher,
  job: Job,
): Promise<Comparison> => {
  if (a.roi.frame !== b.roi.frame) {
    throw new PostopError('frame/mismatch', {
      message: `"${a.roi.name}" and "${b.roi.name}" are drawn in different frames of reference (${a.roi.frame} and ${b.roi.frame}).`,
      remedy: 'Compare structures of one frame of reference.',
    })
  }
  const [pa, pb] = [prepare(a), prepare(b)]
  const grid = commonGrid(a.roi.frame, [a.roi, b.roi], Math.max(pa.spacingMm, pb.spacingMm))
  const solidOptions = { closeBetweenPlanes: false, fillHoles: false, reachMm: diagonalMm(grid) }
  const fieldA = await cruncher.signedDistance(pa.solid, grid, solidOptions, job)
  const fieldB = await cruncher.signedDistance(pb.solid, grid, solidOptions, job)
  const [surfaceA, surfaceB] = [surfaceDistances(fieldA, fieldB), surfaceDistances(fieldB, fieldA)]
  const [figuresA, figuresB] = [figures(pa, fieldA, surfaceA), figures(pb, fieldB, surfaceB)]
  const intersectionCm3 = solidVolumeMm3(intersection(fieldA, fieldB)) * 1e-3
  const within = areaWithinMm2(surfaceA, options.toleranceMm) + areaWithinMm2(surfaceB, options.toleranceMm)
  const [ca, cb] = [solidCentroidLps(pa.solid), solidCentroidLps(pb.solid)]
  return {
    a: figuresA,
    b: figuresB,
    intersectionCm3,
    dsc: (2 * intersectionCm3) / (figuresA.solidCm3 + figuresB.solidCm3),
    toleranceMm: options.toleranceMm,
    surfaceDsc: within / (totalAreaMm2(surfaceA) + totalAreaMm2(surfaceB)),
    hd95Mm: Math.max(percentileMm(surfaceA, 0.95), percentileMm(surfaceB, 0.95)),
    hdMm: Math.max(percentileMm(surfaceA, 1), percentileMm(surfaceB, 1)),
    meanSurfaceDistanceMm: (meanDistanceMm(surfaceA) + meanDistanceMm(surfaceB)) / 2,
    addedPathLengthMm: sameDirections(pa.solid, pb.solid)
      ? addedPathLengthMm(pb.sections, pa.sections, options.toleranceMm)
      : null,
    contourLengthMm: contourLengthMm(pb.sections),
    centroidShiftMm: [cb[0] - ca[0], cb[1] - ca[1], cb[2] - ca[2]],
    gridMm: grid.spacingMm[0],
    findings: [...pa.findings, ...pb.findings],
  }
}
