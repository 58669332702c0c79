import { PostopError } from '../../core/problem/index.js'
import type { InputFile } from '../../dicom/index.js'
import type { SourceFile } from './calls.js'

const fetched = async (name: string, url: string): Promise<Uint8Array> => {
  const response = await fetch(url)
  if (response.ok) return new Uint8Array(await response.arrayBuffer())
  throw new PostopError('input/not-found', {
    message: `${name} could not be fetched: the server answered ${response.status}.`,
    file: name,
    remedy: 'Reload the page and try again.',
  })
}

/** A source as the DICOM reader takes it; of a file on disk it reads what it asks for and no more. */
export const inputFile = (source: SourceFile): InputFile => {
  if ('url' in source) return { name: source.name, bytes: () => fetched(source.name, source.url) }
  const { name, blob } = source
  const read = async (part: Blob) => new Uint8Array(await part.arrayBuffer())
  return {
    name,
    size: blob.size,
    bytes: () => read(blob),
    part: (from, length) => read(blob.slice(from, from + length)),
    readInto: async (into, from) => {
      const part = await read(blob.slice(from, from + into.length))
      into.set(part)
      return part.length
    },
  }
}
