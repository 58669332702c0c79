import type { PickedFile } from '../hooks/session-context.js'

const entriesOf = (folder: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => folder.readEntries(resolve, reject))

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

/** Every file under an entry, by its path from the dropped folder. */
const walk = async (entry: FileSystemEntry, path: string): Promise<readonly PickedFile[]> => {
  const name = path === '' ? entry.name : `${path}/${entry.name}`
  if (entry.isFile) return [{ name, blob: await fileOf(entry as FileSystemFileEntry) }]
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: FileSystemEntry[] = []
  // A folder's listing comes in parts; an empty one is the end.
  for (let part = await entriesOf(reader); part.length > 0; part = await entriesOf(reader)) found.push(...part)
  return (await Promise.all(found.map((child) => walk(child, name)))).flat()
}

/** What was dropped, folders of any depth included. Call it within the drop event: the items are gone after it. */
export const droppedFiles = async (transfer: DataTransfer): Promise<readonly PickedFile[]> => {
  const taken = [...transfer.items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  const found = taken.map(async ({ entry, file }): Promise<readonly PickedFile[]> => {
    if (entry !== null) return walk(entry, '')
    return file === null ? [] : [{ name: file.name, blob: file }]
  })
  return (await Promise.all(found)).flat()
}

/** What a file input holds; with a folder chosen, by the path in it. */
export const pickedFiles = (list: FileList): readonly PickedFile[] =>
  [...list].map((file) => ({ name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, blob: file }))
