import { dot, type Grid } from '../frame/index.js'
import type { Volume } from './types.js'

/** A volume whose pixels are still being read: without the hash, which they decide. */
export type ArrivingVolume = Omit<Volume, 'hash'>

/**
 * Three sections of an image that is still being read: the newest plane, and the middle across its columns and across its
 * rows, which fill up plane by plane. For the eye alone.
 */
export type ArrivingImage = {
  readonly grid: Grid
  /** Across i, j and k: 0 (black, or not read yet) to 255, the section's first grid axis running fastest. */
  readonly greys: readonly [
    Uint8ClampedArray<ArrayBuffer>,
    Uint8ClampedArray<ArrayBuffer>,
    Uint8ClampedArray<ArrayBuffer>,
  ]
}

/** Soft tissue: how a CT is shown at first. */
const SOFT_HU = { width: 400, level: 40 }

/** Keeps the sections of a volume up to date while its data are filled. */
export const createArrival = (volume: ArrivingVolume) => {
  const { grid, data, slope, intercept, planes } = volume
  const [ni, nj, nk] = grid.size
  const acrossI = new Uint8ClampedArray(nj * nk)
  const acrossJ = new Uint8ClampedArray(ni * nk)
  const { width, level } = volume.unit === 'HU' ? SOFT_HU : (volume.window ?? SOFT_HU)
  const black = level - width / 2
  let newest = -1

  const grey = (plane: number, pixel: number): number => {
    const value = (data[plane * ni * nj + pixel] ?? 0) * (slope[plane] ?? 1) + (intercept[plane] ?? 0)
    return (255 * (value - black)) / width
  }
  /** Where a plane stands on the even lattice: a missing one leaves its line black. */
  const lineOf = (plane: number): number => {
    const [first, at] = [planes[0], planes[plane]]
    if (first === undefined || at === undefined) return plane
    const mm = dot(at.originLps, first.normal) - dot(first.originLps, first.normal)
    return Math.min(nk - 1, Math.max(0, Math.round(mm / grid.spacingMm[2])))
  }

  return {
    /** A plane's pixels are there. */
    take: (plane: number): void => {
      newest = plane
      const line = lineOf(plane)
      for (let j = 0; j < nj; j++) acrossI[line * nj + j] = grey(plane, (ni >> 1) + ni * j)
      for (let i = 0; i < ni; i++) acrossJ[line * ni + i] = grey(plane, i + ni * (nj >> 1))
    },
    /** The sections as they are now, to keep; null before the first plane. */
    now: (): ArrivingImage | null => {
      if (newest < 0) return null
      const acrossK = new Uint8ClampedArray(ni * nj)
      for (let pixel = 0; pixel < acrossK.length; pixel++) acrossK[pixel] = grey(newest, pixel)
      return { grid, greys: [acrossI.slice(), acrossJ.slice(), acrossK] }
    },
  }
}
