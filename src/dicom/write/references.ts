import type { ImagePlane } from '../../core/volume/index.js'
import { itemsIn, setIn, setItems, textIn } from '../element/edit.js'
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

const imageItem = (plane: ImagePlane): Elements => {
  const item: Elements = new Map()
  setIn(item, { ReferencedSOPClassUID: plane.sopClassUid, ReferencedSOPInstanceUID: plane.sopInstanceUid })
  return item
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
  const missing = planes.filter((plane) => !named.has(plane.sopInstanceUid))
  setItems(series, 'ContourImageSequence', [...images, ...missing.map(imageItem)])
}
