import { closeSync, openSync, readSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { InputFile } from '../../dicom/index.js'

/** Synchronously: handing the parts of 300 slices to other threads and back costs more than reading them. */
const readInto = (path: string, into: Uint8Array, from: number): number => {
  const file = openSync(path, 'r')
  try {
    let done = 0
    while (done < into.length) {
      const count = readSync(file, into, done, into.length - done, from + done)
      if (count === 0) break
      done += count
    }
    return done
  } finally {
    closeSync(file)
  }
}

/** A file on disk as the DICOM reader takes it: of an image its beginning is read first, its pixels later, straight to their place. */
export const inputFile = async (path: string): Promise<InputFile> => ({
  name: path,
  bytes: () => readFile(path),
  size: (await stat(path)).size,
  part: async (from, length) => {
    const buffer = new Uint8Array(length)
    return buffer.subarray(0, readInto(path, buffer, from))
  },
  readInto: async (into, from) => readInto(path, into, from),
})
