import type { FrameUid, Vec3 } from '../src/core/frame/index.js'
import { capsule, ellipsoid, type Shape, sphere } from '../tests/support/closed-forms/index.js'
import {
  type Acquisition,
  axial,
  isotropic,
  organ,
  type Part,
  type Phantom,
  phantomOf,
  target,
  uidOf,
} from '../tests/support/phantom/index.js'

const COLUMN_MM = 0.9766
const SLICE_MM = 2

/** The target's middle, in the middle of the head. */
const MIDDLE: Vec3 = [8, -12, 4]

/** 40 cm3. */
const TARGET = sphere(MIDDLE, 21.216)

const acquisition = (slices: number): Acquisition => ({
  name: `bench head ${slices}`,
  modality: 'CT',
  frame: uidOf('bench head') as unknown as FrameUid,
  columns: 512,
  rows: 512,
  slices,
  columnMm: COLUMN_MM,
  rowMm: COLUMN_MM,
  sliceMm: SLICE_MM,
  ...axial(),
  normal: [0, 0, 1],
  originMm: [-255.5 * COLUMN_MM, -255.5 * COLUMN_MM, -(slices / 2) * SLICE_MM],
})

const near = (x: number, y: number, z: number): Vec3 => [MIDDLE[0] + x, MIDDLE[1] + y, MIDDLE[2] + z]

/** Twelve organs about the target as they lie about a nasopharynx; the first six reach into its margin. */
export const ORGANS: readonly {
  readonly name: string
  readonly shape: Shape
  readonly marginMm: number
  readonly blocks: boolean
}[] = [
  { name: 'Brainstem', shape: capsule(near(-8, 36, 0), near(-8, 36, 40), 13), marginMm: 1, blocks: true },
  { name: 'SpinalCord', shape: capsule(near(-8, 38, -150), near(-8, 38, -20), 6), marginMm: 2, blocks: true },
  { name: 'A_Carotid_L', shape: capsule(near(24, 6, -60), near(24, 6, 30), 3), marginMm: 0, blocks: false },
  { name: 'OpticChiasm', shape: ellipsoid(near(-8, 0, 27), [8, 5, 3]), marginMm: 1, blocks: true },
  { name: 'OpticNrv_L', shape: capsule(near(2, -2, 27), near(26, -36, 22), 2.5), marginMm: 1, blocks: true },
  { name: 'Lobe_Temporal_L', shape: ellipsoid(near(44, 4, 22), [22, 34, 20]), marginMm: 0, blocks: true },
  { name: 'Lobe_Temporal_R', shape: ellipsoid(near(-60, 4, 22), [22, 34, 20]), marginMm: 0, blocks: true },
  { name: 'OpticNrv_R', shape: capsule(near(-18, -2, 27), near(-42, -36, 22), 2.5), marginMm: 1, blocks: true },
  { name: 'Eye_L', shape: sphere(near(28, -48, 20), 12), marginMm: 0, blocks: false },
  { name: 'Eye_R', shape: sphere(near(-44, -48, 20), 12), marginMm: 0, blocks: false },
  { name: 'Parotid_L', shape: ellipsoid(near(52, 20, -30), [12, 18, 26]), marginMm: 0, blocks: false },
  { name: 'Parotid_R', shape: ellipsoid(near(-68, 20, -30), [12, 18, 26]), marginMm: 0, blocks: false },
]

/** Air outside the head and in a channel before the target; tissue of 40 HU elsewhere, with the noise of a scanner. */
const paint = (data: Int16Array | Uint16Array | Float32Array, image: Acquisition): void => {
  const noise = Int8Array.from({ length: 4099 }, (_, n) => ((n * 7919) % 41) - 20)
  for (let k = 0, o = 0; k < image.slices; k++)
    for (let j = 0; j < image.rows; j++)
      for (let i = 0; i < image.columns; i++, o++) {
        const x = image.originMm[0] + i * image.columnMm
        const y = image.originMm[1] + j * image.rowMm
        const outside = (x / 85) ** 2 + (y / 105) ** 2 > 1
        const airway = (x - MIDDLE[0]) ** 2 + (y - MIDDLE[1] + 26) ** 2 < 81
        data[o] = (outside || airway ? -1000 : 40) + (noise[o % 4099] ?? 0)
      }
}

export type HeadRequest = { readonly slices: number; readonly exclusions: typeof ORGANS }

/** A head of closed forms on a CT of 512 x 512, as long as asked; the target and the organs are the same whatever the length. */
export const headCase = ({ slices, exclusions }: HeadRequest): Phantom => {
  const image = acquisition(slices)
  const parts: Part[] = [
    { name: 'rGTV', shape: TARGET, type: 'GTV', role: target },
    ...exclusions.map(({ name, shape, marginMm, blocks }) => ({
      name,
      shape,
      type: 'ORGAN',
      role: organ(marginMm, blocks),
    })),
  ]
  const phantom = phantomOf({ name: image.name, image, parts, margin: isotropic(5) })
  paint(phantom.inputs.image.data, image)
  return phantom
}
