import type { PickedFile } from '../hooks/session-context.js'
import { sampleFiles } from './sample.js'

type Handle = FileSystemFileHandle | FileSystemDirectoryHandle

/** Where a case's files came from, as far as the browser lets the page open them there again; kept with the saved work. */
export type Origin = { readonly is: 'sample' } | { readonly is: 'handles'; readonly handles: readonly Handle[] } | null

export const SAMPLE: Origin = { is: 'sample' }

/** An origin as it comes back from storage. */
export const originOf = (stored: unknown): Origin => {
  const one = stored as Origin
  return one?.is === 'sample' || one?.is === 'handles' ? one : null
}

const walk = async (handle: Handle, path: string): Promise<readonly PickedFile[]> => {
  const name = path === '' ? handle.name : `${path}/${handle.name}`
  if (handle.kind === 'file') return [{ name, blob: await handle.getFile() }]
  const found: Promise<readonly PickedFile[]>[] = []
  for await (const child of handle.values()) found.push(walk(child, name))
  return (await Promise.all(found)).flat()
}

export const filesOf = async (handles: readonly Handle[]): Promise<readonly PickedFile[]> =>
  (await Promise.all(handles.map((handle) => walk(handle, '')))).flat()

/** What was dropped as handles that outlive the page; null where the browser has none. Call it within the drop event. */
export const droppedOrigin = async (transfer: DataTransfer): Promise<Origin> => {
  const asked = [...transfer.items].map((item) => item.getAsFileSystemHandle?.() ?? null)
  const given: readonly (Handle | null)[] = await Promise.all(asked).catch(() => [])
  const handles = given.filter((one) => one !== null)
  return handles.length === asked.length ? { is: 'handles', handles } : null
}

/** Whether the files can be had without asking the user anything. */
export const opensByItself = async (origin: Origin): Promise<boolean> => {
  if (origin === null || origin.is === 'sample') return origin !== null
  const asked = await Promise.all(origin.handles.map((one) => one.queryPermission?.({ mode: 'read' })))
  return asked.every((state) => state === 'granted')
}

/**
 * The files from where they came from. Call it within a click: the browser may ask the user.
 * @throws the browser's own error where the place is gone or the user says no
 */
export const reopen = async (origin: NonNullable<Origin>): Promise<readonly PickedFile[]> => {
  if (origin.is === 'sample') return sampleFiles()
  for (const one of origin.handles) await one.requestPermission?.({ mode: 'read' })
  return filesOf(origin.handles)
}
