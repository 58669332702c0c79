import { type Entry, type FileEntry, type ReadableReader, ZipReader } from '@zip.js/zip.js/lib/zip-core-reader.js'
import type { Job } from '../../core/job/index.js'
import { type ErrorRecord, PostopError, toErrorRecord } from '../../core/problem/index.js'
import type { InputFile } from '../input-file.js'
import { refusalOf } from './check.js'
import { damaged, encrypted, tooLarge } from './errors.js'
import { MOST_FILES } from './limits.js'
import { memberFile, type ReadPart } from './member.js'
import { isSystemFile, memberName } from './member-name.js'

/** Files with the archives among them opened, and the archives that were refused. */
export type OpenedArchives = { readonly files: readonly InputFile[]; readonly problems: readonly ErrorRecord[] }

/** What the package reads a directory from: it asks for parts, never for the stream. */
type Source = ReadableReader & { readonly size: number; readonly readUint8Array: ReadPart }

/** An archive where it lies; the whole of it only where nothing smaller can be asked for. */
const sourceOf = async (file: InputFile): Promise<Source> => {
  const readable = new ReadableStream()
  if (file.size !== undefined && file.part !== undefined)
    return { readable, size: file.size, readUint8Array: file.part }
  const whole = await file.bytes()
  return { readable, size: whole.length, readUint8Array: async (from, length) => whole.slice(from, from + length) }
}

const isFile = (entry: Entry): entry is FileEntry => !entry.directory

const listed = async (reader: ZipReader<unknown>, file: string, job: Job): Promise<readonly FileEntry[]> => {
  const entries: FileEntry[] = []
  for await (const entry of reader.getEntriesGenerator({ filenameValidation: 'tolerant' })) {
    job.throwIfCancelled()
    if (isFile(entry) && !isSystemFile(entry.filename)) entries.push(entry)
    if (entries.length > MOST_FILES) throw tooLarge(file, `it holds more than ${MOST_FILES} files`)
  }
  return entries
}

/** One name a member, in the archive's own order. */
const named = (archive: string, entries: readonly FileEntry[], read: ReadPart): readonly InputFile[] => {
  const taken = new Set<string>()
  return entries.map((entry) => {
    const plain = `${archive}/${memberName(entry.filename)}`
    let name = plain
    for (let n = 2; taken.has(name); n++) name = `${plain} (${n})`
    taken.add(name)
    return memberFile(entry, name, read)
  })
}

const openArchive = async (file: InputFile, job: Job): Promise<readonly InputFile[]> => {
  try {
    const source = await sourceOf(file)
    const entries = await listed(new ZipReader(source), file.name, job)
    const refusal = refusalOf(file.name, source.size, entries)
    if (refusal !== null) throw refusal
    return named(file.name, entries, source.readUint8Array)
  } catch (error) {
    if (error instanceof PostopError) throw error
    const message = error instanceof Error ? error.message : ''
    throw /encrypted/i.test(message) ? encrypted(file.name) : damaged(file.name, error)
  }
}

const isArchive = (file: InputFile): boolean => /\.zip$/i.test(file.name)

/**
 * Opens the .zip archives among files (PKWARE APPNOTE; names tell them); their files stand in their place and are
 * unpacked one by one when they are read. An archive within an archive stays closed.
 * @throws run/cancelled
 */
export const openArchives = async (files: readonly InputFile[], job: Job): Promise<OpenedArchives> => {
  const opened: InputFile[] = []
  const problems: ErrorRecord[] = []
  for (const file of files) {
    if (!isArchive(file)) {
      opened.push(file)
      continue
    }
    try {
      opened.push(...(await openArchive(file, job)))
    } catch (error) {
      if (!(error instanceof PostopError) || error.code === 'run/cancelled') throw error
      problems.push(toErrorRecord(error))
    }
  }
  return { files: opened, problems }
}
