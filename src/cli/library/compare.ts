import { type Comparison, compareRois } from '../../core/compare/index.js'
import { LIMITS } from '../../core/guideline/index.js'
import { type Job, quietJob } from '../../core/job/index.js'
import { PostopError } from '../../core/problem/index.js'
import { allRois, findRoi, inRange } from '../../core/proposal/index.js'
import type { Roi, StructureSet } from '../../core/structure/index.js'
import type { ImagePlane } from '../../core/volume/index.js'
import { parseStructureSet } from '../../dicom/index.js'
import { nodeEngine } from '../engine.js'

/** One side of a comparison: a ROI of a structure set, in bytes or parsed. */
export type ComparedStructure = { readonly structureSet: Uint8Array | StructureSet; readonly roi: string }

export type CompareFilesOptions = {
  /** Planes of the image both were drawn on; without them the contours' own spacing counts. */
  readonly planes?: readonly ImagePlane[]
  /** Surfaces this near (mm) agree; 1. */
  readonly toleranceMm?: number
  readonly job?: Job
}

const roiOf = ({ structureSet, roi }: ComparedStructure, option: string): Roi => {
  const set = structureSet instanceof Uint8Array ? parseStructureSet(structureSet, 'structure set').set : structureSet
  const found = findRoi(roi, option, allRois([set], set.frame), set.frame).found.roi
  if (found.contours.length > 0) return found
  throw new PostopError('roi/no-contours', {
    message: `"${found.name}" in ${set.file} has no contours.`,
    file: set.file,
    attribute: option,
    remedy: 'Name a ROI that is drawn.',
  })
}

/**
 * How a structure differs from the reference `b`, as solids and as contours.
 * @throws roi/unknown, roi/ambiguous, roi/no-contours, roi/not-a-solid, frame/mismatch, value/out-of-range
 */
export const compare = async (
  a: ComparedStructure,
  b: ComparedStructure,
  options: CompareFilesOptions = {},
): Promise<Comparison> => {
  const toleranceMm = inRange(options.toleranceMm ?? 1, LIMITS.toleranceMm, 'mm', 'The tolerance', '--tolerance')
  const planes = options.planes ?? []
  return compareRois(
    { roi: roiOf(a, '--roi'), planes },
    { roi: roiOf(b, '--roi-b'), planes },
    { toleranceMm },
    await nodeEngine(),
    options.job ?? quietJob,
  )
}
