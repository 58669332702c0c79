import { PostopError } from '../../core/problem/index.js'
import { openFile } from '../element/open.js'
import { BIG_ENDIAN } from '../element/transfer-syntax.js'
import type { ImageHeader, PixelForm } from '../scan/types.js'

/** The slab that a series fills: signed where any of its images is. */
export type Slab = Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>

const changed = (h: ImageHeader): PostopError =>
  new PostopError('dicom/truncated', {
    message: `${h.input.name} is shorter than when it was first read.`,
    file: h.input.name,
    attribute: 'PixelData (7FE0,0010)',
    remedy: 'Copy or export the file again.',
  })

/** Fills `into` with the first bytes of the pixels: from their place in the file where it is known, else of the file opened again. */
const readPixelBytes = async (h: ImageHeader, into: Uint8Array<ArrayBuffer>): Promise<void> => {
  const { offset } = h.pixels
  if (offset !== null && h.input.readInto !== undefined) {
    if ((await h.input.readInto(into, offset)) < into.length) throw changed(h)
    return
  }
  const given = await h.input.bytes()
  const bytes =
    offset === null
      ? (openFile(given, h.input.name).attributes.raw('PixelData') ?? new Uint8Array(0))
      : given.subarray(offset)
  if (bytes.length < into.length) throw changed(h)
  into.set(bytes.subarray(0, into.length))
}

const swap16 = (bytes: Uint8Array): void => {
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const low = bytes[i] as number
    bytes[i] = bytes[i + 1] as number
    bytes[i + 1] = low
  }
}

/** Keeps the stored bits and extends the sign (PS3.5 8.1.1): bits above the high bit may hold anything. */
const keepStoredBits = (plane: Slab, p: PixelForm): void => {
  const up = 31 - p.highBit
  const down = 32 - p.bitsStored
  if (p.signed) for (let i = 0; i < plane.length; i++) plane[i] = ((plane[i] as number) << up) >> down
  else for (let i = 0; i < plane.length; i++) plane[i] = ((plane[i] as number) << up) >>> down
}

const requireSignedRange = (plane: Slab, h: ImageHeader): void => {
  if (plane.some((v) => v < 0)) {
    throw new PostopError('series/mixed-geometry', {
      message: `${h.input.name} stores unsigned values above 32767 in a series that stores signed ones.`,
      file: h.input.name,
      attribute: 'PixelRepresentation (0028,0103)',
      remedy: 'Give a series with one pixel representation.',
    })
  }
}

/**
 * Reads one image's stored values into its part of the slab: 16-bit pixels straight from the file.
 * @throws dicom/truncated, series/mixed-geometry
 */
export const readPixelsInto = async (h: ImageHeader, plane: Slab): Promise<void> => {
  const p = h.pixels
  const big = p.transferSyntaxUid === BIG_ENDIAN
  if (p.bitsAllocated === 8) {
    const bytes = new Uint8Array(plane.length + (plane.length % 2 === 1 && big ? 1 : 0))
    await readPixelBytes(h, bytes)
    if (big && p.vr === 'OW') swap16(bytes)
    plane.set(bytes.subarray(0, plane.length))
  } else {
    const target = new Uint8Array(plane.buffer, plane.byteOffset, plane.byteLength)
    await readPixelBytes(h, target)
    if (big) swap16(target)
  }
  if (p.bitsStored < 16) keepStoredBits(plane, p)
  if (!p.signed && plane instanceof Int16Array) requireSignedRange(plane, h)
}
