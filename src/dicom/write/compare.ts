import { PostopError } from '../../core/problem/index.js'
import type { Contour, Roi, StructureSet } from '../../core/structure/index.js'
import { parseStructureSet } from '../structure/parse.js'
import type { WrittenContour } from './planar.js'

const changed = (what: string): PostopError =>
  new PostopError('output/changed-on-reading', {
    message: `The structure set reads back differently: ${what}. Nothing is written.`,
    remedy: 'This is a fault of postop-ctv: report it with the command and the kind of data.',
  })

const samePoints = (a: Float64Array, b: Float64Array): boolean => a.length === b.length && a.every((v, i) => v === b[i])

const sameContours = (a: readonly Contour[], b: readonly Contour[]): boolean =>
  a.length === b.length && a.every((c, i) => samePoints(c.pointsLps, b[i]?.pointsLps ?? new Float64Array(0)))

/** An ROI as it is meant to be in the file. */
export type ExpectedRoi = {
  readonly number: number
  readonly name: string
  readonly contours: readonly WrittenContour[]
}

const requireOriginal = (roi: Roi, read: Roi | undefined): void => {
  if (read === undefined || read.name !== roi.name || !sameContours(roi.contours, read.contours)) {
    throw changed(`ROI ${roi.number} "${roi.name}" of the original is not the same`)
  }
}

const requireNew = (roi: ExpectedRoi, read: Roi | undefined): void => {
  const same =
    read !== undefined &&
    read.name === roi.name &&
    read.contours.length === roi.contours.length &&
    read.contours.every((c, i) => samePoints(c.pointsLps, roi.contours[i]?.pointsLps ?? new Float64Array(0)))
  if (!same) throw changed(`ROI ${roi.number} "${roi.name}" is not the same`)
}

/** Parses what was written and compares every ROI: the set as it reads. @throws output/changed-on-reading */
export const requireSameOnReading = (
  bytes: Uint8Array,
  originals: StructureSet | null,
  added: readonly ExpectedRoi[],
): StructureSet => {
  const { set } = parseStructureSet(bytes, 'the output')
  const read = new Map(set.rois.map((roi) => [roi.number, roi]))
  const expected = (originals?.rois.length ?? 0) + added.length
  if (set.rois.length !== expected) throw changed(`${set.rois.length} ROIs instead of ${expected}`)
  for (const roi of originals?.rois ?? []) requireOriginal(roi, read.get(roi.number))
  for (const roi of added) requireNew(roi, read.get(roi.number))
  return set
}
