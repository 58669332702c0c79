import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-reader.js'
import type { PostopError } from '../../core/problem/index.js'
import { encrypted, tooLarge } from './errors.js'
import { MOST_BYTES, MOST_FILE_BYTES, MOST_RATIO, RATIO_COUNTS_FROM_BYTES } from './limits.js'

const GIB = 2 ** 30
const MIB = 2 ** 20

const sum = (entries: readonly FileEntry[], of: (e: FileEntry) => number): number =>
  entries.reduce((total, e) => total + of(e), 0)

/** Why an archive is refused before anything of it is unpacked, by what it says of itself; null where it is not. */
export const refusalOf = (file: string, sizeBytes: number, entries: readonly FileEntry[]): PostopError | null => {
  if (entries.some((e) => e.encrypted)) return encrypted(file)
  const large = entries.find((e) => e.uncompressedSize > MOST_FILE_BYTES)
  if (large !== undefined) {
    const mib = Math.round(large.uncompressedSize / MIB)
    return tooLarge(file, `one file in it would unpack to ${mib} MiB, more than ${MOST_FILE_BYTES / MIB}`)
  }
  // Files that share their packed bytes: each is small, all together are without bound.
  if (sum(entries, (e) => e.compressedSize) > sizeBytes) return tooLarge(file, 'its files overlap each other')
  const bytes = sum(entries, (e) => e.uncompressedSize)
  const gib = (bytes / GIB).toFixed(1)
  if (bytes > MOST_BYTES) return tooLarge(file, `it would unpack to ${gib} GiB, more than ${MOST_BYTES / GIB}`)
  if (bytes > RATIO_COUNTS_FROM_BYTES && bytes > MOST_RATIO * sizeBytes)
    return tooLarge(file, `it would unpack to ${gib} GiB, over ${MOST_RATIO} times its size, which images never do`)
  return null
}
