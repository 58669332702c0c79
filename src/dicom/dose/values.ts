import { PostopError } from '../../core/problem/index.js'
import type { OpenedFile } from '../element/open.js'
import { BIG_ENDIAN, isUncompressed, transferSyntaxName } from '../element/transfer-syntax.js'

/** How the stored values lie: width in bits, sign, byte order. */
type Form = { readonly bits: 16 | 32; readonly signed: boolean; readonly littleEndian: boolean }

const formOf = ({ attributes: a, transferSyntaxUid }: OpenedFile): Form => {
  const bits = a.requiredUint16('BitsAllocated')
  const high = a.uint16('HighBit') ?? bits - 1
  const stored = a.uint16('BitsStored') ?? bits
  const samples = a.uint16('SamplesPerPixel') ?? 1
  if ((bits !== 16 && bits !== 32) || stored !== bits || high !== bits - 1 || samples !== 1)
    throw a.badValue(
      'BitsAllocated',
      `is ${bits} with ${stored} stored, ${samples} a voxel; dose has 16 or 32, one a voxel`,
    )
  return { bits, signed: a.uint16('PixelRepresentation') === 1, littleEndian: transferSyntaxUid !== BIG_ENDIAN }
}

const requirePixels = ({ attributes: a, transferSyntaxUid }: OpenedFile, needed: number): Uint8Array => {
  const element = a.element('PixelData')
  if (element === undefined) throw a.missing('PixelData')
  if (!isUncompressed(transferSyntaxUid) || element.hadUndefinedLength === true) {
    throw new PostopError('dicom/transfer-syntax', {
      message: `The dose in ${a.file} is compressed, in ${transferSyntaxName(transferSyntaxUid)}.`,
      file: a.file,
      attribute: 'TransferSyntaxUID (0002,0010)',
      remedy: 'Export the dose uncompressed.',
    })
  }
  const bytes = a.raw('PixelData') ?? new Uint8Array(0)
  if (bytes.length < needed) {
    throw new PostopError('dicom/truncated', {
      message: `${a.file} holds ${bytes.length} bytes of dose; its grid needs ${needed}.`,
      file: a.file,
      attribute: 'PixelData (7FE0,0010)',
      remedy: 'Copy or export the file again.',
    })
  }
  return bytes
}

/** A reader of stored values by their place, first to last as the file holds them. */
export type StoredValues = (at: number) => number

/**
 * The stored dose values; nothing is copied.
 * @throws dicom/missing-attribute, dicom/bad-value, dicom/transfer-syntax, dicom/truncated
 */
export const storedValues = (opened: OpenedFile, count: number): StoredValues => {
  const { bits, signed, littleEndian } = formOf(opened)
  const bytes = requirePixels(opened, (count * bits) / 8)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bits === 32)
    return signed ? (i) => view.getInt32(4 * i, littleEndian) : (i) => view.getUint32(4 * i, littleEndian)
  return signed ? (i) => view.getInt16(2 * i, littleEndian) : (i) => view.getUint16(2 * i, littleEndian)
}
