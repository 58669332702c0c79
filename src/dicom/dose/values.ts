import type { Vec3 } from '../../core/frame/index.js'
import { PostopError } from '../../core/problem/index.js'
import { decodeFrame, isDecodable } from '../codecs/index.js'
import type { Attributes } from '../element/attributes.js'
import type { OpenedFile } from '../element/open.js'
import { BIG_ENDIAN, isUncompressed, transferSyntaxName } from '../element/transfer-syntax.js'
import { encodedFrame } from '../volume/fragments.js'

const PIXELS = 'PixelData (7FE0,0010)'

/** How the stored values lie: width in bits, sign. */
type Form = { readonly bits: 16 | 32; readonly signed: boolean }

type Bytes = { readonly bytes: Uint8Array; readonly littleEndian: boolean }

const formOf = (a: Attributes): Form => {
  const bits = a.requiredUint16('BitsAllocated')
  const high = a.uint16('HighBit') ?? bits - 1
  const stored = a.uint16('BitsStored') ?? bits
  const samples = a.uint16('SamplesPerPixel') ?? 1
  if ((bits !== 16 && bits !== 32) || stored !== bits || high !== bits - 1 || samples !== 1)
    throw a.badValue(
      'BitsAllocated',
      `is ${bits} with ${stored} stored, ${samples} a voxel; dose has 16 or 32, one a voxel`,
    )
  return { bits, signed: a.uint16('PixelRepresentation') === 1 }
}

const truncated = (file: string, held: number, needed: number): PostopError =>
  new PostopError('dicom/truncated', {
    message: `${file} holds ${held} bytes of dose; its grid needs ${needed}.`,
    file,
    attribute: PIXELS,
    remedy: 'Copy or export the file again.',
  })

/** The frames decoded one after another, little endian. */
const decoded = async ({ attributes: a, transferSyntaxUid }: OpenedFile, size: Vec3, bits: 16 | 32): Promise<Bytes> => {
  const [columns, rows, frames] = size
  const at = a.element('PixelData')?.dataOffset ?? 0
  const planes: Uint8Array[] = []
  for (let frame = 0; frame < frames; frame++) {
    try {
      const encoded = encodedFrame(a.dataSet.byteArray, at, frame, frames)
      const samples = await decodeFrame(transferSyntaxUid, encoded, { columns, rows, bitsAllocated: bits })
      if (samples.BYTES_PER_ELEMENT * 8 !== bits) throw new Error(`its values have fewer than ${bits} bits`)
      planes.push(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    } catch (cause) {
      throw new PostopError('dicom/damaged-frame', {
        message: `${a.file}: frame ${frame + 1} in ${transferSyntaxName(transferSyntaxUid)} cannot be decoded: ${cause instanceof Error ? cause.message : String(cause)}.`,
        file: a.file,
        attribute: PIXELS,
        remedy: 'Copy or export the file again, uncompressed if need be.',
        cause,
      })
    }
  }
  const out = new Uint8Array(planes.reduce((n, p) => n + p.length, 0))
  for (const [k, plane] of planes.entries()) out.set(plane, k * plane.length)
  return { bytes: out, littleEndian: true }
}

/** The values as they lie: in the file itself where they are not compressed. */
const valueBytes = async (opened: OpenedFile, size: Vec3, bits: 16 | 32): Promise<Bytes> => {
  const { attributes: a, transferSyntaxUid } = opened
  const element = a.element('PixelData')
  if (element === undefined) throw a.missing('PixelData')
  const encapsulated = element.hadUndefinedLength === true
  if (encapsulated && isDecodable(transferSyntaxUid)) return decoded(opened, size, bits)
  if (encapsulated || !isUncompressed(transferSyntaxUid)) {
    throw new PostopError('dicom/transfer-syntax', {
      message: `The dose in ${a.file} is compressed, in ${transferSyntaxName(transferSyntaxUid)}.`,
      file: a.file,
      attribute: 'TransferSyntaxUID (0002,0010)',
      remedy: 'Export the dose uncompressed.',
    })
  }
  const bytes = a.raw('PixelData') ?? new Uint8Array(0)
  const needed = (size[0] * size[1] * size[2] * bits) / 8
  if (bytes.length < needed) throw truncated(a.file, bytes.length, needed)
  return { bytes, littleEndian: transferSyntaxUid !== BIG_ENDIAN }
}

/** A reader of stored values by their place, first to last as the file holds them. */
export type StoredValues = (at: number) => number

/**
 * The stored dose values; of uncompressed ones nothing is copied.
 * @param size columns, rows, frames
 * @throws dicom/missing-attribute, dicom/bad-value, dicom/transfer-syntax, dicom/truncated, dicom/damaged-frame
 */
export const storedValues = async (opened: OpenedFile, size: Vec3): Promise<StoredValues> => {
  const { bits, signed } = formOf(opened.attributes)
  const { bytes, littleEndian } = await valueBytes(opened, size, bits)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bits === 32)
    return signed ? (i) => view.getInt32(4 * i, littleEndian) : (i) => view.getUint32(4 * i, littleEndian)
  return signed ? (i) => view.getInt16(2 * i, littleEndian) : (i) => view.getUint16(2 * i, littleEndian)
}
