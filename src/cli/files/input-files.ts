import { open, readFile, stat } from 'node:fs/promises'
import type { InputFile } from '../../dicom/index.js'

/** A file on disk as the DICOM reader takes it: looking through a folder reads the beginning of each file only. */
export const inputFile = async (path: string): Promise<InputFile> => ({
  name: path,
  bytes: () => readFile(path),
  size: (await stat(path)).size,
  part: async (from, length) => {
    const file = await open(path)
    try {
      const buffer = new Uint8Array(length)
      const { bytesRead } = await file.read(buffer, 0, length, from)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  },
})
