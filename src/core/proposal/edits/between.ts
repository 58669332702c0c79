import { boxOfGrid, type Field, type LatticeBox, simplifyLoop, tracePlane } from '../../field/index.js'
import { dot, type Vec3 } from '../../frame/index.js'
import { CLAMP_MM } from '../carve.js'
import { type PlaneAxes, planeAt, planeAxes, type SectionDistance, sectionDistance, sectionSpans } from './section.js'
import type { BetweenEdit } from './types.js'

/** Sections are simplified by this (mm), to at most so many points: their distances are worked out point by point. */
const SIMPLIFY_MM = 0.005
const MOST_POINTS = 400

const sectionAt = (field: Field, axes: PlaneAxes, heightMm: number): Float64Array[] =>
  tracePlane(field, planeAt(axes, heightMm)).map((loop) => simplifyLoop(loop, SIMPLIFY_MM, MOST_POINTS).loop)

/** What the CTV becomes between two planes: shape-based interpolation of its sections (Raya & Udupa 1990, doi 10.1109/42.52980). */
type Filling = {
  readonly axes: PlaneAxes
  readonly lowMm: number
  readonly highMm: number
  readonly low: SectionDistance
  readonly high: SectionDistance
}

const fillingOf = (field: Field, { fromLps, toLps, normalLps }: BetweenEdit): Filling | undefined => {
  const axes = planeAxes(normalLps)
  const heights = [dot(fromLps, normalLps), dot(toLps, normalLps)]
  const lowMm = Math.min(...heights)
  const highMm = Math.max(...heights)
  const lowLoops = sectionAt(field, axes, lowMm)
  const highLoops = sectionAt(field, axes, highMm)
  if (lowLoops.length === 0 || highLoops.length === 0) return undefined
  const spans = sectionSpans([...lowLoops, ...highLoops])
  const spacingMm = field.grid.spacingMm[0]
  const distance = (loops: Float64Array[]) => sectionDistance(loops, spans, spacingMm, CLAMP_MM)
  return { axes, lowMm, highMm, low: distance(lowLoops), high: distance(highLoops) }
}

/** Calls `visit` for every voxel between the planes with what its distance becomes. */
export const visitBetween = (
  field: Field,
  edit: BetweenEdit,
  visit: (offset: number, mm: number) => void,
): LatticeBox | undefined => {
  const filling = fillingOf(field, edit)
  if (filling === undefined) return undefined
  const { axes, lowMm, highMm, low, high } = filling
  const { u, v, w } = axes
  const on = (axis: Vec3, x: number, y: number, z: number) => axis[0] * x + axis[1] * y + axis[2] * z
  const { from, to } = boxOfGrid(field.grid)
  const h = field.grid.spacingMm[0]
  const thickness = highMm - lowMm
  const least: [number, number, number] = [Infinity, Infinity, Infinity]
  const most: [number, number, number] = [-Infinity, -Infinity, -Infinity]
  for (let k = from[2], n = 0; k <= to[2]; k++)
    for (let j = from[1]; j <= to[1]; j++)
      for (let i = from[0]; i <= to[0]; i++, n++) {
        const height = on(w, i * h, j * h, k * h)
        if (height < lowMm || height > highMm) continue
        const p = on(u, i * h, j * h, k * h)
        const q = on(v, i * h, j * h, k * h)
        const below = low(p, q)
        const above = high(p, q)
        const t = (height - lowMm) / thickness
        // A wall that leans is nearer than it is along the plane.
        const lean = (above - below) / thickness
        visit(n, ((1 - t) * below + t * above) / Math.sqrt(1 + lean * lean))
        if (i < least[0]) least[0] = i
        if (i > most[0]) most[0] = i
        if (j < least[1]) least[1] = j
        if (j > most[1]) most[1] = j
        if (k < least[2]) least[2] = k
        if (k > most[2]) most[2] = k
      }
  return most[0] < least[0] ? undefined : { from: least, to: most }
}
