import { type Cruncher, cropField, type Field, OUTSIDE_MM, solidVolumeMm3 } from '../field/index.js'
import { type Grid, invertRigid } from '../frame/index.js'
import type { Job } from '../job/index.js'
import { PostopError } from '../problem/index.js'
import { contourVolumeCm3 } from '../structure/index.js'
import { commonGrid, gridRound } from './common-grid.js'
import { addedPathLengthMm, contourLengthMm } from './path-length.js'
import { centroidLps, comparedPlanes, frameOf, type Prepared, prepare, samePlanes } from './prepare.js'
import { sliceFigures } from './slices.js'
import {
  areaWithinMm2,
  distancePercentilesMm,
  meanDistanceMm,
  type SurfaceSamples,
  signedDistanceOf,
  surfaceDistances,
  totalAreaMm2,
} from './surface.js'
import type { ComparedRoi, CompareOptions, Comparison, RoiFigures } from './types.js'

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
  const frame = frameOf(a)
  if (frame !== frameOf(b)) {
    throw new PostopError('frame/mismatch', {
      message: `"${a.roi.name}" and "${b.roi.name}" are drawn in different frames of reference (${frame} and ${frameOf(b)}).`,
      remedy: 'Compare structures of one frame of reference.',
    })
  }
  const [pa, pb] = [prepare(a), prepare(b)]
  const grid = commonGrid(frame, [a, b], Math.max(pa.spacingMm, pb.spacingMm))
  const step = async (done: number): Promise<void> => {
    job.progress('measuring', done)
    await job.yield()
    job.throwIfCancelled()
  }
  const fieldOf = ({ solid, toFrame }: Prepared): Promise<Field> => {
    const options = { closeBetweenPlanes: false, fillHoles: false, reachMm: diagonalMm(grid) }
    return cruncher.signedDistance(
      solid,
      grid,
      toFrame === undefined ? options : { ...options, toSolid: invertRigid(toFrame) },
      job,
    )
  }
  await step(0)
  const fieldA = await fieldOf(pa)
  await step(0.25)
  const fieldB = await fieldOf(pb)
  await step(0.5)
  const surfaceA = surfaceDistances(fieldA, fieldB)
  await step(0.6)
  const surfaceB = surfaceDistances(fieldB, fieldA)
  await step(0.7)
  const [figuresA, figuresB] = [figures(pa, fieldA, surfaceA), figures(pb, fieldB, surfaceB)]
  await step(0.8)
  const shared = intersection(fieldA, fieldB)
  const intersectionCm3 = solidVolumeMm3(shared) * 1e-3
  const within = areaWithinMm2(surfaceA, options.toleranceMm) + areaWithinMm2(surfaceB, options.toleranceMm)
  const [p95A, maxA] = distancePercentilesMm(surfaceA, [0.95, 1]) as readonly [number, number]
  const [p95B, maxB] = distancePercentilesMm(surfaceB, [0.95, 1]) as readonly [number, number]
  const [ca, cb] = [centroidLps(pa), centroidLps(pb)]
  await step(0.9)
  return {
    a: figuresA,
    b: figuresB,
    intersectionCm3,
    dsc: (2 * intersectionCm3) / (figuresA.solidCm3 + figuresB.solidCm3),
    toleranceMm: options.toleranceMm,
    surfaceDsc: within / (totalAreaMm2(surfaceA) + totalAreaMm2(surfaceB)),
    hd95Mm: Math.max(p95A, p95B),
    hdMm: Math.max(maxA, maxB),
    meanSurfaceDistanceMm: (meanDistanceMm(surfaceA) + meanDistanceMm(surfaceB)) / 2,
    addedPathLengthMm: samePlanes(pa, pb) ? addedPathLengthMm(pb.sections, pa.sections, options.toleranceMm) : null,
    contourLengthMm: contourLengthMm(pb.sections),
    centroidShiftMm: [cb[0] - ca[0], cb[1] - ca[1], cb[2] - ca[2]],
    signedDistance: signedDistanceOf(surfaceA),
    slices: await sliceFigures(fieldA, fieldB, shared, comparedPlanes(pa, pb), job),
    toReference: cropField(fieldB, gridRound(frame, [a], 0, grid.spacingMm[0]), OUTSIDE_MM),
    gridMm: grid.spacingMm[0],
    findings: [...pa.findings, ...pb.findings],
  }
}
