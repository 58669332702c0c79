import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-reader.js'
import { Inflate } from 'pako'
import type { InputFile } from '../input-file.js'
import { crc32, START_CRC } from './crc32.js'
import { damaged, tooLarge, unknownPacking } from './errors.js'

export type ReadPart = (from: number, length: number) => Promise<Uint8Array>

/** Packed bytes read at a time. */
const CHUNK_BYTES = 65_536

const LOCAL_HEADER_BYTES = 30
const LOCAL_SIGNATURE = 0x04034b50
const STORED = 0
const DEFLATED = 8

/** Where the packed bytes begin: behind the local header, whose name and extra field have their own lengths (APPNOTE 4.3.7). */
const dataOffset = async (entry: FileEntry, name: string, read: ReadPart): Promise<number> => {
  const header = await read(entry.offset, LOCAL_HEADER_BYTES)
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  if (header.length < LOCAL_HEADER_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) throw damaged(name)
  return entry.offset + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true)
}

type Sink = (bytes: Uint8Array) => void

/** Packed bytes in, unpacked ones into the sink. */
const inflating = (sink: Sink, name: string): Sink => {
  const inflate = new Inflate({ raw: true, chunkSize: CHUNK_BYTES })
  inflate.onData = (chunk) => sink(chunk as Uint8Array)
  return (packed) => {
    inflate.push(packed)
    if (inflate.err !== 0) throw damaged(name, inflate.msg)
  }
}

/** Thrown out of the unpacking once enough is there. */
class Enough extends Error {}

const unpackInto = async (entry: FileEntry, name: string, read: ReadPart, sink: Sink): Promise<void> => {
  const method = entry.compressionMethod
  if (method !== STORED && method !== DEFLATED) throw unknownPacking(name)
  const unpack = method === STORED ? sink : inflating(sink, name)
  const start = await dataOffset(entry, name, read)
  const end = start + entry.compressedSize
  for (let at = start; at < end; at += CHUNK_BYTES) unpack(await read(at, Math.min(CHUNK_BYTES, end - at)))
}

/** The first `wanted` bytes; the rest is not unpacked, and never more than the archive says. */
const unpack = async (entry: FileEntry, name: string, read: ReadPart, wanted: number): Promise<Uint8Array> => {
  const size = entry.uncompressedSize
  const out = new Uint8Array(Math.min(wanted, size))
  let at = 0
  let crc = START_CRC
  const sink: Sink = (bytes) => {
    if (out.length === size && at + bytes.length > size) throw tooLarge(name, 'it unpacks to more than it says')
    const taken = bytes.subarray(0, out.length - at)
    out.set(taken, at)
    at += taken.length
    crc = crc32(taken, crc)
    if (at === out.length && out.length < size) throw new Enough()
  }
  try {
    await unpackInto(entry, name, read, sink)
  } catch (error) {
    if (error instanceof Enough) return out
    throw error
  }
  if (at < out.length || ~crc >>> 0 !== entry.crc32) throw damaged(name)
  return out
}

/** A file within an archive: unpacked when it is asked for, as far as it is asked for, and not kept. */
export const memberFile = (entry: FileEntry, name: string, read: ReadPart): InputFile => ({
  name,
  size: entry.uncompressedSize,
  bytes: () => unpack(entry, name, read, entry.uncompressedSize),
  part: async (from, length) => (await unpack(entry, name, read, from + length)).subarray(from),
})
