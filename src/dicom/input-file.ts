/** A file that a user gave: on disk, dropped on the page, or in memory. */
export type InputFile = {
  /** As the user sees it, e.g. a relative path; two files never share one. */
  readonly name: string
  /** The whole content; may be called again later. */
  readonly bytes: () => Promise<Uint8Array>
  /** Size in bytes and a read of the first `length` bytes: with both, looking through a folder does not read its pixels. */
  readonly size?: number
  readonly head?: (length: number) => Promise<Uint8Array>
}
