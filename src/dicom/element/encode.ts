import { PostopError } from '../../core/problem/index.js'
import { elementsOf, type NaturalDataset } from './natural.js'
import { EXPLICIT_LITTLE_ENDIAN, IMPLICIT_LITTLE_ENDIAN, writePart10 } from './write.js'

/**
 * A data set by keyword as a DICOM Part 10 file; texts are UTF-8, so state SpecificCharacterSet `ISO_IR 192` where any is not ASCII.
 * @param transferSyntaxUid implicit or explicit little endian
 * @throws dicom/bad-value for an unknown keyword, a value its VR cannot hold, or a missing SOP class or instance UID
 * @throws dicom/transfer-syntax for another transfer syntax
 */
export const encodePart10 = (
  dataset: NaturalDataset,
  transferSyntaxUid: string = EXPLICIT_LITTLE_ENDIAN,
): Uint8Array => {
  if (transferSyntaxUid !== IMPLICIT_LITTLE_ENDIAN && transferSyntaxUid !== EXPLICIT_LITTLE_ENDIAN) {
    throw new PostopError('dicom/transfer-syntax', {
      message: `Transfer syntax ${transferSyntaxUid} cannot be written.`,
      remedy: 'Write implicit or explicit little endian.',
    })
  }
  const { SOPClassUID, SOPInstanceUID } = dataset
  if (typeof SOPClassUID !== 'string' || typeof SOPInstanceUID !== 'string') {
    throw new PostopError('dicom/bad-value', {
      message: 'A DICOM file needs a SOPClassUID and a SOPInstanceUID.',
      remedy: 'Add them to the data set.',
    })
  }
  return writePart10(elementsOf(dataset), SOPClassUID, SOPInstanceUID, transferSyntaxUid)
}
