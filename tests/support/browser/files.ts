import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InputFile } from '../../../src/dicom/index.js'

/** Every DICOM file under a folder, by its path in it. */
export const filesUnder = (folder: string): readonly InputFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.dcm'))
    .sort()
    .map((name) => ({ name, bytes: async () => new Uint8Array(readFileSync(join(folder, name))) }))
