import type { Uid } from '../../core/frame/index.js'
import { severalPatients } from '../../core/patient/index.js'
import { fromErrorRecord, PostopError } from '../../core/problem/index.js'
import type { RoleAssignment } from '../../core/proposal/index.js'
import type { StructureSet } from '../../core/structure/index.js'
import type { CaseContents, CaseSeries } from '../services.js'

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
      remedy: 'Choose one.',
    })
  }
  const candidates = planningCandidates(contents)
  const [best] = [...candidates].sort(
    (a, b) =>
      roisOn(b, contents.structureSets) - roisOn(a, contents.structureSets) ||
      b.imageCount - a.imageCount ||
      (a.key < b.key ? -1 : 1),
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

/** Whether any of a set's ROIs is drawn in the series' frame. */
export const liesOn = (set: StructureSet, series: CaseSeries): boolean =>
  set.rois.some((roi) => roi.frame === series.frame)

/**
 * The structure set that belongs to the planning image, which the export copies: of those in its frame one with a
 * target, then one that names the series, then the one with most ROIs.
 */
export const chooseBaseSet = (
  contents: CaseContents,
  series: CaseSeries,
  roles: readonly RoleAssignment[],
): Uid | null => {
  const targets = new Set(roles.filter((r) => r.role.is === 'target').map((r) => r.roi.setUid))
  const rank = (set: StructureSet) =>
    (targets.has(set.uid) ? 0 : 2) + (set.referencedSeriesUids.includes(series.seriesUid) ? 0 : 1)
  const onImage = contents.structureSets
    .filter((set) => liesOn(set, series))
    .sort((a, b) => rank(a) - rank(b) || b.rois.length - a.rois.length || (a.uid < b.uid ? -1 : 1))
  return onImage[0]?.uid ?? null
}
