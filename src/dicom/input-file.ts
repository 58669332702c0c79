/** A file that a user gave: on disk, dropped on the page, within an archive, or in memory. */
export type InputFile = {
  /** As the user sees it, e.g. a relative path; two files never share one. */
  readonly name: string
  /** The whole content; may be called again later. */
  readonly bytes: () => Promise<Uint8Array>
  /** Size in bytes and a read of some of them: with both, looking through a folder does not read its pixels. */
  readonly size?: number
  /** Fewer than `length` bytes where the file ends before; `from` is 0 for all but archives. */
  readonly part?: (from: number, length: number) => Promise<Uint8Array>
  /**
   * Fills `into` with the bytes from `from` on and says how many there were: pixels go straight to their place.
   * Not offered where only the whole can be checked, as in an archive.
   */
  readonly readInto?: (into: Uint8Array<ArrayBuffer>, from: number) => Promise<number>
}
