import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inputFile } from '../../src/cli/files/index.js'
import type { InputFile } from '../../src/dicom/index.js'

/** Every file below a folder, named by its path within. */
export const folderFiles = async (root: string): Promise<InputFile[]> => {
  const files: InputFile[] = []
  for (const entry of await readdir(root, { recursive: true })) {
    const path = join(root, entry)
    if ((await stat(path)).isFile()) files.push({ ...(await inputFile(path)), name: entry })
  }
  return files
}
