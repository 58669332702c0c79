import { createHash } from 'node:crypto'
import type { FrameUid, Sha256, Uid, Vec3 } from '../../../src/core/frame/index.js'
import { cross, dot, fromColumns, pointLps } from '../../../src/core/frame/index.js'
import type { ImagePlane, Volume } from '../../../src/core/volume/index.js'
import { add, type Cut, mad, type Shape, scale, sub } from '../closed-forms/index.js'

/** A UID under 2.25 that follows from a name (PS3.5 B.2). */
export const uidOf = (name: string): Uid =>
  `2.25.${BigInt(`0x${createHash('sha256').update(name).digest('hex').slice(0, 30)}`)}` as Uid

export const hashOf = (...parts: readonly (string | Uint8Array)[]): Sha256 => {
  const h = createHash('sha256')
  for (const p of parts) h.update(p)
  return h.digest('hex') as Sha256
}

/** How a series was taken: where its planes lie and how its pixels are spaced. */
export type Acquisition = {
  readonly name: string
  readonly modality: 'CT' | 'MR'
  readonly frame: FrameUid
  readonly columns: number
  readonly rows: number
  readonly slices: number
  /** Distance of neighbours in a row, of rows, and of planes. */
  readonly columnMm: number
  readonly rowMm: number
  readonly sliceMm: number
  readonly rowDirection: Vec3
  readonly columnDirection: Vec3
  readonly normal: Vec3
  /** Centre of the first pixel of the first plane. */
  readonly originMm: Vec3
}

export type Orientation = { readonly rowDirection: Vec3; readonly columnDirection: Vec3 }

/** Planes as scanners take them; `patient` as in Patient Position (0018,5100). */
export const axial = (patient: 'HFS' | 'HFP' | 'FFS' | 'FFP' = 'HFS'): Orientation => {
  const x = patient === 'HFS' || patient === 'FFP' ? 1 : -1
  const y = patient === 'HFS' || patient === 'FFS' ? 1 : -1
  return { rowDirection: [x, 0, 0], columnDirection: [0, y, 0] }
}
export const sagittal: Orientation = { rowDirection: [0, 1, 0], columnDirection: [0, 0, -1] }

type Taken = {
  readonly name: string
  readonly modality?: 'CT' | 'MR'
  readonly frame?: string
  readonly orientation?: Orientation
  readonly columnMm?: number
  readonly rowMm?: number
  readonly sliceMm?: number
  /** Where the body's middle lies between two planes, as a share of their distance. */
  readonly phase?: number
  /** What is imaged besides the body. */
  readonly paddingMm?: number
}

/** A series that shows the whole body with padding round it. */
export const acquire = (around: Shape, taken: Taken): Acquisition => {
  const { rowDirection: u, columnDirection: v } = taken.orientation ?? axial()
  const w = cross(u, v)
  const { columnMm = 0.98, rowMm = 0.98, sliceMm = 2.5, phase = 0, paddingMm = 10 } = taken
  const middle = scale(add(around.minMm, around.maxMm), 0.5)
  const half = scale(sub(around.maxMm, around.minMm), 0.5)
  const reach = (d: Vec3) => dot(d.map(Math.abs) as unknown as Vec3, half) + paddingMm
  const across = (d: Vec3, mm: number) => Math.ceil(reach(d) / mm)
  const [c, r, s] = [across(u, columnMm), across(v, rowMm), across(w, sliceMm)]
  const corner = mad(mad(middle, u, -(c + 0.37) * columnMm), v, -(r + 0.18) * rowMm)
  return {
    name: taken.name,
    modality: taken.modality ?? 'CT',
    frame: uidOf(`frame ${taken.frame ?? taken.name}`) as unknown as FrameUid,
    columns: 2 * c + 1,
    rows: 2 * r + 1,
    slices: 2 * s + 1,
    columnMm,
    rowMm,
    sliceMm,
    rowDirection: u,
    columnDirection: v,
    normal: w,
    originMm: mad(corner, w, (phase - s) * sliceMm),
  }
}

