import { mkdir, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { generateSample } from '../../../../sample-dicom/generator/index.js'
import { PostopError } from '../../../core/problem/index.js'
import { writeWhole } from '../../files/index.js'
import type { Run } from '../command.js'

/** Makes the folder where its parent exists. @throws output/folder-missing, output/not-written */
const folderFor = async (path: string): Promise<void> => {
  const there = await stat(path).catch(() => null)
  if (there?.isDirectory()) return
  if (there !== null) {
    throw new PostopError('output/not-written', {
      message: `${path} is a file, not a folder.`,
      file: path,
      attribute: 'OUT_DIR',
      remedy: 'Give the name of a folder.',
    })
  }
  if ((await realpath(dirname(path)).catch(() => null)) === null) {
    throw new PostopError('output/folder-missing', {
      message: `The folder ${dirname(path)} does not exist.`,
      file: path,
      attribute: 'OUT_DIR',
      remedy: 'Make the folder first.',
    })
  }
  await mkdir(path)
}

/** `postop-ctv sample`. @throws output/folder-missing, output/not-written */
export const sample: Run = async (words, { job }) => {
  const folder = words.one('OUT_DIR') ?? ''
  await folderFor(folder)
  const files = []
  for (const { path, bytes } of generateSample({ scale: 'small' })) {
    await job.yield()
    job.throwIfCancelled()
    files.push({ path: join(folder, path), bytes })
  }
  for (const dir of new Set(files.map((f) => dirname(f.path)))) await mkdir(dir, { recursive: true })
  await writeWhole(files)
  const paths = files.map((f) => f.path)
  const top = paths.filter((p) => dirname(p) === join(folder, '.'))
  return {
    json: { command: 'sample', folder, files: paths },
    text: `${paths.length} files written to ${folder}: CT/, MR-pre/, MR-post/, ${top.map((p) => p.slice(dirname(p).length + 1)).join(', ')}`,
  }
}
