import { openFile } from '../element/open.js'
import type { ImageHeader } from '../scan/types.js'

/** A file's bytes, inflated where they were deflated, and where its pixel data begin in them. */
export type Contents = { readonly bytes: Uint8Array; readonly at: number }

/** Gives the contents of the files of a series; those of a file with several frames are kept until its last one was asked for. */
export type ContentsReader = (h: ImageHeader) => Promise<Contents>

const read = async (h: ImageHeader): Promise<Contents> => {
  const given = await h.input.bytes()
  if (h.pixels.offset !== null) return { bytes: given, at: h.pixels.offset }
  const { dataSet } = openFile(given, h.input.name, { headerOnly: true }).attributes
  return { bytes: dataSet.byteArray, at: dataSet.elements.x7fe00010?.dataOffset ?? dataSet.byteArray.length }
}

/** @param images every frame that will be asked for, so that nothing is held longer than needed */
export const contentsReader = (images: readonly ImageHeader[]): ContentsReader => {
  const left = new Map<ImageHeader['input'], number>()
  for (const { input } of images) left.set(input, (left.get(input) ?? 0) + 1)
  const held = new Map<ImageHeader['input'], Promise<Contents>>()
  return (h) => {
    const more = (left.get(h.input) ?? 1) - 1
    left.set(h.input, more)
    const contents = held.get(h.input) ?? read(h)
    if (more > 0) held.set(h.input, contents)
    else held.delete(h.input)
    return contents
  }
}
