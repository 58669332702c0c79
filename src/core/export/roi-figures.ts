import { drawnArea, type Roi, type StructureSet } from '../structure/index.js'
import { medianPlaneSpacingMm, type Planes } from '../volume/index.js'
import type { NewStructure } from './plan.js'

/** One ROI of an export, as it was meant and as it reads. */
export type RoiFigures = {
  readonly number: number
  readonly name: string
  readonly type: string
  readonly added: boolean
  readonly contours: number
  readonly colour: readonly [number, number, number] | null
  /** Even-odd area x spacing: of the original or as computed, and of the file read again; null where nothing is enclosed. */
  readonly meantCm3: number | null
  readonly readCm3: number | null
}

const MM3_PER_CM3 = 1000

const drawnCm3 = (roi: Roi | undefined, spacingMm: number, onImage: boolean): number | null => {
  const area = roi === undefined ? null : drawnArea(roi)
  if (area === null) return null
  return (area.mm2 * (onImage ? spacingMm : (area.stepMm ?? spacingMm))) / MM3_PER_CM3
}

/** Every ROI of an exported set, in its order; of those that were added `readCm3` is the import card's own sum. */
export const roiFigures = (
  read: StructureSet,
  originals: StructureSet | null,
  added: readonly { readonly number: number; readonly planned: NewStructure; readonly readCm3: number }[],
  image: Planes,
): readonly RoiFigures[] => {
  const spacingMm = medianPlaneSpacingMm(image)
  const frame = image.grid.frame
  return read.rois.map((roi) => {
    const own = added.find((a) => a.number === roi.number)
    const original = originals?.rois.find((r) => r.number === roi.number)
    return {
      number: roi.number,
      name: roi.name,
      type: roi.type,
      added: own !== undefined,
      contours: roi.contours.length,
      colour: roi.colour ?? null,
      meantCm3: own === undefined ? drawnCm3(original, spacingMm, roi.frame === frame) : own.planned.contourCm3,
      readCm3: own === undefined ? drawnCm3(roi, spacingMm, roi.frame === frame) : own.readCm3,
    }
  })
}
