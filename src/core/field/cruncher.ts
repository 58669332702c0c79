import type { Grid, Rigid } from '../frame/index.js'
import type { Job } from '../job/index.js'
import type { Solid } from '../structure/index.js'
import type { Field, Labels, Mask } from './types.js'

/** Margins by patient direction in mm, zero allowed: left, right, anterior, posterior, superior, inferior. */
export type MarginsLrapsi = {
  readonly leftMm: number
  readonly rightMm: number
  readonly anteriorMm: number
  readonly posteriorMm: number
  readonly superiorMm: number
  readonly inferiorMm: number
}

export type SolidOptions = {
  /** From the grid's frame to the solid's, where they differ. */
  readonly toSolid?: Rigid
  /** Close the solid between planes however it leans: for barriers and for organs that block. */
  readonly closeBetweenPlanes: boolean
  /** Only the outer surface counts: for a body outline with the airway drawn out of it. */
  readonly fillHoles: boolean
  /** Distances beyond this are only bounds (at least this far), on both sides. */
  readonly reachMm: number
}

/** Smoothing of a carved field within bounds. */
export type TidyRequest = {
  /** The field to tidy. */
  readonly carved: Field
  /** No voxel where this is positive may become inside: grown and all exclusions. */
  readonly allowed: Field
  /** Every voxel where this is negative stays inside: the target that is kept. */
  readonly kept: Field
  /** Pieces smaller than this are dropped, unless they hold kept target. */
  readonly islandMm3: number
  /** Enclosed holes smaller than this are filled where `allowed` permits. */
  readonly holeMm3: number
  /** The surface moves by no more than this; 0 turns smoothing off. */
  readonly smoothMm: number
}

/**
 * The heavy computations, declared here and implemented by `engine/` on ITK in WebAssembly.
 * Every call is coarse; grids may be of any size the memory limit allows; results are new arrays.
 */
export interface Cruncher {
  /** Signed distance to the solid's surface at sub-voxel precision. @throws engine/pipeline-failed */
  signedDistance(solid: Solid, on: Grid, options: SolidOptions, job: Job): Promise<Field>

  /** Signed distance to the zero level of any continuous field (a threshold of CT numbers, a union): sub-voxel, up to `reachMm`. */
  redistance(level: Field, reachMm: number, job: Job): Promise<Field>

  /**
   * Length of the shortest path from the target's surface that does not enter `blocked` (negative inside; right within three voxels, no
   * more than the distance beyond); negative inside the target;
   * `Infinity` beyond `limitMm` or out of reach. With nothing in reach it equals `target` exactly.
   */
  geodesic(target: Field, blocked: Field, limitMm: number, job: Job): Promise<Field>

  /**
   * Expansion by octants of ellipsoids: negative inside the Minkowski sum, in mm near its surface.
   * Grid axes must be the patient's (direction is the identity).
   */
  expandLrapsi(target: Field, margins: MarginsLrapsi, job: Job): Promise<Field>

  /** 6-connected components of at least `minVoxels`, by falling size. */
  components(mask: Mask, minVoxels: number, job: Job): Promise<Labels>

  /** The mask with its enclosed holes filled. */
  fillHoles(mask: Mask, job: Job): Promise<Mask>

  /** Voxels whose value lies in [lower, upper]. */
  threshold(field: Field, lower: number, upper: number, job: Job): Promise<Mask>

  /** Drops islands, fills small holes and smooths within `smoothMm`, in one call. */
  tidy(request: TidyRequest, job: Job): Promise<Field>
}
