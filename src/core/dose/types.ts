import type { FrameUid, PointLps, Uid, Vec3 } from '../frame/index.js'

/** Voxel centres in rows and columns on parallel planes, which may be unevenly spaced (PS3.3 C.8.8.3.2). */
export type DoseGrid = {
  readonly frame: FrameUid
  /** Number of columns, rows and planes. */
  readonly size: Vec3
  /** Centre of the first voxel of the lowest plane. */
  readonly originLps: PointLps
  /** Unit vector along a row, the way the column index grows. */
  readonly rowDirection: Vec3
  /** Unit vector down a column, the way the row index grows. */
  readonly columnDirection: Vec3
  /** rowDirection x columnDirection. */
  readonly normal: Vec3
  readonly columnSpacingMm: number
  readonly rowSpacingMm: number
  /** Height of each plane over the lowest along the normal, ascending from 0. */
  readonly heightsMm: readonly number[]
}

/** What an RT Dose says of itself, and the largest of its values. */
export type DoseInfo = {
  readonly uid: Uid
  /** The file as the user named it. */
  readonly file: string
  readonly grid: DoseGrid
  /** Dose Units (3004,0002): gray, or a share of something that the file need not name. */
  readonly unit: 'Gy' | 'relative'
  /** Dose Type (3004,0004): PHYSICAL, EFFECTIVE or ERROR. */
  readonly doseType: string
  /** Dose Summation Type (3004,000A), e.g. PLAN, FRACTION or BEAM. */
  readonly summation: string
  readonly comment: string
  /** The plan that it is of; null where it names none. */
  readonly planUid: Uid | null
  /** Largest value, in `unit`. */
  readonly max: number
}

/** An RT Dose with its values in `unit`; voxel (i, j, k) is at `i + size[0] * (j + size[1] * k)`. */
export type Dose = DoseInfo & { readonly values: Float32Array<ArrayBuffer> }
