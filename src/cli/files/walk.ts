import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ErrorRecord, PostopError, toErrorRecord } from '../../core/problem/index.js'

/** All files under some paths, and what could not be looked into. */
export type Walk = { readonly files: readonly string[]; readonly problems: readonly ErrorRecord[] }

/** Why a path cannot be used, in words. */
export const reasonOf = (e: unknown): string => {
  const code = e instanceof Error && 'code' in e ? String(e.code) : ''
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'it does not exist',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    ELOOP: 'its links lead in a circle',
    ENOTDIR: 'a part of its path is not a folder',
  }
  return words[code] ?? (e instanceof Error ? e.message : String(e))
}

const unreadable = (path: string, e: unknown): PostopError =>
  new PostopError('input/unreadable', {
    message: `${path} cannot be read: ${reasonOf(e)}.`,
    file: path,
    remedy: 'Check the file and its permissions.',
    cause: e,
  })

/**
 * Files at or under the paths, at any depth, in the order of their names; each folder once, however links lead to it.
 * Pipes, sockets and devices are never opened.
 * @throws input/not-found for a path that does not exist
 */
export const walkFiles = async (paths: readonly string[]): Promise<Walk> => {
  const files = new Map<string, string>()
  const problems: ErrorRecord[] = []
  const seen = new Set<string>()
  const add = (path: string, real: string): void => {
    if (!files.has(real)) files.set(real, path)
  }
  /** What is in a folder; plain files, nearly all there is, need no look of their own. */
  const visitEach = async (folder: string, realFolder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
      if (entry.isFile()) add(join(folder, entry.name), join(realFolder, entry.name))
      else await visit(join(folder, entry.name))
  }
  const visit = async (path: string): Promise<void> => {
    try {
      const info = await stat(path)
      const real = await realpath(path)
      if (info.isDirectory()) {
        if (seen.has(real)) return
        seen.add(real)
        await visitEach(path, real)
      } else if (info.isFile()) {
        add(path, real)
      } else problems.push(toErrorRecord(unreadable(path, new Error('it is neither a file nor a folder'))))
    } catch (e) {
      problems.push(toErrorRecord(unreadable(path, e)))
    }
  }
  for (const path of paths) {
    try {
      await stat(path)
    } catch (e) {
      throw new PostopError('input/not-found', {
        message: `${path}: ${reasonOf(e)}.`,
        file: path,
        remedy: 'Check the path.',
        cause: e,
      })
    }
    await visit(path)
  }
  return { files: [...files.values()], problems }
}
