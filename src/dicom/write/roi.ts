import type { ImagePlane } from '../../core/volume/index.js'
import { itemsIn, setIn, setItems, textIn } from '../element/edit.js'
import { elementsOf } from '../element/natural.js'
import type { Elements } from '../element/tree.js'
import type { ImageReference } from '../volume/reference.js'
import type { WrittenContour } from './planar.js'
import { imageReference } from './references.js'
import type { NewRoi } from './types.js'

/** Longest ROI name that planning systems show (Eclipse). */
const NAME_LENGTH = 16

const numbersIn = (items: readonly Elements[], keyword: string): number[] =>
  items.map((item) => Number.parseInt(textIn(item, keyword), 10)).filter((n) => Number.isFinite(n))

/** One more than the highest in use. */
const nextNumber = (used: readonly number[]): number => used.reduce((a, b) => Math.max(a, b), 0) + 1

/** The next free ROI number: none of the three sequences may have it. */
export const nextRoiNumber = (set: Elements): number =>
  nextNumber([
    ...numbersIn(itemsIn(set, 'StructureSetROISequence'), 'ROINumber'),
    ...numbersIn(itemsIn(set, 'ROIContourSequence'), 'ReferencedROINumber'),
    ...numbersIn(itemsIn(set, 'RTROIObservationsSequence'), 'ReferencedROINumber'),
  ])

const nextObservationNumber = (set: Elements): number =>
  nextNumber(numbersIn(itemsIn(set, 'RTROIObservationsSequence'), 'ObservationNumber'))

/** The name, or with a suffix the first of it that no ROI has; case and blanks do not tell names apart. */
export const freeName = (set: Elements, name: string): string => {
  const folded = (text: string): string => text.trim().toLowerCase()
  const taken = new Set(itemsIn(set, 'StructureSetROISequence').map((item) => folded(textIn(item, 'ROIName'))))
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : `_${n}`
    const candidate = `${name.slice(0, NAME_LENGTH - suffix.length)}${suffix}`
    if (!taken.has(folded(candidate))) return candidate
  }
}

const contourItem = (contour: WrittenContour, index: number, planes: readonly ImagePlane[]): Elements => {
  const plane = planes[contour.planeIndex] as ImagePlane
  return elementsOf({
    ContourImageSequence: [imageReference([plane])],
    ContourGeometricType: 'CLOSED_PLANAR',
    NumberOfContourPoints: contour.pointsLps.length / 3,
    ContourNumber: index + 1,
    ContourData: contour.text,
  })
}

export type NumberedRoi = {
  readonly roi: NewRoi
  readonly number: number
  readonly name: string
  readonly description: string
}

/** Adds an ROI to the three sequences of the set (PS3.3 C.8.8.5, C.8.8.6, C.8.8.8). */
export const addRoi = (
  set: Elements,
  { roi, number, name, description }: NumberedRoi,
  contours: readonly WrittenContour[],
  planes: readonly ImagePlane[],
  reference: ImageReference,
): void => {
  const observation = nextObservationNumber(set)
  const append = (sequence: string, item: Elements) => setItems(set, sequence, [...itemsIn(set, sequence), item])
  append(
    'StructureSetROISequence',
    elementsOf({
      ROINumber: number,
      ReferencedFrameOfReferenceUID: reference.frame,
      ROIName: name,
      ROIDescription: description,
      ROIGenerationAlgorithm: 'SEMIAUTOMATIC',
      ROIGenerationDescription: 'postop-ctv',
    }),
  )
  const drawn: Elements = new Map()
  setIn(drawn, { ROIDisplayColor: roi.colour, ReferencedROINumber: number })
  const items = contours.map((c, i) => contourItem(c, i, planes))
  if (items.length > 0) setItems(drawn, 'ContourSequence', items)
  append('ROIContourSequence', drawn)
  append(
    'RTROIObservationsSequence',
    elementsOf({
      ObservationNumber: observation,
      ReferencedROINumber: number,
      RTROIInterpretedType: roi.type,
      ROIInterpreter: '',
    }),
  )
}
