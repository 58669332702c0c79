import { ZipWriter } from '@zip.js/zip.js/lib/zip-core-writer.js'

/** A file of an archive; its name is no path. */
export type ZipMember = { readonly name: string; readonly bytes: Uint8Array }

/**
 * Files as one .zip archive (PKWARE APPNOTE), stored as they are: pictures gain nothing.
 * @param date of every file, `YYYY-MM-DDTHH:MM:SS`
 */
export const zipArchive = async (members: readonly ZipMember[], date: string): Promise<Uint8Array> => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const whole = new Response(readable as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer()
  const writer = new ZipWriter(writable, {
    level: 0,
    useWebWorkers: false,
    extendedTimestamp: false,
    dataDescriptor: false,
    lastModDate: new Date(date),
  })
  for (const { name, bytes } of members) {
    const file = new Blob([bytes as Uint8Array<ArrayBuffer>])
    await writer.add(name, { readable: file.stream(), size: file.size })
  }
  await writer.close()
  return new Uint8Array(await whole)
}
