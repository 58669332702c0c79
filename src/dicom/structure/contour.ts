import type { Uid } from '../../core/frame/index.js'
import { PostopError } from '../../core/problem/index.js'
import type { Contour, ContourKind } from '../../core/structure/index.js'
import type { Attributes } from '../element/attributes.js'
import { FARTHEST_MM } from '../value/limits.js'
import { parseContourData } from './contour-data.js'

const KINDS: ReadonlySet<string> = new Set<ContourKind>([
  'CLOSED_PLANAR',
  'CLOSEDPLANAR_XOR',
  'OPEN_PLANAR',
  'OPEN_NONPLANAR',
  'POINT',
])

const isKind = (text: string): text is ContourKind => KINDS.has(text)

export const isClosed = (kind: ContourKind): boolean => kind === 'CLOSED_PLANAR' || kind === 'CLOSEDPLANAR_XOR'

/** A contour as read, with what is odd about it. */
export type ReadContour = {
  readonly contour: Contour
  readonly repeatedPoint: boolean
  readonly degenerate: boolean
  readonly countDiffers: boolean
  readonly kindGuessed: boolean
}

const bad = (a: Attributes, roiName: string, index: number, what: string): PostopError =>
  new PostopError('dicom/bad-value', {
    message: `Contour ${index + 1} of ROI "${roiName}" in ${a.file} ${what}.`,
    file: a.file,
    attribute: 'ContourData (3006,0050)',
    remedy: 'Export the structure set again from the planning system.',
  })

/** Twice the area a closed polygon spans in space, as the length of its area vector. */
const doubleArea = (p: Float64Array): number => {
  let x = 0
  let y = 0
  let z = 0
  const n = p.length
  for (let i = 0; i < n; i += 3) {
    const j = (i + 3) % n
    const ax = (p[i] as number) - (p[0] as number)
    const ay = (p[i + 1] as number) - (p[1] as number)
    const az = (p[i + 2] as number) - (p[2] as number)
    const bx = (p[j] as number) - (p[0] as number)
    const by = (p[j + 1] as number) - (p[1] as number)
    const bz = (p[j + 2] as number) - (p[2] as number)
    x += ay * bz - az * by
    y += az * bx - ax * bz
    z += ax * by - ay * bx
  }
  return Math.sqrt(x * x + y * y + z * z)
}

const endsWhereItBegins = (p: Float64Array): boolean =>
  p.length > 3 && p[0] === p[p.length - 3] && p[1] === p[p.length - 2] && p[2] === p[p.length - 1]

/** Reads one item of a Contour Sequence. @throws dicom/bad-value for coordinates that are not numbers or not threes */
export const readContour = (item: Attributes, roiName: string, index: number): ReadContour => {
  const numbers = parseContourData(item.raw('ContourData') ?? new Uint8Array(0))
  const broken = numbers.findIndex((v) => !Number.isFinite(v))
  const far = numbers.findIndex((v) => Math.abs(v) > FARTHEST_MM)
  if (broken >= 0) throw bad(item, roiName, index, `holds a coordinate that is not a number (value ${broken + 1})`)
  if (far >= 0)
    throw bad(
      item,
      roiName,
      index,
      `holds a coordinate of ${numbers[far]} mm, which is in no patient (value ${far + 1})`,
    )
  if (numbers.length % 3 !== 0) throw bad(item, roiName, index, `holds ${numbers.length} values, not a multiple of 3`)
  const stated = item.decimal('NumberOfContourPoints')
  const kind = item.string('ContourGeometricType')
  const known = isKind(kind) ? kind : numbers.length === 3 ? 'POINT' : 'CLOSED_PLANAR'
  const repeatedPoint = isClosed(known) && endsWhereItBegins(numbers)
  const pointsLps = repeatedPoint ? numbers.slice(0, numbers.length - 3) : numbers
  const image = item.items('ContourImageSequence')[0]
  const imageUid = image?.string('ReferencedSOPInstanceUID') ?? ''
  const imageFrame = Number.parseInt(image?.string('ReferencedFrameNumber') ?? '', 10)
  return {
    contour: {
      kind: known,
      pointsLps,
      ...(imageUid === '' ? {} : { imageUid: imageUid as Uid }),
      ...(Number.isNaN(imageFrame) ? {} : { imageFrame }),
    },
    repeatedPoint,
    degenerate: isClosed(known) && (pointsLps.length < 9 || doubleArea(pointsLps) === 0),
    countDiffers: stated !== undefined && stated !== numbers.length / 3,
    kindGuessed: known !== kind,
  }
}