export const planeOrigin = (a: Acquisition, k: number): Vec3 => mad(a.originMm, a.normal, k * a.sliceMm)

/** The acquisition's planes, in order. */
export const cutsOf = (a: Acquisition): Cut[] =>
  Array.from({ length: a.slices }, (_, k) => ({ originMm: planeOrigin(a, k), u: a.rowDirection, v: a.columnDirection }))

const planesOf = (a: Acquisition): ImagePlane[] =>
  cutsOf(a).map((cut, k) => ({
    originLps: pointLps(...cut.originMm),
    rowDirection: a.rowDirection,
    columnDirection: a.columnDirection,
    normal: a.normal,
    sopInstanceUid: uidOf(`${a.name} image ${k}`),
    sopClassUid: (a.modality === 'CT' ? '1.2.840.10008.5.1.4.1.1.2' : '1.2.840.10008.5.1.4.1.1.4') as Uid,
  }))

/** One material of a phantom: later ones cover earlier ones. */
export type Material = {
  readonly shape: Shape
  readonly hu: number
  /** Voxels are this material whole where their centre is inside: no partial volume. */
  readonly whole?: boolean
}

/**
 * The series' pixels: each voxel mixes the materials by how much of it they cover (partial volume),
 * as a plane through it at the shape's distance and slope would.
 */
export const volumeOf = (a: Acquisition, background = 40, materials: readonly Material[] = []): Volume => {
  const data = new Int16Array(a.columns * a.rows * a.slices).fill(background)
  const values = materials.length > 0 ? new Float32Array(data.length).fill(background) : undefined
  const axes: readonly [Vec3, number][] = [
    [a.rowDirection, a.columnMm],
    [a.columnDirection, a.rowMm],
    [a.normal, a.sliceMm],
  ]
  const reach = Math.sqrt(a.columnMm ** 2 + a.rowMm ** 2 + a.sliceMm ** 2) / 2
  for (const { shape, hu, whole } of materials)
    for (let k = 0, o = 0; k < a.slices; k++)
      for (let j = 0; j < a.rows; j++)
        for (let i = 0; i < a.columns; i++, o++) {
          const p = mad(mad(planeOrigin(a, k), a.rowDirection, i * a.columnMm), a.columnDirection, j * a.rowMm)
          const f = shape.signedMm(p)
          if (!values || f > reach) continue
          const covered = whole === true ? Number(f < 0) : f < -reach ? 1 : coverage(shape, p, axes)
          values[o] = (values[o] as number) * (1 - covered) + hu * covered
        }
  if (values) for (const [o, v] of values.entries()) data[o] = Math.round(v)
  return {
    seriesUid: uidOf(`${a.name} series`),
    studyUid: uidOf(`${a.frame} study`),
    frame: a.frame,
    modality: a.modality,
    description: a.name,
    date: '20261124',
    grid: {
      frame: a.frame,
      size: [a.columns, a.rows, a.slices],
      originLps: pointLps(...a.originMm),
      spacingMm: [a.columnMm, a.rowMm, a.sliceMm],
      direction: fromColumns(a.rowDirection, a.columnDirection, a.normal),
    },
    planes: planesOf(a),
    evenlySpaced: true,
    data,
    slope: Array.from({ length: a.slices }, () => 1),
    intercept: Array.from({ length: a.slices }, () => 0),
    unit: a.modality === 'CT' ? 'HU' : 'none',
    hash: hashOf(a.name, JSON.stringify(a), new Uint8Array(data.buffer)),
  }
}

/** Share of the voxel round p inside the shape, by 4 x 4 x 4 points. */
const coverage = (shape: Shape, p: Vec3, axes: readonly [Vec3, number][]): number => {
  let inside = 0
  for (let n = 0; n < 64; n++) {
    let q = p
    for (const [d, [axis, mm]] of axes.entries()) q = mad(q, axis, ((((n >> (2 * d)) & 3) - 1.5) / 4) * mm)
    if (shape.signedMm(q) < 0) inside++
  }
  return inside / 64
}
