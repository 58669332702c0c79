import type { Finding } from '../../core/problem/index.js'
import type { StructureSet } from '../../core/structure/index.js'

/** A structure set's file, kept so that its contours can be copied verbatim. */
export type StructureSetSource = { readonly file: string; readonly bytes: Uint8Array }

export type ParsedStructureSet = {
  readonly set: StructureSet
  readonly findings: readonly Finding[]
  readonly source: StructureSetSource
}
