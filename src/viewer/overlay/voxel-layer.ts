import { type Grid, lpsToIndex, type PointLps, pointLps } from '../../core/frame/index.js'
import { pageScale } from '../look/layout.js'
import { fromPx, type PlaneModel, toPx } from '../space/model.js'
import type { VoxelPaint, VoxelStyle } from '../types.js'

/** Distance of two lines or dots of a pattern in CSS px at scale 1, and how wide they are. */
const PITCH_PX = 6
const INK_PX = 2
/** Between the lines of a pattern: dark, so that they stand out on bright tissue. */
const GROUND = [16, 21, 27] as const
const GROUND_OPACITY = 0.45
const INK_OPACITY = 0.9

type Rgba = readonly [number, number, number, number]

const rgb = (hex: string): readonly [number, number, number] => {
  const bits = Number.parseInt(hex.slice(1), 16)
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255]
}

/** Whether a pattern has ink at a pixel of its own repeat. */
const INK: Readonly<Record<Exclude<VoxelStyle['pattern'], 'flat'>, (x: number, y: number) => boolean>> = {
  slash: (x, y) => (x + y) % PITCH_PX < INK_PX,
  backslash: (x, y) => (x - y + PITCH_PX) % PITCH_PX < INK_PX,
  cross: (x, y) => (x + y) % PITCH_PX < 1 || (x - y + PITCH_PX) % PITCH_PX < 1,
  dots: (x, y) => x % PITCH_PX < INK_PX && y % PITCH_PX < INK_PX,
}

/** One repeat of a style's pattern, PITCH x PITCH pixels. */
const tileOf = (style: VoxelStyle): readonly Rgba[] => {
  const [r, g, b] = rgb(style.colour)
  const ink: Rgba = [r, g, b, 255 * INK_OPACITY]
  const ground: Rgba = [...GROUND, 255 * GROUND_OPACITY]
  return Array.from({ length: PITCH_PX * PITCH_PX }, (_, n) => {
    if (style.pattern === 'flat') return [r, g, b, 255 * style.opacity]
    return INK[style.pattern](n % PITCH_PX, Math.floor(n / PITCH_PX)) ? ink : ground
  })
}

const cornersOf = (grid: Grid): readonly PointLps[] => {
  const far = grid.size.map((n, c) => (n - 1) * (grid.spacingMm[c] ?? 1))
  const d = grid.direction
  return Array.from({ length: 8 }, (_, n) => {
    const [a, b, c] = [0, 1, 2].map((bit) => ((n >> bit) & 1) * (far[bit] ?? 0)) as [number, number, number]
    const at = (row: 0 | 1 | 2) =>
      grid.originLps[row] + (d[3 * row] ?? 0) * a + (d[3 * row + 1] ?? 0) * b + (d[3 * row + 2] ?? 0) * c
    return pointLps(at(0), at(1), at(2))
  })
}

/** The pixels of a view that a grid can fill: left, top, right, bottom. */
const boundsPx = (grid: Grid, plane: PlaneModel): readonly [number, number, number, number] => {
  const places = cornersOf(grid).map((corner) => toPx(plane, corner))
  const pad = Math.ceil(Math.max(...grid.spacingMm) / plane.mmPerPx)
  const [width, height] = plane.sizePx
  return [
    Math.max(0, Math.floor(Math.min(...places.map(([x]) => x))) - pad),
    Math.max(0, Math.floor(Math.min(...places.map(([, y]) => y))) - pad),
    Math.min(width, Math.ceil(Math.max(...places.map(([x]) => x))) + pad),
    Math.min(height, Math.ceil(Math.max(...places.map(([, y]) => y))) + pad),
  ]
}

/** Paints the closest voxel's style into every pixel of the picture, whose left top corner is at (left, top) of the view. */
const fillPixels = (image: ImageData, left: number, top: number, paint: VoxelPaint, plane: PlaneModel): void => {
  const { grid, code } = paint
  const scale = pageScale()
  const tiles = paint.styles.map((style) => (style === null ? null : tileOf(style)))
  const start = lpsToIndex(grid, fromPx(plane, left + 0.5, top + 0.5))
  const right = lpsToIndex(grid, fromPx(plane, left + 1.5, top + 0.5)).map((x, c) => x - (start[c] ?? 0))
  const down = lpsToIndex(grid, fromPx(plane, left + 0.5, top + 1.5)).map((x, c) => x - (start[c] ?? 0))
  const [nx, ny, nz] = grid.size
  const along = (c: 0 | 1 | 2, x: number, y: number) => Math.round(start[c] + x * (right[c] ?? 0) + y * (down[c] ?? 0))
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++) {
      const [i, j, k] = [along(0, x, y), along(1, x, y), along(2, x, y)]
      if (i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz) continue
      const tile = tiles[code[i + nx * (j + ny * k)] ?? 0]
      if (tile === null || tile === undefined) continue
      const [a, b] = [Math.floor((left + x) / scale) % PITCH_PX, Math.floor((top + y) / scale) % PITCH_PX]
      image.data.set(tile[a + PITCH_PX * b] ?? [0, 0, 0, 0], 4 * (x + image.width * y))
    }
}

/** Voxels by their code over one view, each pixel that of the closest voxel; drawn again where anything differs. */
export const createVoxelLayer = (canvas: HTMLCanvasElement) => {
  let drawn: VoxelPaint | null = null
  let drawnKey = ''
  return {
    draw: (paint: VoxelPaint | null, plane: PlaneModel, shown: boolean): void => {
      const wanted = shown ? paint : null
      const key = wanted === null ? '' : [plane.slice, plane.centreMm, plane.mmPerPx, plane.sizePx, pageScale()].join()
      if (wanted === drawn && key === drawnKey) return
      drawn = wanted
      drawnKey = key
      canvas.hidden = wanted === null
      if (wanted === null) return
      const [left, top, right, bottom] = boundsPx(wanted.grid, plane)
      const [width, height] = [Math.max(1, right - left), Math.max(1, bottom - top)]
      canvas.width = width
      canvas.height = height
      Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` })
      const context = canvas.getContext('2d')
      if (context === null) return
      const image = context.createImageData(width, height)
      fillPixels(image, left, top, wanted, plane)
      context.putImageData(image, 0, 0)
    },
  }
}
