import type { FrameUid, Grid, PointLps, Sha256, Uid, Vec3 } from '../frame/index.js'

/**
 * One slice's place in patient space (PS3.3 C.7.6.2).
 * The pixel in column c and row r lies at `originLps + rowDirection * c * columnSpacingMm + columnDirection * r * rowSpacingMm`.
 */
export type ImagePlane = {
  /** Centre of the first pixel: ImagePositionPatient. */
  readonly originLps: PointLps
  /** Unit vector along a row, the way the column index grows: first three of ImageOrientationPatient. */
  readonly rowDirection: Vec3
  /** Unit vector down a column, the way the row index grows: last three of ImageOrientationPatient. */
  readonly columnDirection: Vec3
  /** rowDirection x columnDirection, the same for every plane of a volume. */
  readonly normal: Vec3
  readonly sopInstanceUid: Uid
  readonly sopClassUid: Uid
  /** Of an instance with several frames the one that is this plane, from 1, and how many there are. */
  readonly frame?: { readonly number: number; readonly of: number }
}

/** A block of a volume's own voxels: first and one past the last column, row and plane. */
export type VoxelBlock = { readonly from: Vec3; readonly to: Vec3 }

/**
 * One series as voxels. Planes ascend along the normal; plane k fills `data` from `k * columns * rows`.
 * `planes` is the truth about position; `grid` is the nominal lattice, exact where `evenlySpaced`.
 */
export type Volume = {
  readonly seriesUid: Uid
  readonly studyUid: Uid
  readonly frame: FrameUid
  readonly modality: string
  readonly description: string
  /** Study or series date, `YYYYMMDD`, '' where the file has none. */
  readonly date: string
  readonly grid: Grid
  readonly planes: readonly ImagePlane[]
  /** True where the plane positions are the grid's within 0.01 mm, without shear. */
  readonly evenlySpaced: boolean
  /** Stored values; the value in `unit` is `stored * slope[k] + intercept[k]`. */
  readonly data: Int16Array | Uint16Array | Float32Array
  /** The block whose voxels `data` holds, laid out as the block; all of the volume where this is left out. */
  readonly held?: VoxelBlock
  readonly slope: readonly number[]
  readonly intercept: readonly number[]
  /**
   * Stored values of each plane that mark places outside the scan, both ends included; null where there are none, left out
   * where no plane has any. Only values that no CT number of air or bone can be.
   */
  readonly padding?: readonly ({ readonly low: number; readonly high: number } | null)[]
  readonly unit: 'HU' | 'none'
  /** How the file wants to be shown, in `unit`: Window Width and Center (PS3.3 C.11.2.1.2) of the middle slice. */
  readonly window?: { readonly width: number; readonly level: number }
  /** Of pixels, rescale and geometry; the same for the same series in any file order. */
  readonly hash: Sha256
}
