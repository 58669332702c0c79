import type { PickedFile } from '../hooks/session-context.js'

/** The sample case's files beside the page, on its own origin. */
export const sampleFiles = async (): Promise<readonly PickedFile[]> => {
  const list = new URL('sample/files.json', document.baseURI)
  const response = await fetch(list)
  if (!response.ok) throw new Error(`The sample case is not beside the page (${response.status}).`)
  const names = (await response.json()) as readonly string[]
  return names.map((name) => ({ name, url: new URL(name, list).href }))
}
