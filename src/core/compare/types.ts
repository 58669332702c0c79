import type { Field } from '../field/index.js'
import type { PointLps, Rigid, Vec3 } from '../frame/index.js'
import type { Finding } from '../problem/index.js'
import type { Roi } from '../structure/index.js'
import type { ImagePlane } from '../volume/index.js'

/** A ROI and the image it was drawn on. */
export type ComparedRoi = {
  readonly roi: Roi
  /** Planes of that image; empty where it is not known, then the contours' own spacing is taken. */
  readonly planes: readonly ImagePlane[]
  /** From the frame it is drawn in to the one both are compared in, where that is another. */
  readonly toFrame?: Rigid
}

export type CompareOptions = {
  /** Surfaces and contours this near (mm) agree. */
  readonly toleranceMm: number
}

export type RoiFigures = {
  readonly name: string
  /** Volume of the solid at sub-voxel precision. */
  readonly solidCm3: number
  /** Even-odd area x plane spacing, as a planning system counts. */
  readonly contourCm3: number
  readonly surfaceCm2: number
}

/** How far A's surface lies from B's, in mm: positive outside B, negative inside; by share of A's area. */
export type SignedDistance = {
  readonly minMm: number
  readonly p5Mm: number
  readonly medianMm: number
  readonly meanMm: number
  readonly p95Mm: number
  readonly maxMm: number
}

/** Both structures where a plane cuts their solids. */
export type SliceFigures = {
  /** A point of the plane: of an image its first pixel (Image Position, Patient). */
  readonly planeLps: PointLps
  readonly areaACm2: number
  readonly areaBCm2: number
  /** Dice similarity of the two areas. */
  readonly dsc: number
}

/** How two structures differ; B is the reference where the direction matters. */
export type Comparison = {
  readonly a: RoiFigures
  readonly b: RoiFigures
  readonly intersectionCm3: number
  /** Dice similarity: 2 |A and B| / (|A| + |B|), of the solids. */
  readonly dsc: number
  readonly toleranceMm: number
  /** Share of both surfaces that lies within the tolerance of the other (doi 10.2196/26151). */
  readonly surfaceDsc: number
  /** The larger of the two directed 95th percentiles of the distance between the surfaces. */
  readonly hd95Mm: number
  /** The largest distance between the surfaces. */
  readonly hdMm: number
  /** Mean of the two directed mean distances between the surfaces. */
  readonly meanSurfaceDistanceMm: number
  /** Length of B's contours farther than the tolerance from A's on the same plane (doi 10.1016/j.phro.2019.12.001); null where their planes differ. */
  readonly addedPathLengthMm: number | null
  /** Length of all of B's contours. */
  readonly contourLengthMm: number
  /** B's centroid minus A's, LPS. */
  readonly centroidShiftMm: Vec3
  readonly signedDistance: SignedDistance
  /** Every plane that cuts one of them, along its normal: of the image, else those that A is drawn on. */
  readonly slices: readonly SliceFigures[]
  /** Signed distance to B in the frame compared in, round A: to tell it for any point of A's surface. */
  readonly toReference: Field
  /** The grid on which it was measured. */
  readonly gridMm: number
  readonly findings: readonly Finding[]
}
