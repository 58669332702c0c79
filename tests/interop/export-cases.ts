import type { Vec3 } from '../../src/core/frame/index.js'
import type { ProposalRequest } from '../../src/index.js'
import * as cf from '../support/closed-forms/index.js'
import * as ph from '../support/phantom/index.js'

/** A phantom that goes the whole way as files: written by pydicom, read, proposed, exported, read by other programs. */
export type ExportCase = {
  readonly name: string
  readonly phantom: ph.Phantom
  readonly request: ProposalRequest
  readonly truth: cf.Shape
  readonly holes: 'keyhole' | 'nested'
}

const C: Vec3 = [-14.26, 21.83, -63.57]
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]
const tilt = cf.turned(18, 9)
const ball = cf.sphere(C, 9)
const nerve = cf.sphere(at(15, 2, 0), 6)
const duct = cf.cylinder(at(-13, 1, 0), [0.05, 0.1, 1], 4)
const channel = cf.cylinder(C, [0.1, 0.05, 1], 3)
/** Air round a core of tissue. */
const tube = cf.subtract(cf.cylinder(C, [0.1, 0.05, 1], 6), cf.cylinder(C, [0.1, 0.05, 1], 3))
const lobes = cf.union(cf.sphere(at(-11, 3, 1), 5), cf.sphere(at(12, -2, -1), 4.5))

type Asked = Partial<Pick<ExportCase, 'request' | 'truth' | 'holes'>> & {
  readonly target?: cf.Shape
  readonly image?: Omit<Parameters<typeof ph.acquire>[1], 'name'>
  readonly organ?: cf.Shape
  readonly materials?: readonly ph.Material[]
}

const exportCase = (name: string, a: Asked): ExportCase => {
  const target = a.target ?? ball
  const truth = a.truth ?? cf.expand(target, 5)
  const image = ph.acquire(cf.expand(truth, 1), { sliceMm: 2, columnMm: 0.8, rowMm: 1.1, ...a.image, name })
  const phantom = ph.phantomOf({
    name,
    image,
    parts: [
      { name: 'rGTV', shape: target, role: ph.target, type: 'GTV' },
      { name: 'Organ A', shape: a.organ ?? cf.sphere(at(0, 0, 30), 3), role: ph.organ(0) },
    ],
    ...(a.materials ? { materials: a.materials } : {}),
  })
  return {
    name,
    phantom,
    truth,
    holes: a.holes ?? 'keyhole',
    request: { targets: ['rGTV'], useDefaults: false, ...a.request },
  }
}

/** Drawn on the MR alone, in its own frame. */
const carried = (): ExportCase => {
  const name = 'rGTV on the MR'
  const turn = cf.turned(9, -6, 14)
  const rows = [turn.u, turn.v, turn.w] as const
  const shift: Vec3 = [31.5, -48.25, 107.75]
  const image = ph.acquire(cf.sphere(C, 15), { name, sliceMm: 2.5, columnMm: 0.9, rowMm: 1 })
  const onMr = cf.seenThrough(ball, [rows[0], rows[1], rows[2]], shift)
  const mr = ph.acquire(onMr, {
    name: 'MR series',
    modality: 'MR',
    orientation: { rowDirection: tilt.u, columnDirection: tilt.v },
    columnMm: 0.6,
    rowMm: 0.6,
    sliceMm: 2.5,
  })
  const toCt = ph.rigidOf(name, mr, image, rows, shift)
  const others = [{ image: mr, parts: [{ name: 'rGTV', shape: onMr, role: ph.target }], toCt }]
  return {
    name,
    phantom: ph.phantomOf({ name, image, parts: [], others }),
    request: { targets: ['rGTV'], useDefaults: false },
    truth: cf.sphere(C, 14),
    holes: 'keyhole',
  }
}

export const EXPORT_CASES: readonly ExportCase[] = [
  exportCase('sphere, organ and air', {
    organ: nerve,
    truth: cf.subtract(cf.sphere(C, 14), nerve, duct),
    materials: [{ shape: duct, hu: -970 }],
    request: { exclude: ['Organ A'] },
  }),
  ...(['HFP', 'FFS', 'FFP'] as const).map((position) =>
    exportCase(`left margins, ${position}`, {
      target: cf.sphere(C, 8),
      truth: cf.expand(cf.octants(C, [1, 8, 6, 3, 2, 7]), 8),
      image: { orientation: ph.axial(position) },
      request: {
        marginLrapsiMm: { leftMm: 8, rightMm: 1, anteriorMm: 6, posteriorMm: 3, superiorMm: 7, inferiorMm: 2 },
      },
    }),
  ),
  exportCase('tilted acquisition', { image: { orientation: { rowDirection: tilt.u, columnDirection: tilt.v } } }),
  exportCase('sagittal acquisition', { image: { orientation: ph.sagittal } }),
  exportCase('air through the target, keyholes', {
    truth: cf.subtract(cf.sphere(C, 14), channel),
    materials: [{ shape: channel, hu: -970 }],
  }),
  exportCase('air through the target, nested', {
    truth: cf.subtract(cf.sphere(C, 14), channel),
    materials: [{ shape: channel, hu: -970 }],
    holes: 'nested',
  }),
  ...(['keyhole', 'nested'] as const).map((holes) =>
    exportCase(`an island in a hole, ${holes}`, {
      truth: cf.subtract(cf.sphere(C, 14), tube),
      materials: [{ shape: tube, hu: -970 }],
      holes,
    }),
  ),
  exportCase('two loops on a plane', { target: lobes, request: { marginMm: 4 }, truth: cf.expand(lobes, 4) }),
  carried(),
]
