import { dot, type Grid } from '../../core/frame/index.js'
import type { ImagePlane, Volume } from '../../core/volume/index.js'

/** What is put on the screen: an even lattice of values `stored * slope + intercept` in the volume's unit. */
export type DisplayVolume = {
  readonly grid: Grid
  readonly data: Int16Array | Uint16Array | Float32Array
  /** What works `data` out, slice by slice, each to be called once; none where it is the volume's own slab. */
  readonly slices: readonly (() => void)[]
  readonly slope: number
  readonly intercept: number
  /** True where slices were moved to even places, for the screen alone. */
  readonly resampled: boolean
}

const sameOnEveryPlane = (values: readonly number[]): boolean => values.every((v) => v === values[0])

/** Offset of a plane along the normal in mm. */
export const planeOffset = (plane: ImagePlane): number => dot(plane.originLps, plane.normal)

type Filling = Pick<DisplayVolume, 'data' | 'slices'>

/** The lattice of the volume's nominal grid, filled by linear interpolation between the true planes, their shear taken out. */
const resample = (volume: Volume): Filling => {
  const [ni, nj, nk] = volume.grid.size
  const data = new Float32Array(ni * nj * nk)
  const slices: (() => void)[] = []
  const offsets = volume.planes.map(planeOffset)
  const first = volume.planes[0]
  if (first === undefined) return { data, slices }
  const start = planeOffset(first)
  for (let k = 0, next = 0; k < nk; k++) {
    const w = start + k * volume.grid.spacingMm[2]
    while (next < offsets.length - 2 && (offsets[next + 1] as number) <= w) next++
    const below = next
    const a = offsets[below] as number
    const b = offsets[below + 1] ?? a
    const t = b > a ? Math.min(1, Math.max(0, (w - a) / (b - a))) : 0
    slices.push(() => addPlane(volume, below, 1 - t, data, k))
    if (t > 0) slices.push(() => addPlane(volume, below + 1, t, data, k))
  }
  return { data, slices }
}

/** Adds a share of one plane to slice k, moved in the plane by whole and part pixels. */
const addPlane = (volume: Volume, plane: number, share: number, out: Float32Array, k: number): void => {
  const [ni, nj] = volume.grid.size
  const from = volume.planes[plane]
  const first = volume.planes[0]
  if (from === undefined || first === undefined || share === 0) return
  const moved = [0, 1, 2].map((c) => (from.originLps[c] ?? 0) - (first.originLps[c] ?? 0))
  const along = (v: readonly number[]) => moved.reduce((sum, m, c) => sum + m * (v[c] ?? 0), 0)
  const di = along(from.rowDirection) / volume.grid.spacingMm[0]
  const dj = along(from.columnDirection) / volume.grid.spacingMm[1]
  const slope = volume.slope[plane] ?? 1
  const intercept = volume.intercept[plane] ?? 0
  const base = plane * ni * nj
  const at = (i: number, j: number) =>
    volume.data[base + Math.min(ni - 1, Math.max(0, i)) + ni * Math.min(nj - 1, Math.max(0, j))] ?? 0
  const fi = di === 0 ? 0 : -di - Math.floor(-di)
  const fj = dj === 0 ? 0 : -dj - Math.floor(-dj)
  const si = Math.floor(-di)
  const sj = Math.floor(-dj)
  for (let j = 0; j < nj; j++)
    for (let i = 0; i < ni; i++) {
      const stored =
        fi === 0 && fj === 0
          ? at(i + si, j + sj)
          : (1 - fj) * ((1 - fi) * at(i + si, j + sj) + fi * at(i + si + 1, j + sj)) +
            fj * ((1 - fi) * at(i + si, j + sj + 1) + fi * at(i + si + 1, j + sj + 1))
      const o = i + ni * (j + nj * k)
      out[o] = (out[o] ?? 0) + share * (stored * slope + intercept)
    }
}

/** Every plane with its own slope and intercept. */
const rescaled = (volume: Volume): Filling => {
  const [ni, nj, nk] = volume.grid.size
  const data = new Float32Array(ni * nj * nk)
  const slices = Array.from({ length: nk }, (_, k) => () => {
    const slope = volume.slope[k] ?? 1
    const intercept = volume.intercept[k] ?? 0
    for (let n = k * ni * nj; n < (k + 1) * ni * nj; n++) data[n] = (volume.data[n] ?? 0) * slope + intercept
  })
  return { data, slices }
}

/** The volume for the screen: its own slab wherever planes are even and share one rescale; elsewhere an array that is yet to be filled. */
export const displayVolume = (volume: Volume): DisplayVolume => {
  const { grid } = volume
  if (!volume.evenlySpaced) return { grid, ...resample(volume), slope: 1, intercept: 0, resampled: true }
  if (!sameOnEveryPlane(volume.slope) || !sameOnEveryPlane(volume.intercept))
    return { grid, ...rescaled(volume), slope: 1, intercept: 0, resampled: false }
  const [slope = 1] = volume.slope
  const [intercept = 0] = volume.intercept
  return { grid, data: volume.data, slices: [], slope, intercept, resampled: false }
}
