import { importCardText } from '../../../core/export/index.js'
import type { Prepared } from './use-export.js'

/** A file to hand out; its bytes are null while it is being made. */
export type ExportFile = {
  /** What it is, in words. */
  readonly what: 'RTSTRUCT' | 'recipe' | 'import card' | 'report'
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array | null
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a user may take along. */
export const exportFiles = ({ exported, reportHtml }: Prepared): readonly ExportFile[] => [
  { what: 'RTSTRUCT', name: exported.fileName, type: 'application/dicom', bytes: exported.bytes },
  { what: 'recipe', name: 'recipe.json', type: 'application/json', bytes: utf8(exported.recipeJson) },
  { what: 'import card', name: 'import-card.txt', type: 'text/plain', bytes: utf8(importCardText(exported.card)) },
  { what: 'report', name: 'report.html', type: 'text/html', bytes: reportHtml === null ? null : utf8(reportHtml) },
]

const exists = async (folder: FileSystemDirectoryHandle, name: string): Promise<boolean> => {
  try {
    await folder.getFileHandle(name)
    return true
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return false
    throw error
  }
}

/** The name, or with a number the first of it that is not there: nothing is replaced. */
const freeName = async (folder: FileSystemDirectoryHandle, name: string): Promise<string> => {
  const dot = name.lastIndexOf('.')
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name.slice(0, dot)}-${n}${name.slice(dot)}`
    if (!(await exists(folder, candidate))) return candidate
  }
}

/** Writes files into a folder under names that are free there; those names. */
export const saveInto = async (
  folder: FileSystemDirectoryHandle,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<readonly string[]> => {
  const names: string[] = []
  for (const file of files) {
    const name = await freeName(folder, file.name)
    const handle = await folder.getFileHandle(name, { create: true })
    const stream = await handle.createWritable()
    await stream.write(file.bytes as Uint8Array<ArrayBuffer>)
    await stream.close()
    names.push(name)
  }
  return names
}
