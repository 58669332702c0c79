import { PostopError } from '../../core/problem/index.js'
import { decodeFrame } from '../codecs/index.js'
import { BIG_ENDIAN, transferSyntaxName } from '../element/transfer-syntax.js'
import type { ImageHeader, PixelForm } from '../scan/types.js'
import type { ContentsReader } from './contents.js'
import { encodedFrame } from './fragments.js'

/** The slab that a series fills: signed where any of its images is. */
export type Slab = Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>

const changed = (h: ImageHeader): PostopError =>
  new PostopError('dicom/truncated', {
    message: `${h.input.name} is shorter than when it was first read.`,
    file: h.input.name,
    attribute: 'PixelData (7FE0,0010)',
    remedy: 'Copy or export the file again.',
  })

/** Fills `into` with the bytes of the frame: from their place in the file where it is known, else of its whole contents. */
const readFrameBytes = async (h: ImageHeader, into: Uint8Array<ArrayBuffer>, read: ContentsReader): Promise<void> => {
  const { offset, bitsAllocated } = h.pixels
  const before = (h.frame * h.columns * h.rows * bitsAllocated) / 8
  if (offset !== null && h.input.readInto !== undefined) {
    if ((await h.input.readInto(into, offset + before)) < into.length) throw changed(h)
    return
  }
  const { bytes, at } = await read(h)
  const frame = bytes.subarray(at + before, at + before + into.length)
  if (frame.length < into.length) throw changed(h)
  into.set(frame)
}

const damaged = (h: ImageHeader, cause: unknown): PostopError => {
  const which = h.pixels.frames > 1 ? `frame ${h.frame + 1} ` : 'its pixels '
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new PostopError('dicom/damaged-frame', {
    message: `${h.input.name}: ${which}in ${transferSyntaxName(h.pixels.transferSyntaxUid)} cannot be decoded: ${reason}.`,
    file: h.input.name,
    attribute: 'PixelData (7FE0,0010)',
    remedy: 'Copy or export the file again, uncompressed if need be.',
    cause,
  })
}

/** Decodes the frame into the plane. @throws dicom/damaged-frame */
const decodeInto = async (h: ImageHeader, plane: Slab, read: ContentsReader): Promise<void> => {
  const { bytes, at } = await read(h)
  const form = { columns: h.columns, rows: h.rows, bitsAllocated: h.pixels.bitsAllocated }
  try {
    const encoded = encodedFrame(bytes, at, h.frame, h.pixels.frames)
    plane.set(await decodeFrame(h.pixels.transferSyntaxUid, encoded, form))
  } catch (e) {
    throw damaged(h, e)
  }
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

const readUncompressed = async (h: ImageHeader, plane: Slab, read: ContentsReader): Promise<void> => {
  const p = h.pixels
  const big = p.transferSyntaxUid === BIG_ENDIAN
  if (p.bitsAllocated === 16) {
    const target = new Uint8Array(plane.buffer, plane.byteOffset, plane.byteLength)
    await readFrameBytes(h, target, read)
    if (big) swap16(target)
    return
  }
  const swapped = big && p.vr === 'OW'
  const bytes = new Uint8Array(plane.length + (plane.length % 2 === 1 && swapped ? 1 : 0))
  await readFrameBytes(h, bytes, read)
  if (swapped) swap16(bytes)
  plane.set(bytes.subarray(0, plane.length))
}

/**
 * Reads one frame's stored values into its part of the slab: uncompressed 16-bit pixels straight from the file.
 * @throws dicom/truncated, dicom/damaged-frame, series/mixed-geometry
 */
export const readPixelsInto = async (h: ImageHeader, plane: Slab, read: ContentsReader): Promise<void> => {
  const p = h.pixels
  await (p.encapsulated ? decodeInto : readUncompressed)(h, plane, read)
  if (p.bitsStored < 16) keepStoredBits(plane, p)
  if (!p.signed && plane instanceof Int16Array) requireSignedRange(plane, h)
}
