import { type ErrorCode, PostopError } from '../../core/problem/index.js'
import { isDecodable } from '../codecs/index.js'
import { isUncompressed, transferSyntaxName } from '../element/transfer-syntax.js'
import type { ImageHeader } from '../scan/types.js'

const refuse = (code: ErrorCode, h: ImageHeader, message: string, attribute: string, remedy: string): PostopError =>
  new PostopError(code, { message: `${h.input.name}: ${message}`, file: h.input.name, attribute, remedy })

/** An image with a place in space. */
export type PlacedHeader = ImageHeader & {
  readonly positionLps: NonNullable<ImageHeader['positionLps']>
  readonly orientation: NonNullable<ImageHeader['orientation']>
  readonly pixelSpacingMm: NonNullable<ImageHeader['pixelSpacingMm']>
}

/** Whether the image says where it lies, how it is turned and how large its pixels are. */
export const isPlaced = (h: ImageHeader): h is PlacedHeader =>
  h.positionLps !== null && h.orientation !== null && h.pixelSpacingMm !== null

/** Both hold one grey value a pixel; MONOCHROME1 only asks to be shown inverted (PS3.3 C.7.6.3.1.2). */
const GREY = new Set(['MONOCHROME2', 'MONOCHROME1'])

const EXPORT_AGAIN = 'Export the series again from the scanner or archive, with this attribute.'

/**
 * The image if it can be a plane of a volume.
 * @throws dicom/unsupported-object for several frames without positions, colours, other photometric interpretations, and pixels that are not 8 or 16 bits
 * @throws dicom/transfer-syntax for pixels in a syntax that is not read, by name
 * @throws dicom/missing-attribute without position, orientation or pixel spacing
 * @throws dicom/truncated where pixels are missing
 */
export const requireUsable = (h: ImageHeader): PlacedHeader => {
  const p = h.pixels
  if (p.frames > 1 && h.positionLps === null) {
    const message = `holds ${p.frames} frames and says of none where it lies.`
    const remedy = 'Export the series as single-frame or enhanced images.'
    throw refuse('dicom/unsupported-object', h, message, 'NumberOfFrames (0028,0008)', remedy)
  }
  const readable = p.encapsulated ? isDecodable(p.transferSyntaxUid) : isUncompressed(p.transferSyntaxUid)
  if (!readable) {
    const compressed = p.encapsulated ? 'compressed' : 'not encapsulated'
    const message = `its pixels are ${compressed}, in ${transferSyntaxName(p.transferSyntaxUid)}.`
    const remedy = 'Export the series uncompressed, or decompress it, e.g. with `gdcmconv --raw`.'
    throw refuse('dicom/transfer-syntax', h, message, 'TransferSyntaxUID (0002,0010)', remedy)
  }
  if (p.samplesPerPixel !== 1 || !GREY.has(p.photometric)) {
    const message = `its photometric interpretation is ${p.photometric || 'empty'}; only MONOCHROME2 and MONOCHROME1 are read.`
    throw refuse(
      'dicom/unsupported-object',
      h,
      message,
      'PhotometricInterpretation (0028,0004)',
      'Choose the original CT or MR series.',
    )
  }
  const bitsFit =
    p.bitsStored >= 1 && p.bitsStored <= p.bitsAllocated && p.highBit < p.bitsAllocated && p.highBit >= p.bitsStored - 1
  if ((p.bitsAllocated !== 8 && p.bitsAllocated !== 16) || !bitsFit) {
    const message = `${p.bitsStored} bits stored of ${p.bitsAllocated} (high bit ${p.highBit}) are not read, only up to 16 of 8 or 16.`
    throw refuse(
      'dicom/unsupported-object',
      h,
      message,
      'BitsAllocated (0028,0100)',
      'Export the series with 16 bits allocated.',
    )
  }
  const needed = (p.frames * h.columns * h.rows * p.bitsAllocated) / 8
  if (!p.encapsulated && p.byteLength < needed) {
    const message = `holds ${p.byteLength} bytes of pixels; ${p.frames > 1 ? `${p.frames} x ` : ''}${h.columns} x ${h.rows} need ${needed}.`
    throw refuse('dicom/truncated', h, message, 'PixelData (7FE0,0010)', 'Copy or export the file again.')
  }
  const { positionLps, orientation, pixelSpacingMm } = h
  if (positionLps === null)
    throw refuse('dicom/missing-attribute', h, 'has no position.', 'ImagePositionPatient (0020,0032)', EXPORT_AGAIN)
  if (orientation === null)
    throw refuse(
      'dicom/missing-attribute',
      h,
      'has no orientation.',
      'ImageOrientationPatient (0020,0037)',
      EXPORT_AGAIN,
    )
  if (pixelSpacingMm === null)
    throw refuse('dicom/missing-attribute', h, 'has no pixel spacing.', 'PixelSpacing (0028,0030)', EXPORT_AGAIN)
  return h as PlacedHeader
}
