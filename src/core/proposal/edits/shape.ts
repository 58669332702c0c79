import { boxOfGrid, boxRound, type Field, gridOfBox, type LatticeBox, meetBoxes } from '../../field/index.js'
import { dot, type Grid, type Vec3, voxelCount } from '../../frame/index.js'
import { onPlane, planeAxes, sectionDistance, sectionSpans } from './section.js'
import type { EditShape } from './types.js'

/** How far round a shape its distance is laid into a field, in voxels: what volumes and contours look at. */
const BAND_VOXELS = 3

/** A box in LPS mm. */
export type Bounds = { readonly min: Vec3; readonly max: Vec3 }

/** Signed distance to a piece of a shape at a point, negative inside. */
type Distance = (x: number, y: number, z: number) => number

/** A part of a shape: the shape is the union of its pieces. */
type Piece = { readonly bounds: Bounds; readonly distance: Distance }

const pointAt = (points: readonly number[], i: number): Vec3 => [
  points[3 * i] as number,
  points[3 * i + 1] as number,
  points[3 * i + 2] as number,
]

const boundsRound = (points: readonly Vec3[], reach: Vec3): Bounds => {
  const edge = (c: 0 | 1 | 2, side: -1 | 1) =>
    side * points.reduce((most, p) => Math.max(most, side * p[c]), -Infinity) + side * reach[c]
  return { min: [edge(0, -1), edge(1, -1), edge(2, -1)], max: [edge(0, 1), edge(1, 1), edge(2, 1)] }
}

/** Distance to what lies within both bounds: across the plane and in it. */
const extruded = (inPlane: number, across: number): number =>
  inPlane > 0 && across > 0 ? Math.sqrt(inPlane * inPlane + across * across) : Math.max(inPlane, across)

/** The piece that a ball or a disc covers on its way from one point to the next. */
const sweptPiece = (a: Vec3, b: Vec3, { radiusMm, flat }: Extract<EditShape, { is: 'sweep' }>): Piece => {
  const d: Vec3 = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
  const length2 = dot(d, d)
  const [nx, ny, nz] = flat?.normalLps ?? [0, 0, 0]
  // A disc reaches along an axis by its rim and by its thickness.
  const reach = [nx, ny, nz].map((n) =>
    flat === null ? radiusMm : radiusMm * Math.sqrt(Math.max(0, 1 - n * n)) + flat.halfThicknessMm * Math.abs(n),
  ) as unknown as Vec3
  const distance: Distance = (x, y, z) => {
    const px = x - a[0]
    const py = y - a[1]
    const pz = z - a[2]
    const height = px * nx + py * ny + pz * nz
    const along = length2 > 0 ? Math.max(0, Math.min(1, (px * d[0] + py * d[1] + pz * d[2]) / length2)) : 0
    const ex = px - along * d[0] - height * nx
    const ey = py - along * d[1] - height * ny
    const ez = pz - along * d[2] - height * nz
    const inPlane = Math.sqrt(ex * ex + ey * ey + ez * ez) - radiusMm
    return flat === null ? inPlane : extruded(inPlane, Math.abs(height) - flat.halfThicknessMm)
  }
  return { bounds: boundsRound([a, b], reach), distance }
}

const prism = ({ loopLps, flat }: Extract<EditShape, { is: 'outline' }>, spacingMm: number): Piece => {
  const axes = planeAxes(flat.normalLps)
  const loops = [onPlane(axes, loopLps)]
  const inPlane = sectionDistance(loops, sectionSpans(loops), spacingMm, (BAND_VOXELS + 1) * spacingMm)
  const height = dot(pointAt(loopLps, 0), axes.w)
  const points = Array.from({ length: loopLps.length / 3 }, (_, i) => pointAt(loopLps, i))
  const { u, v, w } = axes
  return {
    bounds: boundsRound(points, w.map((n) => flat.halfThicknessMm * Math.abs(n)) as unknown as Vec3),
    distance: (x, y, z) =>
      extruded(
        inPlane(x * u[0] + y * u[1] + z * u[2], x * v[0] + y * v[1] + z * v[2]),
        Math.abs(x * w[0] + y * w[1] + z * w[2] - height) - flat.halfThicknessMm,
      ),
  }
}

/** A box round a shape. */
export const shapeBounds = (shape: EditShape): Bounds => {
  const points = shape.is === 'sweep' ? shape.pathLps : shape.loopLps
  const thickness = shape.flat?.halfThicknessMm ?? 0
  const reach = shape.is === 'sweep' ? Math.max(shape.radiusMm, thickness) : thickness
  return boundsRound(
    Array.from({ length: points.length / 3 }, (_, i) => pointAt(points, i)),
    [reach, reach, reach],
  )
}

const piecesOf = (shape: EditShape, spacingMm: number): Piece[] => {
  if (shape.is === 'outline') return [prism(shape, spacingMm)]
  const count = shape.pathLps.length / 3
  return Array.from({ length: Math.max(1, count - 1) }, (_, i) =>
    sweptPiece(pointAt(shape.pathLps, i), pointAt(shape.pathLps, Math.min(i + 1, count - 1)), shape),
  )
}

/** The part of a lattice that a shape within the bounds changes. */
export const boxOf = ({ min, max }: Bounds, spacingMm: number): LatticeBox =>
  boxRound(min, max, BAND_VOXELS * spacingMm, spacingMm)

/**
 * Signed distance to a shape, negative inside, on the part of a grid that it changes; Infinity past its band.
 * undefined where the grid has none of it.
 */
export const shapeField = (shape: EditShape, within: Grid): Field | undefined => {
  const h = within.spacingMm[0]
  const band = BAND_VOXELS * h
  const box = meetBoxes(boxOfGrid(within), boxOf(shapeBounds(shape), h))
  if (box === undefined) return undefined
  const grid = gridOfBox(within.frame, box, h)
  const mm = new Float32Array(voxelCount(grid)).fill(Infinity)
  const [nx, ny] = grid.size
  for (const { bounds, distance } of piecesOf(shape, h)) {
    const piece = meetBoxes(box, boxOf(bounds, h))
    if (piece === undefined) continue
    for (let k = piece.from[2]; k <= piece.to[2]; k++)
      for (let j = piece.from[1]; j <= piece.to[1]; j++) {
        const row = nx * (j - box.from[1] + ny * (k - box.from[2])) - box.from[0]
        for (let i = piece.from[0]; i <= piece.to[0]; i++) {
          const d = distance(i * h, j * h, k * h)
          if (d < band && d < (mm[row + i] as number)) mm[row + i] = d
        }
      }
  }
  return { grid, mm }
}
