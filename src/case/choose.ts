import type { Uid } from '../core/frame/index.js'
import { severalPatients } from '../core/patient/index.js'
import { fromErrorRecord, PostopError } from '../core/problem/index.js'
import type { StructureSet } from '../core/structure/index.js'
import type { CaseContents, CaseSeries } from './services.js'

/** ROIs drawn on a series: by its frame of reference, or by its name in the set. */
const roisOn = (series: CaseSeries, sets: readonly StructureSet[]): number =>
  sets.reduce((sum, set) => {
    const named = set.referencedSeriesUids.includes(series.seriesUid) ? 1 : 0
    return sum + named + set.rois.filter((roi) => roi.frame === series.frame).length
  }, 0)

/** Series that can be planned on: CT that makes a stack. */
export const planningCandidates = (contents: CaseContents): readonly CaseSeries[] =>
  contents.series.filter((s) => s.modality === 'CT' && s.refusal === null)

/**
 * The CT to plan on: the one with most ROIs drawn on it, else the one with most images.
 * @throws zip/*, input/several-patients, input/no-image, or the reason why the only CT is refused
 */
export const choosePlanningSeries = (contents: CaseContents): CaseSeries => {
  const archive = contents.problems.find((p) => p.code.startsWith('zip/'))
  if (archive !== undefined) throw fromErrorRecord(archive)
  const patients = severalPatients(contents.patients)
  if (patients.length > 1) {
    throw new PostopError('input/several-patients', {
      message: `${patients.length === 2 ? 'two' : patients.length} patients in one folder (${patients.join(', ')}).`,
      attribute: 'PatientID (0010,0020)',
      remedy: 'Open the folder of one patient.',
    })
  }
  const candidates = planningCandidates(contents)
  const [best] = [...candidates].sort(
    (a, b) =>
      roisOn(b, contents.structureSets) - roisOn(a, contents.structureSets) ||
      b.imageCount - a.imageCount ||
      (a.seriesUid < b.seriesUid ? -1 : 1),
  )
  if (best !== undefined) return best
  const refused = contents.series.find((s) => s.modality === 'CT')?.refusal ?? null
  if (refused !== null) throw fromErrorRecord(refused)
  const read = contents.fileCount - contents.problems.length
  const files = contents.fileCount === 1 ? '1 file' : `${contents.fileCount} files`
  throw new PostopError('input/no-image', {
    message:
      read === 0 ? `none of ${files} is DICOM that can be read.` : `no planning CT among ${files}; ${read} are DICOM.`,
    remedy: 'Open the folder that holds the CT and its RTSTRUCT.',
  })
}

/** The structure set on the planning image that the export copies: the one with most ROIs in its frame. */
export const chooseBaseSet = (contents: CaseContents, series: CaseSeries): Uid | null => {
  const onImage = contents.structureSets
    .map((set) => ({ set, rois: set.rois.filter((roi) => roi.frame === series.frame).length }))
    .filter(({ rois }) => rois > 0)
    .sort((a, b) => b.rois - a.rois || (a.set.uid < b.set.uid ? -1 : 1))
  return onImage[0]?.set.uid ?? null
}
