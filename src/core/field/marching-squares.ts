import { spansUpTo } from './spans.js'

/**
 * Closed level-set loops of a raster by marching squares; crossings are linear along the edges, saddles are decided by
 * the cell's mean. Nodes below 0 are inside; what lies off the raster counts as outside.
 * @param value one number a node, row by row: `value[i + columns * j]`
 * @returns loops of i, j pairs in node units, the inside on the left: outer loops counter-clockwise, holes clockwise
 */
export const marchingSquares = (value: Float32Array, columns: number, rows: number): Float64Array[] => {
  // A rim of outside nodes closes loops that reach the raster's edge.
  const nc = columns + 2
  const nr = rows + 2
  const rimmed = new Float32Array(nc * nr).fill(RIM)
  for (let j = 0; j < rows; j++) rimmed.set(value.subarray(columns * j, columns * (j + 1)), 1 + nc * (j + 1))
  for (let n = 0; n < rimmed.length; n++) if (Math.abs(rimmed[n] as number) < NOT_ZERO) rimmed[n] = NOT_ZERO
  // Edge 2e runs from node e to its right neighbour, 2e + 1 to the one below. Each crossed edge starts one segment.
  const next = new Int32Array(2 * nc * nr).fill(-1)
  const starts: number[] = []
  const link = (from: number, to: number): void => {
    next[from] = to
    starts.push(from)
  }
  const inner = spansUpTo(rimmed, nc, nr, 0)
  for (let j = 0; j + 1 < nr; j++) {
    const last = Math.max(inner.to[j] as number, inner.to[j + 1] as number)
    for (let i = Math.min(inner.from[j] as number, inner.from[j + 1] as number) - 1; i <= last; i++) {
      const node = i + nc * j
      const a = rimmed[node] as number
      const b = rimmed[node + 1] as number
      const c = rimmed[node + nc + 1] as number
      const d = rimmed[node + nc] as number
      const kind = (a < 0 ? 1 : 0) | (b < 0 ? 2 : 0) | (c < 0 ? 4 : 0) | (d < 0 ? 8 : 0)
      if (kind === 0 || kind === 15) continue
      const top = 2 * node
      const left = 2 * node + 1
      const right = 2 * (node + 1) + 1
      const bottom = 2 * (node + nc)
      const inside = a + b + c + d < 0
      switch (kind) {
        case 1:
          link(top, left)
          break
        case 2:
          link(right, top)
          break
        case 3:
          link(right, left)
          break
        case 4:
          link(bottom, right)
          break
        case 5:
          if (inside) {
            link(top, right)
            link(bottom, left)
          } else {
            link(top, left)
            link(bottom, right)
          }
          break
        case 6:
          link(bottom, top)
          break
        case 7:
          link(bottom, left)
          break
        case 8:
          link(left, bottom)
          break
        case 9:
          link(top, bottom)
          break
        case 10:
          if (inside) {
            link(left, top)
            link(right, bottom)
          } else {
            link(right, top)
            link(left, bottom)
          }
          break
        case 11:
          link(right, bottom)
          break
        case 12:
          link(left, right)
          break
        case 13:
          link(top, right)
          break
        default:
          link(left, top)
      }
    }
  }
  const loops: Float64Array[] = []
  for (const start of starts) {
    if (next[start] === -1) continue
    const points: number[] = []
    for (let e = start; next[e] !== -1; ) {
      const node = e >> 1
      const i = node % nc
      const j = (node - i) / nc
      const p = rimmed[node] as number
      const q = rimmed[(e & 1) === 0 ? node + 1 : node + nc] as number
      const t = p / (p - q)
      points.push(i - 1 + ((e & 1) === 0 ? t : 0), j - 1 + ((e & 1) === 1 ? t : 0))
      const to = next[e] as number
      next[e] = -1
      e = to
    }
    loops.push(Float64Array.from(points))
  }
  return loops
}

/** Off the raster. */
const RIM = 1
/** A node exactly on the level would put several crossings at one place. */
const NOT_ZERO = 1e-6
