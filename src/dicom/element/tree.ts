/** One element with its value as it lies in a file: little endian, padded to even length by the writer. */
export type ValueElement = { readonly tag: number; readonly vr: string; readonly value: Uint8Array }

/** A sequence with its items. */
export type SequenceElement = { readonly tag: number; readonly vr: 'SQ'; readonly items: readonly Elements[] }

export type TreeElement = ValueElement | SequenceElement

/** A data set or item by tag; the writer sorts. */
export type Elements = Map<number, TreeElement>

export const isSequence = (e: TreeElement): e is SequenceElement => 'items' in e
