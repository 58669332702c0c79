import type { FrameUid, PointLps, Sha256, Uid, Vec3 } from '../frame/index.js'

/** Contour Geometric Type (3006,0042); only the closed ones are part of a solid. */
export type ContourKind = 'CLOSED_PLANAR' | 'CLOSEDPLANAR_XOR' | 'OPEN_PLANAR' | 'OPEN_NONPLANAR' | 'POINT'

export type Contour = {
  readonly kind: ContourKind
  /** x, y, z of each point in LPS mm of the ROI's frame; the first point is not repeated. */
  readonly pointsLps: Float64Array
  /** SOP instance UID of the image the contour says it was drawn on. */
  readonly imageUid?: Uid
  /** Which of its frames, from 1, where the contour says so: Referenced Frame Number (0008,1160). */
  readonly imageFrame?: number
}

/** One region of interest of a structure set. */
export type Roi = {
  /** SOP instance UID of the structure set. */
  readonly setUid: Uid
  /** ROI Number (3006,0022). */
  readonly number: number
  readonly name: string
  /** RT ROI Interpreted Type (3006,00A4), '' where empty. */
  readonly type: string
  readonly frame: FrameUid
  /** Display colour, 0 to 255 each, where the file has one. */
  readonly colour?: readonly [number, number, number]
  readonly contours: readonly Contour[]
}

export type StructureSet = {
  readonly uid: Uid
  readonly seriesUid: Uid
  readonly studyUid: Uid
  readonly label: string
  /** `YYYYMMDD` or ''. */
  readonly date: string
  readonly frame: FrameUid
  readonly rois: readonly Roi[]
  /** Series the set says it was drawn on. */
  readonly referencedSeriesUids: readonly Uid[]
  /** Images the set says it was drawn on. */
  readonly referencedImageUids: readonly Uid[]
  /** Of names, numbers, types, frames and contour points. */
  readonly hash: Sha256
  /** The file as the user named it. */
  readonly file: string
}

/** One cross section of a solid: closed loops in the plane, even-odd filled (a loop in a loop is a hole). */
export type Section = {
  /** Position along the stack's normal: `dot(pointLps, w)`. */
  readonly wMm: number
  /** u, v of each point in mm: `dot(pointLps, u)`, `dot(pointLps, v)`. */
  readonly loopsMm: readonly Float64Array[]
}

/**
 * Sections that belong together, ascending in w without a gap.
 * Past either end the shape may reach `capBelowMm` and `capAboveMm`: the distance to the next image plane, where nothing is drawn.
 */
export type SectionRun = {
  readonly sections: readonly Section[]
  readonly capBelowMm: number
  readonly capAboveMm: number
}

/** The body that planar contours mean (DESIGN: shape-based interpolation between planes, bounded past the ends). */
export type Solid = {
  readonly frame: FrameUid
  /** Orthonormal, right-handed: u and v in the planes, w their normal. */
  readonly axes: { readonly u: Vec3; readonly v: Vec3; readonly w: Vec3 }
  readonly runs: readonly SectionRun[]
}

/** A polygon on an image plane, in LPS mm; the first point is not repeated. */
export type PlaneLoop = {
  /** Index into the volume's planes. */
  readonly planeIndex: number
  readonly pointsLps: Float64Array
  /** True where the inside of the loop is outside the structure (a hole). */
  readonly hole: boolean
}

/** A box in LPS mm. */
export type BoxLps = { readonly minLps: PointLps; readonly maxLps: PointLps }
