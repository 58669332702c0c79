import type { Vec3 } from '../frame/index.js'
import type { Finding } from '../problem/index.js'
import type { Roi } from '../structure/index.js'
import type { ImagePlane } from '../volume/index.js'

/** A ROI and the image it was drawn on. */
export type ComparedRoi = {
  readonly roi: Roi
  /** Planes of that image; empty where it is not known, then the contours' own spacing is taken. */
  readonly planes: readonly ImagePlane[]
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
  /** The grid on which it was measured. */
  readonly gridMm: number
  readonly findings: readonly Finding[]
}
