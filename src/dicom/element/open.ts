import dicomParser, { type DataSet } from 'dicom-parser'
import { inflateRaw } from 'pako'
import { PostopError } from '../../core/problem/index.js'
import { Attributes, keyOfTag } from './attributes.js'
import { entryOfTag } from './dictionary.js'
import { nestsWell } from './nesting.js'
import { BIG_ENDIAN } from './transfer-syntax.js'
import { EXPLICIT_LITTLE_ENDIAN, IMPLICIT_LITTLE_ENDIAN } from './write.js'

/** An opened file. `attributes.dataSet.byteArray` holds its bytes, inflated where they were deflated. */
export type OpenedFile = {
  readonly attributes: Attributes
  readonly transferSyntaxUid: string
  /** Whether element offsets are places in the bytes given: not so after inflating or adding a preamble. */
  readonly offsetsHold: boolean
}

export type OpenOptions = {
  /** Stop at PixelData (7FE0,0010): its element is there, with offset and length. */
  readonly headerOnly?: boolean
  /** Stop at another element. */
  readonly until?: number
  /** Size of the whole file where `bytes` are only its beginning. */
  readonly wholeSize?: number
}

const PIXEL_DATA = 0x7fe00010

const notDicom = (file: string): PostopError =>
  new PostopError('dicom/not-dicom', {
    message: `${file} is not a DICOM file.`,
    file,
    remedy: 'Leave it out, or export it again as DICOM.',
  })

const truncated = (file: string, cause?: unknown): PostopError =>
  new PostopError('dicom/truncated', {
    message: `${file} ends within an element: it is truncated or damaged.`,
    file,
    remedy: 'Copy or export the file again.',
    ...(cause === undefined ? {} : { cause }),
  })

const hasPrefix = (b: Uint8Array): boolean =>
  b.length >= 132 && b[128] === 0x44 && b[129] === 0x49 && b[130] === 0x43 && b[131] === 0x4d

const isLetter = (b: number | undefined): boolean => b !== undefined && b >= 0x41 && b <= 0x5a

/** The transfer syntax of a data set without preamble, by its first element (group 8 comes first in practice). */
const guessSyntax = (b: Uint8Array): string | undefined => {
  if (b.length < 8) return undefined
  const explicit = isLetter(b[4]) && isLetter(b[5])
  if (b[0] === 8 && b[1] === 0) {
    if (explicit) return EXPLICIT_LITTLE_ENDIAN
    const length = (b[4] as number) | ((b[5] as number) << 8) | ((b[6] as number) << 16) | ((b[7] as number) << 24)
    return length >= 0 && length < 1024 ? IMPLICIT_LITTLE_ENDIAN : undefined
  }
  return b[0] === 0 && b[1] === 8 && explicit ? BIG_ENDIAN : undefined
}

/** File meta information without preamble gets one. */
const withPreamble = (b: Uint8Array): Uint8Array => {
  if (hasPrefix(b) || !(b[0] === 2 && b[1] === 0 && isLetter(b[4]) && isLetter(b[5]))) return b
  const out = new Uint8Array(b.length + 132)
  out.set([0x44, 0x49, 0x43, 0x4d], 128)
  out.set(b, 132)
  return out
}

/** The data set alone: dicom-parser reads what this gives from its first byte. */
const inflater = (bytes: Uint8Array, position: number): Uint8Array => {
  const inflated: Uint8Array | undefined = inflateRaw(bytes.subarray(position))
  if (inflated === undefined) throw new RangeError('The deflated data set ends early.')
  return inflated
}

/** The dictionary's VR, so that dicom-parser need not guess sequences from the bytes that follow. */
const vrOfKey = (key: string): string | undefined => entryOfTag(Number.parseInt(key.slice(1), 16))?.vr

const parse = (bytes: Uint8Array, file: string, until: number | undefined): DataSet => {
  const syntax = hasPrefix(bytes) ? undefined : guessSyntax(bytes)
  if (syntax === undefined && !hasPrefix(bytes)) throw notDicom(file)
  const options = {
    inflater,
    vrCallback: vrOfKey,
    ...(until === undefined ? {} : { untilTag: keyOfTag(until) }),
    ...(syntax === undefined ? {} : { TransferSyntaxUID: syntax }),
  }
  try {
    return dicomParser.parseDicom(bytes, options)
  } catch (cause) {
    throw truncated(file, cause)
  }
}

/** Whether every element ends within the file: dicom-parser lets the last one run over in implicit VR. */
const endsWithin = (dataSet: DataSet, size: number): boolean => {
  for (const e of Object.values(dataSet.elements)) {
    if (e.dataOffset !== undefined && e.length !== 0xffffffff && e.dataOffset + e.length > size) return false
  }
  // An empty private element at the very end is warned of too (`peeking`), and is none.
  return !dataSet.warnings.some((w) => w.includes('eof encountered') && !w.includes('peeking'))
}

/** The transfer syntax the file meta information states; its offsets are places in the file, not in inflated bytes. */
const statedSyntax = (dataSet: DataSet, bytes: Uint8Array): string => {
  const e = dataSet.elements.x00020010
  if (e === undefined) return ''
  return String.fromCharCode(...bytes.subarray(e.dataOffset, e.dataOffset + e.length)).replace(/[\0 ]+$/, '')
}

/** Takes out the file meta information where it lies in other bytes than the data set. */
const dropMeta = (dataSet: DataSet): void => {
  for (const key of Object.keys(dataSet.elements)) if (key.startsWith('x0002')) delete dataSet.elements[key]
}

/**
 * Opens a DICOM file: with or without preamble and file meta information, implicit, explicit, deflated, big endian.
 * @throws dicom/not-dicom, dicom/truncated
 */
export const openFile = (given: Uint8Array, file: string, options: OpenOptions = {}): OpenedFile => {
  const bytes = withPreamble(given)
  const dataSet = parse(bytes, file, options.headerOnly === true ? PIXEL_DATA : options.until)
  const transferSyntaxUid = hasPrefix(bytes) ? statedSyntax(dataSet, bytes) : (guessSyntax(bytes) ?? '')
  if (dataSet.byteArray !== bytes) dropMeta(dataSet)
  const size = Math.max(dataSet.byteArray.length, (options.wholeSize ?? 0) + bytes.length - given.length)
  if (!endsWithin(dataSet, size)) throw truncated(file)
  const whole = options.headerOnly !== true && options.until === undefined
  if (whole && !nestsWell(dataSet)) throw truncated(file)
  return { attributes: new Attributes(dataSet, file), transferSyntaxUid, offsetsHold: dataSet.byteArray === given }
}
