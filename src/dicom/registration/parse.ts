import {
  assertRigid,
  type FrameUid,
  invertRigid,
  type Mat4,
  multiplyMat4,
  type Rigid,
  type Uid,
} from '../../core/frame/index.js'
import { sha256OfText } from '../../core/hash/index.js'
import { type Finding, note, PostopError } from '../../core/problem/index.js'
import type { Registration } from '../../core/proposal/index.js'
import type { Attributes } from '../element/attributes.js'
import { openFile } from '../element/open.js'
import { oddUidFindings } from '../element/uid.js'
import { DEFORMABLE_REGISTRATION, requireKind, SPATIAL_REGISTRATION } from '../scan/kinds.js'
import { FARTHEST_MM } from '../value/limits.js'

/** The rigid registrations of one Spatial Registration object. */
export type ParsedRegistration = {
  readonly registrations: readonly Registration[]
  readonly findings: readonly Finding[]
  readonly file: string
}

const IDENTITY: Mat4 = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
const IDENTITY_TOLERANCE = 1e-6

const refuse = (
  code: 'registration/unsupported' | 'registration/not-rigid',
  a: Attributes,
  message: string,
  attribute: string,
): PostopError =>
  new PostopError(code, { message, file: a.file, attribute, remedy: 'Give a rigid Spatial Registration object.' })

const matrixOf = (item: Attributes): Mat4 => {
  const type = item.string('FrameOfReferenceTransformationMatrixType')
  if (type !== 'RIGID') {
    const attribute = 'FrameOfReferenceTransformationMatrixType (0070,030C)'
    throw refuse(
      'registration/not-rigid',
      item,
      `The registration in ${item.file} is ${type === '' ? 'of no stated type' : type}, not RIGID.`,
      attribute,
    )
  }
  const values = item.decimals('FrameOfReferenceTransformationMatrix')
  if (values === null) throw item.missing('FrameOfReferenceTransformationMatrix')
  if (values.length !== 16)
    throw item.badValue('FrameOfReferenceTransformationMatrix', `holds ${values.length} values, not 16`)
  const far = [3, 7, 11].map((i) => values[i] as number).find((v) => Math.abs(v) > FARTHEST_MM)
  if (far !== undefined) throw item.badValue('FrameOfReferenceTransformationMatrix', `moves by ${far} mm`)
  const matrix = values as unknown as Mat4
  assertRigid(matrix, item.file)
  return matrix
}

/** The item's matrices as one: they are applied in the order of the Matrix Sequence, the first one first (PS3.3 C.20.2). */
const composed = (item: Attributes): Mat4 => {
  const matrices = item
    .items('MatrixRegistrationSequence')
    .flatMap((m) => m.items('MatrixSequence'))
    .map(matrixOf)
  if (matrices.length === 0) throw item.missing('MatrixRegistrationSequence')
  return matrices.reduce((total, next) => multiplyMat4(next, total))
}

const sameMatrix = (a: Mat4, b: Mat4): boolean =>
  a.every((v, i) => Math.abs(v - (b[i] as number)) <= IDENTITY_TOLERANCE)

const registration = (rigid: Rigid, file: string): Registration => ({
  rigid,
  file,
  hash: sha256OfText([rigid.from, rigid.to, ...rigid.matrix].join(' ')),
})

/** Matrix by source frame; each leads into the object's own frame. */
const byFrame = (a: Attributes, own: FrameUid): Map<FrameUid, Mat4> => {
  const matrices = new Map<FrameUid, Mat4>([[own, IDENTITY]])
  for (const item of a.items('RegistrationSequence')) {
    const frame = item.requiredUid('FrameOfReferenceUID') as FrameUid
    const matrix = composed(item)
    const known = matrices.get(frame)
    if (known !== undefined && !sameMatrix(known, matrix)) {
      const message = `${a.file} gives two different transforms for frame of reference ${frame}.`
      throw refuse('registration/unsupported', a, message, 'RegistrationSequence (0070,0308)')
    }
    matrices.set(frame, known ?? matrix)
  }
  return matrices
}

/** The registrations in an opened file. @see parseRegistration */
export const registrationOf = (a: Attributes): ParsedRegistration => {
  if (a.string('SOPClassUID') === DEFORMABLE_REGISTRATION) {
    throw refuse(
      'registration/unsupported',
      a,
      `${a.file} is a deformable registration; only rigid ones are used.`,
      'SOPClassUID (0008,0016)',
    )
  }
  requireKind(a, SPATIAL_REGISTRATION)
  const sourceUid = a.requiredString('SOPInstanceUID') as Uid
  const own = a.requiredUid('FrameOfReferenceUID') as FrameUid
  const intoOwn = [...byFrame(a, own)]
    .filter(([frame]) => frame !== own)
    .map(([from, matrix]): Rigid => ({ from, to: own, matrix, sourceUid }))
  const between = intoOwn.flatMap((first, i) =>
    intoOwn.slice(i + 1).map((second): Rigid => {
      const matrix = multiplyMat4(invertRigid(second).matrix, first.matrix)
      return { from: first.from, to: second.from, matrix, sourceUid }
    }),
  )
  const registrations = [...intoOwn, ...between].map((rigid) => registration(rigid, a.file))
  const frames = [own, ...intoOwn.map((r) => r.from)]
  const odd = oddUidFindings(a.file, 'FrameOfReferenceUID (0020,0052)', frames)
  const findings =
    registrations.length > 0
      ? odd
      : [
          note('file/skipped', `${a.file} registers one frame of reference with itself only: it joins nothing.`, {
            file: a.file,
          }),
        ]
  return { registrations, findings, file: a.file }
}

/**
 * Reads a Spatial Registration object (PS3.3 A.39, C.20.2): from each item's frame of reference to the object's own,
 * and from each item's to each later one's; points are mapped as `pointTo = matrix * pointFrom`, LPS mm.
 * @throws registration/not-rigid for affine, scaled or mirroring matrices; registration/unsupported for deformable ones
 * @throws dicom/not-dicom, dicom/truncated, dicom/unsupported-object, dicom/missing-attribute, dicom/bad-value
 */
export const parseRegistration = (bytes: Uint8Array, file: string): ParsedRegistration =>
  registrationOf(openFile(bytes, file).attributes)
