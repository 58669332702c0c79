import { dot, type FrameUid, type PointLps, pointLps, type Uid } from '../frame/index.js'
import { type Contour, evenOddMoments, liesOn, namedPlanes, type Roi, type StructureSet } from '../structure/index.js'
import { type ImagePlane, type Planes, planeThicknessMm } from '../volume/index.js'
import type { NewStructure } from './plan.js'

/** One slice of a structure as it stands in the file. */
export type CardSlice = {
  /** Along the planes' normal: on axial slices the patient's z. */
  readonly positionMm: number
  readonly loops: number
  /** Even-odd. */
  readonly areaMm2: number
}

/** What whoever imports a structure compares in a minute. */
export type CardStructure = {
  readonly number: number
  readonly name: string
  readonly type: string
  /** As computed at sub-voxel precision, before it was cut into contours. */
  readonly solidCm3: number
  /** Even-odd area x spacing of the contours in the file: what a planning system counts. */
  readonly contourCm3: number
  /** Of area x spacing. */
  readonly centroidLps: PointLps
  /** Of the contours' points: the largest and the smallest z (LPS, mm, towards the head). */
  readonly superiorMm: number
  readonly inferiorMm: number
  readonly contours: number
  /** Fewest and most contours on a slice that has any. */
  readonly loopsMin: number
  readonly loopsMax: number
  /** Ascending along the normal. */
  readonly slices: readonly CardSlice[]
  /** Contours that lie on the slice of the image that they name, within 0.001 mm. */
  readonly onTheirSlice: number
}

/** The figures of an export, taken from the file's own bytes read again. */
export type ImportCard = {
  readonly patientName: string
  readonly patientId: string
  readonly sopInstanceUid: Uid
  readonly frameUid: FrameUid
  readonly label: string
  readonly approval: 'UNAPPROVED'
  readonly structures: readonly CardStructure[]
}

const MM3_PER_CM3 = 1000

const at = (p: Float64Array, i: number): PointLps => pointLps(p[i] as number, p[i + 1] as number, p[i + 2] as number)

const pointsOf = ({ pointsLps }: Contour): readonly PointLps[] =>
  Array.from({ length: pointsLps.length / 3 }, (_, i) => at(pointsLps, 3 * i))

const inPlane = (points: readonly PointLps[], { rowDirection, columnDirection }: ImagePlane): Float64Array =>
  Float64Array.from(points.flatMap((p) => [dot(p, rowDirection), dot(p, columnDirection)]))

type Cut = CardSlice & { readonly thicknessMm: number; readonly momentLps: PointLps }

/** The contours on one plane, as area and first moment. */
const cutOf = (plane: ImagePlane, thicknessMm: number, contours: readonly (readonly PointLps[])[]): Cut => {
  const { area, u, v } = evenOddMoments(contours.map((points) => inPlane(points, plane)))
  const positionMm = dot(plane.originLps, plane.normal)
  const moment = (c: 0 | 1 | 2) =>
    u * plane.rowDirection[c] + v * plane.columnDirection[c] + area * positionMm * plane.normal[c]
  return {
    positionMm,
    loops: contours.length,
    areaMm2: area,
    thicknessMm,
    momentLps: pointLps(moment(0), moment(1), moment(2)),
  }
}

const structureCard = (roi: Roi, planned: NewStructure, image: Planes): CardStructure => {
  const thickness = planeThicknessMm(image)
  const planeOf = namedPlanes(image.planes)
  const drawn = roi.contours.map((contour) => ({ contour, plane: planeOf(contour), points: pointsOf(contour) }))
  const cuts = image.planes.flatMap((plane, k) => {
    const own = drawn.filter((one) => one.plane === plane).map(({ points }) => points)
    return own.length === 0 ? [] : [cutOf(plane, thickness[k] as number, own)]
  })
  const total = (value: (cut: Cut) => number) => cuts.reduce((sum, cut) => sum + cut.thicknessMm * value(cut), 0)
  const mm3 = total((cut) => cut.areaMm2)
  const centre = (c: 0 | 1 | 2) => total((cut) => cut.momentLps[c]) / mm3
  const z = drawn.flatMap(({ points }) => points.map((p) => p[2]))
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity)
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity)
  const loops = cuts.map((cut) => cut.loops)
  return {
    number: roi.number,
    name: roi.name,
    type: roi.type,
    solidCm3: planned.solidCm3,
    contourCm3: mm3 / MM3_PER_CM3,
    centroidLps: pointLps(centre(0), centre(1), centre(2)),
    superiorMm: most(z),
    inferiorMm: least(z),
    contours: roi.contours.length,
    loopsMin: least(loops),
    loopsMax: most(loops),
    slices: cuts.map(({ positionMm, loops: n, areaMm2 }) => ({ positionMm, loops: n, areaMm2 })),
    onTheirSlice: drawn.filter(({ contour, plane }) => plane !== undefined && liesOn(plane, contour)).length,
  }
}

type Written = {
  /** The exported file, read again. */
  readonly read: StructureSet
  /** ROI numbers of the structures that were added, in the plan's order. */
  readonly numbers: readonly number[]
  readonly structures: readonly NewStructure[]
  readonly image: Planes
  readonly patient: Pick<ImportCard, 'patientName' | 'patientId'>
}

/** The import card of an export: computed from the file as it reads, beside what it was computed to be. */
export const importCard = ({ read, numbers, structures, image, patient }: Written): ImportCard => ({
  patientName: patient.patientName,
  patientId: patient.patientId,
  sopInstanceUid: read.uid,
  frameUid: read.frame,
  label: read.label,
  approval: 'UNAPPROVED',
  structures: structures.flatMap((planned, i) => {
    const roi = read.rois.find((r) => r.number === numbers[i])
    return roi === undefined || roi.contours.length === 0 ? [] : [structureCard(roi, planned, image)]
  }),
})
