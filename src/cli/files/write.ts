import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PostopError } from '../../core/problem/index.js'

/** One file to write. */
export type OutputFile = { readonly path: string; readonly bytes: Uint8Array }

const idOf = async (path: string): Promise<string | null> => {
  try {
    const s = await stat(path)
    return `${s.dev}:${s.ino}`
  } catch {
    return null
  }
}

const folderMissing = (path: string, word: string): PostopError =>
  new PostopError('output/folder-missing', {
    message: `The folder ${dirname(path)} for ${word} does not exist.`,
    file: path,
    attribute: word,
    remedy: 'Make the folder first.',
  })

/**
 * Checks a place for output before any work is done: its folder exists, it is no folder itself, and it is none of the inputs (links included).
 * @throws output/folder-missing, output/is-input, output/not-written
 */
export const assertWritable = async (path: string, word: string, inputs: readonly string[]): Promise<void> => {
  const folder = await realpath(dirname(path)).catch(() => null)
  if (folder === null || !(await stat(folder)).isDirectory()) throw folderMissing(path, word)
  const there = await stat(path).catch(() => null)
  if (there !== null && !there.isFile()) {
    throw new PostopError('output/not-written', {
      message: `${path} is a folder, not a place for a file.`,
      file: path,
      attribute: word,
      remedy: 'Give the name of a file.',
    })
  }
  const id = there === null ? null : `${there.dev}:${there.ino}`
  for (const input of inputs) {
    if (id === null || (await idOf(input)) !== id) continue
    throw new PostopError('output/is-input', {
      message: `${path} is one of the inputs, which are never overwritten.`,
      file: path,
      attribute: word,
      remedy: 'Give another name.',
    })
  }
}

const notWritten = (path: string, cause: unknown): PostopError =>
  new PostopError('output/not-written', {
    message: `${path} could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
    file: path,
    remedy: 'Check the free space and the permissions of the folder.',
    cause,
  })

/**
 * Writes files whole or not at all: each beside its place first, then all moved there.
 * @throws output/not-written; then nothing of it is left behind
 */
export const writeWhole = async (outputs: readonly OutputFile[]): Promise<void> => {
  const parts = outputs.map(({ path, bytes }) => ({
    path,
    bytes,
    part: join(dirname(path), `.${basename(path)}.${process.pid}.part`),
  }))
  let current = ''
  try {
    for (const { path, bytes, part } of parts) {
      current = path
      const file = await open(part, 'w')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
    }
    for (const { path, part } of parts) {
      current = path
      await rename(part, path)
    }
  } catch (e) {
    for (const { part } of parts) await rm(part, { force: true })
    throw notWritten(current, e)
  }
}
