import type { Finding } from '../../core/problem/index.js'
import type { Volume } from '../../core/volume/index.js'
import type { ImageReference } from './reference.js'

/** A stretch without a slice, as positions along the volume's normal (`dot(pointLps, normal)`), in mm. */
export type SliceGap = { readonly fromW: number; readonly toW: number }

export type LoadedVolume = {
  readonly volume: Volume
  readonly findings: readonly Finding[]
  /** Gaps of at least 1.9 times their neighbours: refused where they meet a target, a finding elsewhere. */
  readonly gaps: readonly SliceGap[]
  readonly reference: ImageReference
}
