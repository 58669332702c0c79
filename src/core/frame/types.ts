declare const brand: unique symbol

/** A value that compiles only where its frame, unit or kind is meant. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** A DICOM unique identifier (PS3.5 section 9). */
export type Uid = Brand<string, 'Uid'>

/** The UID of a frame of reference (PS3.3 C.7.4.1): points of two frames never mix without a {@link Rigid}. */
export type FrameUid = Brand<string, 'FrameUid'>

/** SHA-256 in lower-case hexadecimal. */
export type Sha256 = Brand<string, 'Sha256'>

/** Three plain numbers: a direction, a size or a spacing; the name says which. */
export type Vec3 = readonly [number, number, number]

/** 3 x 3 matrix, row by row. */
export type Mat3 = readonly [number, number, number, number, number, number, number, number, number]

/** Homogeneous 4 x 4 matrix, row by row; the last row is 0 0 0 1. */
export type Mat4 = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]

/** A point in DICOM patient space: x to the patient's left, y to posterior, z to superior, in mm (PS3.3 C.7.6.2.1.1). */
export type PointLps = Brand<Vec3, 'Lps'>

/** A position in voxels: (0, 0, 0) is the centre of the first voxel; may be fractional. */
export type IndexIjk = Brand<Vec3, 'Ijk'>

/**
 * A regular lattice of voxel centres in one frame of reference.
 * Voxel (i, j, k) lies at `originLps + direction * (i, j, k) * spacingMm`; its offset is `i + size[0] * (j + size[1] * k)`.
 */
export type Grid = {
  readonly frame: FrameUid
  /** Number of voxels along i, j, k. */
  readonly size: Vec3
  /** Centre of voxel (0, 0, 0). */
  readonly originLps: PointLps
  readonly spacingMm: Vec3
  /** Columns are the LPS directions of i, j and k; orthonormal. */
  readonly direction: Mat3
}

/** A rigid transform between two frames of reference: `pointTo = matrix * pointFrom`, both in LPS mm. */
export type Rigid = {
  readonly from: FrameUid
  readonly to: FrameUid
  readonly matrix: Mat4
  /** SOP instance UID of the Spatial Registration object that states it. */
  readonly sourceUid: Uid
}
