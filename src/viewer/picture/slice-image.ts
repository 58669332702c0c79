import { indexIjk, lpsToIndex, type PointLps } from '../../core/frame/index.js'
import { storedRange } from '../fusion.js'
import type { DisplayVolume } from '../space/display-volume.js'
import { fromView, type ViewAxes } from '../space/planes.js'
import type { WindowLevel } from '../types.js'

/** A square part of a plane: its slice, its centre and how large a pixel is. */
export type Frame = {
  readonly axes: ViewAxes
  /** Of the slice along the view's normal, in mm. */
  readonly offsetMm: number
  /** Along right and down, in mm. */
  readonly centreMm: readonly [number, number]
  readonly mmPerPx: number
  readonly sizePx: number
}

/** The point under a pixel's centre. */
const pointAt = ({ axes, offsetMm, centreMm, mmPerPx, sizePx }: Frame, x: number, y: number): PointLps =>
  fromView(
    axes,
    centreMm[0] + (x + 0.5 - sizePx / 2) * mmPerPx,
    centreMm[1] + (y + 0.5 - sizePx / 2) * mmPerPx,
    offsetMm,
  )

/** Stored value at an index, trilinear; null outside. */
const valueAt = ({ grid, data }: DisplayVolume, i: number, j: number, k: number): number | null => {
  const [ni, nj, nk] = grid.size
  // Within half a voxel of the outermost centres the value is theirs.
  if (i < -0.5 || j < -0.5 || k < -0.5 || i > ni - 0.5 || j > nj - 0.5 || k > nk - 0.5) return null
  const [ci, cj, ck] = [clamp(i, ni), clamp(j, nj), clamp(k, nk)]
  const [i0, j0, k0] = [Math.floor(ci), Math.floor(cj), Math.floor(ck)]
  const [i1, j1, k1] = [Math.min(ni - 1, i0 + 1), Math.min(nj - 1, j0 + 1), Math.min(nk - 1, k0 + 1)]
  const [fi, fj, fk] = [ci - i0, cj - j0, ck - k0]
  const at = (a: number, b: number, c: number) => data[a + ni * (b + nj * c)] ?? 0
  const row = (b: number, c: number) => (1 - fi) * at(i0, b, c) + fi * at(i1, b, c)
  const plane = (c: number) => (1 - fj) * row(j0, c) + fj * row(j1, c)
  return (1 - fk) * plane(k0) + fk * plane(k1)
}

const clamp = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value))

/** The image on a plane in grey, interpolated between voxels; black outside. */
export const drawSlice = (
  context: CanvasRenderingContext2D,
  volume: DisplayVolume,
  window: WindowLevel,
  frame: Frame,
): void => {
  const { sizePx } = frame
  const { lower, upper } = storedRange(volume, window)
  const picture = context.createImageData(sizePx, sizePx)
  const at = (x: number, y: number) => lpsToIndex(volume.grid, pointAt(frame, x, y))
  const start = at(0, 0)
  const [right, down] = [at(1, 0), at(0, 1)]
  const step = (a: typeof start, c: 0 | 1 | 2) => a[c] - start[c]
  const index = (x: number, y: number, c: 0 | 1 | 2) => start[c] + x * step(right, c) + y * step(down, c)
  for (let y = 0; y < sizePx; y++)
    for (let x = 0; x < sizePx; x++) {
      const [i, j, k] = indexIjk(index(x, y, 0), index(x, y, 1), index(x, y, 2))
      const stored = valueAt(volume, i, j, k)
      const grey = stored === null ? 0 : Math.max(0, Math.min(255, (255 * (stored - lower)) / (upper - lower)))
      const o = 4 * (y * sizePx + x)
      picture.data[o] = grey
      picture.data[o + 1] = grey
      picture.data[o + 2] = grey
      picture.data[o + 3] = 255
    }
  context.putImageData(picture, 0, 0)
}
