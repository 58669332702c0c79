import { createHash } from 'node:crypto'
import type { FrameUid, Mat4, Sha256, Uid } from '../../../../src/core/frame/index.js'
import { pointLps } from '../../../../src/core/frame/index.js'
import { PostopError } from '../../../../src/core/problem/index.js'
import {
  type ProposalInputs,
  type ProposalRequest,
  type Registration,
  type ResolvedRequest,
  type Role,
  resolveRequest,
} from '../../../../src/core/proposal/index.js'
import type { Contour, Roi, StructureSet } from '../../../../src/core/structure/index.js'
import type { Volume } from '../../../../src/core/volume/index.js'

export const CT_FRAME = '2.25.1' as FrameUid
export const MR_FRAME = '2.25.2' as FrameUid
const THIRD_FRAME = '2.25.3' as FrameUid

const hashOf = (text: string): Sha256 => createHash('sha256').update(text).digest('hex') as Sha256

const CLOSED: Contour = { kind: 'CLOSED_PLANAR', pointsLps: Float64Array.of(0, 0, 0, 10, 0, 0, 10, 10, 0, 0, 10, 0) }
const POINT: Contour = { kind: 'POINT', pointsLps: Float64Array.of(5, 5, 0) }

export type Drawn = 'closed' | 'empty' | 'points'

/** A structure set of ROIs numbered from 1; `Name|empty` and `Name|points` draw no solid. */
export const setOf = (file: string, names: readonly string[], frame: FrameUid = CT_FRAME): StructureSet => {
  const uid = `2.25.${BigInt(`0x${hashOf(file).slice(0, 20)}`)}` as Uid
  const rois = names.map((entry, i): Roi => {
    const [name = '', drawn = 'closed'] = entry.split('|')
    const contours = drawn === 'closed' ? [CLOSED] : drawn === 'points' ? [POINT] : []
    return { setUid: uid, number: i + 1, name, type: 'ORGAN', frame, contours }
  })
  return {
    uid,
    seriesUid: `${uid}.1` as Uid,
    studyUid: `${uid}.2` as Uid,
    label: file,
    date: '20260302',
    frame,
    rois,
    referencedSeriesUids: [],
    referencedImageUids: [],
    hash: hashOf(JSON.stringify(names)),
    file,
  }
}

const image = (unit: Volume['unit']): Volume => ({
  seriesUid: '2.25.10' as Uid,
  studyUid: '2.25.11' as Uid,
  frame: CT_FRAME,
  modality: unit === 'HU' ? 'CT' : 'MR',
  description: '',
  date: '20260302',
  grid: {
    frame: CT_FRAME,
    size: [2, 2, 2],
    originLps: pointLps(0, 0, 0),
    spacingMm: [1, 1.1, 2],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  },
  planes: [],
  evenlySpaced: true,
  data: new Int16Array(8),
  slope: [1, 1],
  intercept: [0, 0],
  unit,
  hash: hashOf('image'),
})

const UNIT: Mat4 = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]

const registration = (from: FrameUid, to: FrameUid): Registration => ({
  rigid: { from, to, matrix: UNIT, sourceUid: `${from}.${to.slice(5)}` as Uid },
  hash: hashOf(`${from} ${to}`),
  file: 'REG.dcm',
})

export const MR_TO_CT = registration(MR_FRAME, CT_FRAME)
/** The same join in two steps, the second stated the other way round. */
export const MR_BY_THIRD: readonly Registration[] = [
  registration(MR_FRAME, THIRD_FRAME),
  registration(CT_FRAME, THIRD_FRAME),
]

export const inputsOf = (
  structureSets: readonly StructureSet[],
  registrations: readonly Registration[] = [],
  unit: Volume['unit'] = 'HU',
): ProposalInputs => ({ image: image(unit), structureSets, registrations })

/** The usual head: a target, organs, a barrier, a carotid, a body, and something nobody knows. */
export const HEAD = setOf('RS.dcm', [
  'rGTV',
  'TumorBed',
  'Brainstem',
  'SpinalCord_PRV05',
  'Parotid_L',
  'A_Carotid_L',
  'Bone_Clivus',
  'External',
  'Couch',
  'Hollow|empty',
  'Iso|points',
])

export const resolve = (request: ProposalRequest, inputs: ProposalInputs = inputsOf([HEAD])): ResolvedRequest =>
  resolveRequest(inputs, request)

/** Roles by ROI name. */
export const rolesOf = ({ recipe }: ResolvedRequest): Readonly<Record<string, Role>> =>
  Object.fromEntries(recipe.roles.map((a) => [a.roi.name, a.role]))

/** The refusal of what is called. */
export const refusal = (call: () => unknown): PostopError => {
  try {
    call()
  } catch (e) {
    if (e instanceof PostopError) return e
    throw e
  }
  throw new Error('it was not refused')
}
