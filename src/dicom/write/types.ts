import type { HoleStyle } from '../../core/export/index.js'
import type { Sha256, Uid } from '../../core/frame/index.js'
import type { Finding } from '../../core/problem/index.js'
import type { PlaneLoop, StructureSet } from '../../core/structure/index.js'
import type { ImagePlane } from '../../core/volume/index.js'
import type { StructureSetSource } from '../structure/index.js'
import type { ImageReference } from '../volume/reference.js'

/** A structure to add. */
export type NewRoi = {
  /** At most 16 characters; a suffix is added where it is taken. */
  readonly name: string
  readonly type: 'CTV' | 'PTV'
  readonly contours: readonly PlaneLoop[]
  /** Display colour, 0 to 255 each. */
  readonly colour: readonly [number, number, number]
  /** Readable line; hashes of recipe and geometry are added, the whole cut to 1,024 characters. */
  readonly description: string
}

export type WriteRequest = {
  readonly reference: ImageReference
  /** The planning image's planes: {@link PlaneLoop.planeIndex} counts in them. */
  readonly planes: readonly ImagePlane[]
  /** The structure set on the planning image, copied with its contour data verbatim; left out, the output holds the new ROIs alone. */
  readonly base?: StructureSetSource
  /** Other structure sets the result depends on: the first is named as predecessor where there is no base (one is permitted). */
  readonly predecessorUids?: readonly Uid[]
  readonly rois: readonly NewRoi[]
  readonly holes: HoleStyle
  /** The recipe as JSON text. */
  readonly recipeJson: string
  /** `YYYY-MM-DDTHH:MM:SS...`: its digits are written as they stand, without a change of time zone. */
  readonly date: string
  /** Software version, e.g. `0.1.0`. */
  readonly version: string
  /** StructureSetLabel, at most 16 characters. */
  readonly label: string
  /** Leave the originals out although `base` is given. */
  readonly onlyCtv: boolean
}

/** One new ROI as it was written. */
export type WrittenRoi = {
  readonly number: number
  readonly name: string
  readonly type: 'CTV' | 'PTV'
  readonly contourCount: number
  /** See {@link geometryHash}. */
  readonly geometryHash: Sha256
}

export type WrittenStructureSet = {
  readonly bytes: Uint8Array
  readonly sopInstanceUid: Uid
  readonly seriesInstanceUid: Uid
  readonly rois: readonly WrittenRoi[]
  /** The bytes, parsed again. */
  readonly read: StructureSet
  readonly findings: readonly Finding[]
}

/** What a structure set of ours says about itself in its private element. */
export type StoredRecipe = {
  readonly recipeJson: string
  readonly holes: HoleStyle
  readonly rois: readonly WrittenRoi[]
}
