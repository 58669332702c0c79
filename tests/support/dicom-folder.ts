import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { InputFile } from '../../src/dicom/index.js'

const partOf = async (path: string, from: number, length: number): Promise<Uint8Array> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Every file below a folder, named by its path within. */
export const folderFiles = async (root: string): Promise<InputFile[]> => {
  const files: InputFile[] = []
  for (const entry of await readdir(root, { recursive: true })) {
    const path = join(root, entry)
    const info = await stat(path)
    if (!info.isFile()) continue
    files.push({
      name: entry,
      size: info.size,
      bytes: async () => new Uint8Array(await readFile(path)),
      part: (from, length) => partOf(path, from, length),
    })
  }
  return files
}
