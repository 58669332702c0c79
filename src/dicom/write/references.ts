import type { ImagePlane } from '../../core/volume/index.js'
import { itemsIn, setIn, setItems, textIn } from '../element/edit.js'
import { elementsOf, type NaturalDataset } from '../element/natural.js'
import type { Elements } from '../element/tree.js'
import type { ImageReference } from '../volume/reference.js'

/** Detached Study Management: retired, and what this type 1 attribute still wants (PS3.3 C.8.8.5). */
const STUDY_CLASS = '1.2.840.10008.3.1.2.3.1'

/** The item whose attribute has the value, or a new one at the end of the sequence. */
const itemWith = (parent: Elements, sequence: string, keyword: string, value: string): Elements => {
  const items = itemsIn(parent, sequence)
  const found = items.find((item) => textIn(item, keyword) === value)
  if (found !== undefined) return found
  const item: Elements = new Map()
  setIn(item, { [keyword]: value })
  setItems(parent, sequence, [...items, item])
  return item
}

/** The image a contour or a series names (PS3.3 table 10-3): of several frames those that it means, unless it means all. */
export const imageReference = (planes: readonly ImagePlane[]): NaturalDataset => {
  const { sopClassUid, sopInstanceUid, frame } = planes[0] as ImagePlane
  const numbers = planes.flatMap((plane) => plane.frame?.number ?? [])
  const some = frame !== undefined && numbers.length < frame.of
  return {
    ReferencedSOPClassUID: sopClassUid,
    ReferencedSOPInstanceUID: sopInstanceUid,
    ...(some ? { ReferencedFrameNumber: numbers } : {}),
  }
}

/** The study item that already lists the series, else the study's own. */
const studyItem = (frame: Elements, reference: ImageReference): Elements => {
  const listed = itemsIn(frame, 'RTReferencedStudySequence').find((study) =>
    itemsIn(study, 'RTReferencedSeriesSequence').some(
      (s) => textIn(s, 'SeriesInstanceUID') === reference.seriesInstanceUid,
    ),
  )
  return listed ?? itemWith(frame, 'RTReferencedStudySequence', 'ReferencedSOPInstanceUID', reference.studyInstanceUid)
}

/** Names frame, study, series and every image of the planning series (PS3.3 C.8.8.5), beside what stood there. */
export const completeReferences = (set: Elements, reference: ImageReference, planes: readonly ImagePlane[]): void => {
  const frame = itemWith(set, 'ReferencedFrameOfReferenceSequence', 'FrameOfReferenceUID', reference.frame)
  const study = studyItem(frame, reference)
  if (textIn(study, 'ReferencedSOPClassUID') === '') setIn(study, { ReferencedSOPClassUID: STUDY_CLASS })
  const series = itemWith(study, 'RTReferencedSeriesSequence', 'SeriesInstanceUID', reference.seriesInstanceUid)
  const images = itemsIn(series, 'ContourImageSequence')
  const named = new Set(images.map((item) => textIn(item, 'ReferencedSOPInstanceUID')))
  const missing = new Map<string, ImagePlane[]>()
  for (const plane of planes) {
    if (named.has(plane.sopInstanceUid)) continue
    const instance = missing.get(plane.sopInstanceUid)
    if (instance === undefined) missing.set(plane.sopInstanceUid, [plane])
    else instance.push(plane)
  }
  setItems(series, 'ContourImageSequence', [
    ...images,
    ...[...missing.values()].map((instance) => elementsOf(imageReference(instance))),
  ])
}
