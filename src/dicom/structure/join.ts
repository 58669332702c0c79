import { decide, type Finding, note } from '../../core/problem/index.js'
import type { Attributes } from '../element/attributes.js'

/** The items of a structure set's three sequences that belong to one ROI. */
export type JoinedRoi = {
  /** Of the Structure Set ROI Sequence. */
  readonly item: Attributes
  readonly number: number
  /** Of the ROI Contour Sequence; more than one where the file repeats the number. */
  readonly drawn: readonly Attributes[]
  readonly observation: Attributes | undefined
}

/** Items of a sequence by the ROI number they refer to: position in the sequence means nothing (PS3.3 C.8.8.6). */
const byNumber = (items: readonly Attributes[]): Map<number, Attributes[]> => {
  const map = new Map<number, Attributes[]>()
  for (const item of items) {
    const number = item.single('ReferencedROINumber')
    if (number !== undefined) map.set(number, [...(map.get(number) ?? []), item])
  }
  return map
}

const CONTOURS = 'ROIContourSequence (3006,0039)'

const listed = (names: readonly (string | number)[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`

const incomplete = (file: string, attribute: string, message: string): Finding =>
  decide(
    'structure/incomplete',
    message,
    'Export the structure set again and compare its contours; accept only where nothing that counts is missing.',
    { file, attribute },
  )

/** What does not fit together: contours that are missing or belong to nobody, numbers that stand for two ROIs. */
const joinFindings = (a: Attributes, rois: readonly JoinedRoi[], drawn: Map<number, Attributes[]>): Finding[] => {
  const { file } = a
  const findings: Finding[] = []
  const nameOf = (r: JoinedRoi): string => r.item.unicode('ROIName').trim() || `number ${r.number}`
  if (rois.length > 0 && drawn.size === 0) {
    const message = `${file} names ${rois.length} ROIs and has no ${CONTOURS} with contours: it may have been cut short.`
    findings.push(incomplete(file, CONTOURS, message))
  } else {
    const empty = rois.filter((r) => r.drawn.every((d) => d.items('ContourSequence').length === 0))
    const message = `${empty.length} of ${rois.length} ROIs in ${file} have no contours: ${listed(empty.map(nameOf))}.`
    if (empty.length > 0) findings.push(note('structure/empty-roi', message, { file, attribute: CONTOURS }))
  }
  const known = new Set(rois.map((r) => r.number))
  const nameless = [...drawn.keys()].filter((n) => !known.has(n))
  if (nameless.length > 0) {
    const message = `${file} has contours of ROI number ${listed(nameless)}, which it does not name: they are left out.`
    findings.push(incomplete(file, 'StructureSetROISequence (3006,0020)', message))
  }
  const repeated = rois.filter((r) => r.drawn.length > 1)
  if (repeated.length > 0) {
    const message = `${file} holds the contours of ${listed(repeated.map(nameOf))} in several items: taken together.`
    findings.push(note('structure/value-repaired', message, { file, attribute: CONTOURS }))
  }
  const twice = rois.filter((r, i) => rois.findIndex((o) => o.number === r.number) !== i)
  if (twice.length > 0) {
    const message = `${file} gives the number of another ROI to ${listed(twice.map(nameOf))}: whose contours they are cannot be told.`
    findings.push(incomplete(file, 'ROINumber (3006,0022)', message))
  }
  if (rois.length > 0 && a.element('RTROIObservationsSequence') === undefined) {
    const attribute = 'RTROIObservationsSequence (3006,0080)'
    const message = `${file} has no ${attribute}: the types of its ROIs are not known, and it may have been cut short.`
    findings.push(note('structure/value-repaired', message, { file, attribute }))
  }
  return findings
}

/**
 * The ROIs of a structure set in its own order, with what belongs to each.
 * @throws dicom/missing-attribute without Structure Set ROI Sequence or an ROI's number
 */
export const joinRois = (a: Attributes): { readonly rois: readonly JoinedRoi[]; readonly findings: Finding[] } => {
  if (a.element('StructureSetROISequence') === undefined) throw a.missing('StructureSetROISequence')
  const drawn = byNumber(a.items('ROIContourSequence'))
  const observations = byNumber(a.items('RTROIObservationsSequence'))
  const rois = a.items('StructureSetROISequence').map((item): JoinedRoi => {
    const number = item.single('ROINumber')
    if (number === undefined) throw item.missing('ROINumber')
    return { item, number, drawn: drawn.get(number) ?? [], observation: observations.get(number)?.[0] }
  })
  return { rois, findings: joinFindings(a, rois, drawn) }
}
