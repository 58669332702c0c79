import type { Dose, DoseGrid, DoseInfo } from '../../core/dose/index.js'
import { cross, type FrameUid, pointLps, type Uid } from '../../core/frame/index.js'
import type { Finding } from '../../core/problem/index.js'
import type { Attributes } from '../element/attributes.js'
import { type OpenedFile, openFile } from '../element/open.js'
import { oddUidFindings } from '../element/uid.js'
import { RT_DOSE, requireKind } from '../scan/kinds.js'
import { readOrientation, readPosition, readSpacing } from '../scan/place.js'
import { MOST_DOSE } from '../value/limits.js'
import { ascending, frameHeightsMm } from './planes.js'
import { type StoredValues, storedValues } from './values.js'

const required = <T>(value: T | null, a: Attributes, keyword: string): T => {
  if (value === null) throw a.missing(keyword)
  return value
}

/** The grid, and for each of its planes the frame that holds it. */
const readGrid = (a: Attributes): { readonly grid: DoseGrid; readonly frames: readonly number[] } => {
  const position = required(readPosition(a), a, 'ImagePositionPatient')
  const { row, column } = required(readOrientation(a), a, 'ImageOrientationPatient')
  const [rowSpacingMm, columnSpacingMm] = required(readSpacing(a), a, 'PixelSpacing')
  const count = a.single('NumberOfFrames') ?? 1
  if (!Number.isInteger(count) || count < 1 || count > 65_535) throw a.badValue('NumberOfFrames', `is ${count}`)
  const columns = a.requiredUint16('Columns')
  const rows = a.requiredUint16('Rows')
  if (columns === 0 || rows === 0) throw a.badValue(columns === 0 ? 'Columns' : 'Rows', 'is 0')
  const normal = cross(row, column)
  const heights = frameHeightsMm(a, count, position, normal)
  const frames = ascending(a, heights)
  const lowest = heights[frames[0] as number] as number
  const at = (axis: 0 | 1 | 2): number => position[axis] + lowest * normal[axis]
  const grid: DoseGrid = {
    frame: a.requiredUid('FrameOfReferenceUID') as FrameUid,
    size: [columns, rows, count],
    originLps: pointLps(at(0), at(1), at(2)),
    rowDirection: row,
    columnDirection: column,
    normal,
    columnSpacingMm,
    rowSpacingMm,
    heightsMm: frames.map((k) => (heights[k] as number) - lowest),
  }
  return { grid, frames }
}

const readUnit = (a: Attributes): DoseInfo['unit'] => {
  const unit = a.requiredString('DoseUnits')
  if (unit === 'GY') return 'Gy'
  if (unit === 'RELATIVE') return 'relative'
  throw a.badValue('DoseUnits', `is "${unit.slice(0, 16)}", neither GY nor RELATIVE`)
}

const readScaling = (a: Attributes): number => {
  const scaling = a.single('DoseGridScaling')
  if (scaling === undefined) throw a.missing('DoseGridScaling')
  if (scaling <= 0) throw a.badValue('DoseGridScaling', `is ${scaling}; dose needs a factor above 0`)
  return scaling
}

type Read = {
  readonly info: DoseInfo
  readonly frames: readonly number[]
  readonly stored: StoredValues
  readonly scaling: number
}

const read = async (opened: OpenedFile): Promise<Read> => {
  const a = opened.attributes
  const uid = a.requiredString('SOPInstanceUID') as Uid
  const { grid, frames } = readGrid(a)
  const unit = readUnit(a)
  const scaling = readScaling(a)
  const count = grid.size[0] * grid.size[1] * grid.size[2]
  const stored = await storedValues(opened, grid.size)
  let highest = -Infinity
  for (let i = 0; i < count; i++) highest = Math.max(highest, stored(i))
  const max = highest * scaling
  if (max > MOST_DOSE) throw a.badValue('DoseGridScaling', `is ${scaling}, which makes a dose of ${max}`)
  const info: DoseInfo = {
    uid,
    file: a.file,
    grid,
    unit,
    doseType: a.string('DoseType'),
    summation: a.string('DoseSummationType'),
    comment: a.unicode('DoseComment').trim(),
    planUid: (a.items('ReferencedRTPlanSequence')[0]?.string('ReferencedSOPInstanceUID') || null) as Uid | null,
    max,
  }
  return { info, frames, stored, scaling }
}

/** What the RT Dose in an opened file says of itself, and what is odd about it. @see parseDose */
export const doseInfoOf = async (
  opened: OpenedFile,
): Promise<{ readonly info: DoseInfo; readonly findings: readonly Finding[] }> => {
  const { info } = await read(opened)
  return { info, findings: oddUidFindings(info.file, 'FrameOfReferenceUID (0020,0052)', [info.grid.frame]) }
}

/**
 * Reads an RT Dose (PS3.3 A.18, C.8.8.3): values in Gy or as a share, planes ascending along their normal, LPS mm.
 * @throws dicom/not-dicom, dicom/truncated, dicom/unsupported-object where the file is something else
 * @throws dicom/transfer-syntax for values in a syntax that is not read, dicom/damaged-frame
 * @throws dicom/missing-attribute, dicom/bad-value where the grid has no certain place or the values no certain meaning
 */
export const parseDose = async (bytes: Uint8Array, file: string): Promise<Dose> => {
  const opened = openFile(bytes, file)
  requireKind(opened.attributes, RT_DOSE)
  const { info, frames, stored, scaling } = await read(opened)
  const [columns, rows] = info.grid.size
  const perPlane = columns * rows
  const values = new Float32Array(perPlane * frames.length)
  frames.forEach((frame, k) => {
    for (let i = 0; i < perPlane; i++) values[k * perPlane + i] = stored(frame * perPlane + i) * scaling
  })
  return { ...info, values }
}
