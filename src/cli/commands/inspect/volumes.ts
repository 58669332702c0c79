import { type DrawnArea, drawnArea, type Roi, type StructureSet } from '../../../core/structure/index.js'
import type { DicomScan } from '../../../dicom/index.js'

/** Slice spacing of the series that a set says it was drawn on, else of one in the ROI's frame. */
const spacingOf = (set: StructureSet, roi: Roi, series: DicomScan['series']): number | null => {
  const spaced = series.filter((s) => s.sliceSpacingMm !== null)
  const named = spaced.find((s) => set.referencedSeriesUids.includes(s.seriesUid))
  return (named ?? spaced.find((s) => s.frame === roi.frame))?.sliceSpacingMm?.median ?? null
}

/** The finest distance at which any ROI of a set is drawn: that of its images, where they are not here. */
const finestStepMm = (areas: readonly (DrawnArea | null)[]): number | null =>
  areas.reduce<number | null>((least, a) => {
    const step = a?.stepMm ?? null
    return step === null || (least !== null && least < step) ? least : step
  }, null)

/** Even-odd area x slice spacing of each ROI of a set, as a planning system counts; null where nothing is enclosed or no spacing is known. */
export const contourCm3Of = (set: StructureSet, series: DicomScan['series']): ReadonlyMap<Roi, number | null> => {
  const areas = set.rois.map(drawnArea)
  const finest = finestStepMm(areas)
  return new Map(
    set.rois.map((roi, i) => {
      const area = areas[i] ?? null
      const spacing = spacingOf(set, roi, series) ?? finest
      return [roi, area === null || spacing === null ? null : Number((area.mm2 * spacing * 1e-3).toFixed(4))]
    }),
  )
}
