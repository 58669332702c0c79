import { patientFindings } from '../../core/patient/index.js'
import { acceptanceOf, type Finding, note } from '../../core/problem/index.js'
import { otherImageFinding } from '../../core/proposal/index.js'
import { liesOn } from '../contents/choose.js'
import { roiId } from '../document/roi-key.js'
import type { OpenCase } from '../state/state.js'

/** Of the structure sets in the image's frame: what those that play a part were drawn on, and which is not copied. */
const setFindings = (open: OpenCase): readonly Finding[] => {
  const { contents, history, image } = open
  const { baseSetUid, roles } = history.present
  const parts = new Set(roles.flatMap((r) => (r.role.is === 'ignore' ? [] : [roiId(r.roi)])))
  const sets = contents.structureSets.filter((set) => liesOn(set, image.series))
  const used = sets.flatMap((set) =>
    set.rois.filter((roi) => roi.frame === image.series.frame && parts.has(roiId(roi))),
  )
  const drawn = sets.flatMap((set) => otherImageFinding(set, used, image.imageUids))
  const base = sets.find((set) => set.uid === baseSetUid)
  if (base === undefined)
    return [
      ...drawn,
      note('structure/none-on-image', 'No structure set is copied: the export holds the CTV alone.', {
        remedy: 'Choose the structure set that belongs to the planning CT, if there is one.',
      }),
    ]
  const notCopied = sets
    .filter((set) => set !== base)
    .map((set) =>
      note('structure/set-not-copied', `The ROIs of ${set.file} are not copied; those of ${base.file} are.`, {
        file: set.file,
        remedy: 'Choose the other structure set if it belongs to the planning CT.',
      }),
    )
  return [...drawn, ...notCopied]
}

const ofInputs = (open: OpenCase): readonly Finding[] => [
  ...patientFindings(open.contents.patients, open.image.series.seriesUid),
  ...setFindings(open),
  ...open.image.findings,
  ...open.contents.findings,
  ...(open.restored?.findings ?? []),
]

/** Each once; what must be decided comes first. */
const listed = (all: readonly Finding[]): readonly Finding[] => {
  const seen = new Set<string>()
  const once = all.filter(({ code, message }) => {
    const key = `${code} ${message}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  return [...once.filter((f) => f.kind === 'decide'), ...once.filter((f) => f.kind === 'note')]
}

/** What was noticed about files, images and structure sets, whatever is proposed. */
export const inputFindings = (open: OpenCase): readonly Finding[] => listed(ofInputs(open))

/** All that was noticed, of the proposal too. */
export const caseFindings = (open: OpenCase): readonly Finding[] =>
  listed([...(open.proposal?.findings ?? []), ...ofInputs(open)])

const notAccepted = (open: OpenCase, findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((f) => f.kind === 'decide' && acceptanceOf(f, open.history.present.accepted) === undefined)

/** Findings that still block the export. */
export const undecided = (open: OpenCase): readonly Finding[] => notAccepted(open, caseFindings(open))

/** Those of them that are about files, images and structure sets. */
export const undecidedInputs = (open: OpenCase): readonly Finding[] => notAccepted(open, inputFindings(open))
