import type { Vec3 } from '../../src/core/frame/index.js'
import * as cf from '../support/closed-forms/index.js'
import * as ph from '../support/phantom/index.js'

/** One closed-form case: what is drawn and imaged, and what the CTV must be. */
export type AccuracyCase = {
  readonly name: string
  /** Smooth solids on slices up to 2.5 mm have the tight bounds; 3 mm slices, cut bodies and edges off axis the others. */
  readonly bound: 'smooth' | 'edges'
  /** Positions of the planes relative to the body, as shares of their distance. */
  readonly phases: readonly number[]
  readonly truth: cf.Shape
  readonly phantom: (phase: number) => ph.Phantom
  /** What plastimatch's way can do of it: expand, and take away structures and air. */
  readonly usual?: {
    readonly marginMm: number
    readonly minus?: readonly { name: string; marginMm: number }[]
    readonly airBelowHu?: number
  }
}

type Simple = {
  readonly name: string
  readonly target: cf.Shape
  readonly marginMm?: number
  readonly truth?: cf.Shape
  readonly edges?: boolean
  readonly phases?: readonly number[]
  readonly image?: Omit<Parameters<typeof ph.acquire>[1], 'name' | 'phase'>
  readonly parts?: readonly ph.Part[]
  readonly materials?: readonly ph.Material[]
  readonly margin?: ph.PhantomRequest['margin']
  readonly usual?: AccuracyCase['usual'] | null
}

const simple = (s: Simple): AccuracyCase => {
  const marginMm = s.marginMm ?? 5
  const truth = s.truth ?? cf.expand(s.target, marginMm)
  const sliceMm = s.image?.sliceMm ?? 2.5
  return {
    name: s.name,
    bound: s.edges === true || sliceMm > 2.5 ? 'edges' : 'smooth',
    phases: s.phases ?? [0.1, 0.6],
    truth,
    phantom: (phase) => {
      const name = `${s.name} @${phase}`
      return ph.phantomOf({
        name,
        image: ph.acquire(cf.expand(truth, 1), { ...s.image, name, phase }),
        parts: [{ name: 'rGTV', shape: s.target, role: ph.target, type: 'GTV' }, ...(s.parts ?? [])],
        ...(s.materials ? { materials: s.materials } : {}),
        margin: s.margin ?? ph.isotropic(marginMm),
      })
    },
    ...(s.usual === null ? {} : { usual: s.usual ?? { marginMm } }),
  }
}

/** Off any lattice. */
const C: Vec3 = [12.31, -20.72, 33.13]
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]

const tilt = cf.turned(20, 10)
const tilted: ph.Orientation = { rowDirection: tilt.u, columnDirection: tilt.v }
const turn = cf.turned(25, -15, 30)

const lobes = cf.union(cf.sphere(at(-5, 0, -2), 7), cf.sphere(at(5, 2, 3), 6))
const bud = cf.union(cf.sphere(at(-3, 1, -1), 8), cf.sphere(at(5, -2, 5), 4.5))
const twins = cf.union(cf.sphere(at(-5, 0, 0), 7), cf.sphere(at(6, 2, 0.7), 6))
const ring = cf.torus(C, [0.3, -0.2, 1], 11, 4.5)
const egg = cf.ellipsoid(C, [12, 8, 7], turn)
const slanted = cf.capsule(at(-6, -3, -7), at(5, 4, 8), 6)
const block = cf.box(C, [8, 6, 9], turn)

const six = { leftMm: 4, rightMm: 0, anteriorMm: 7, posteriorMm: 2, superiorMm: 6, inferiorMm: 3 }
/** Left is +x, posterior +y, superior +z. */
const sixWays = cf.octants(C, [
  six.rightMm,
  six.leftMm,
  six.anteriorMm,
  six.posteriorMm,
  six.inferiorMm,
  six.superiorMm,
])

const nerve = cf.sphere(at(15, 3, 0), 6)
const duct = cf.cylinder(at(13, 0, 0), [0.1, 0.15, 1], 4)

const plate = cf.box(at(0, 12, 0), [40, 1.5, 40])
const bitten = cf.sphere(C, 10)

/** A half of the ball by a face that is drawn exactly: x up to that of the ball's middle + 2. */
const marked = cf.box(at(-19, 0, 0), [21, 30, 30])

export const ACCURACY_CASES: readonly AccuracyCase[] = [
  simple({ name: 'sphere r 10, 2.5 mm slices', target: cf.sphere(C, 10), phases: [0, 0.25, 0.5, 0.75] }),
  simple({
    name: 'sphere r 6.25 (1.02 cm3), pixels 0.7 x 1.2',
    target: cf.sphere(C, 6.25),
    phases: [0, 0.25, 0.5, 0.75],
    image: { columnMm: 0.7, rowMm: 1.2 },
  }),
  simple({
    name: 'sphere r 9, margin 0, 1 mm slices',
    target: cf.sphere(C, 9),
    marginMm: 0,
    image: { sliceMm: 1, paddingMm: 5 },
  }),
  simple({
    name: 'sphere r 8, margin 3, 2 mm slices',
    target: cf.sphere(C, 8),
    marginMm: 3,
    image: { sliceMm: 2, columnMm: 0.9, rowMm: 1.1 },
  }),
  simple({ name: 'sphere r 9, margin 8, 3 mm slices', target: cf.sphere(C, 9), marginMm: 8, image: { sliceMm: 3 } }),
  simple({ name: 'slanted capsule r 6', target: slanted }),
  simple({ name: 'slanted capsule r 6, margin 8, 2 mm slices', target: slanted, marginMm: 8, image: { sliceMm: 2 } }),
  simple({ name: 'capsule along z r 6.5, margin 3', target: cf.capsule(at(0, 0, -7), at(0, 0, 7), 6.5), marginMm: 3 }),
  simple({ name: 'turned ring 11/4.5, 2 mm slices', target: ring, image: { sliceMm: 2, columnMm: 0.8, rowMm: 1 } }),
  simple({ name: 'turned ring 11/4.5, margin 3, 2.5 mm slices', target: ring, marginMm: 3 }),
  simple({ name: 'two lobes that merge', target: lobes }),
  simple({ name: 'a small lobe on a large one, 2 mm slices', target: bud, image: { sliceMm: 2 } }),
  simple({ name: 'two lobes side by side', target: twins }),
  simple({
    name: 'two lobes, margin 3, 1 mm slices',
    target: lobes,
    marginMm: 3,
    image: { sliceMm: 1 },
    phases: [0.3],
  }),
  simple({ name: 'turned ellipsoid 12/8/7', target: egg }),
  simple({ name: 'turned box 16 x 12 x 18', target: block, edges: true }),
  simple({ name: 'turned box, margin 3, 2 mm slices', target: block, marginMm: 3, edges: true, image: { sliceMm: 2 } }),
  simple({ name: 'turned box, margin 8, 3 mm slices', target: block, marginMm: 8, edges: true, image: { sliceMm: 3 } }),
  simple({
    name: 'six directions round a sphere, 2 mm slices',
    target: cf.sphere(C, 8),
    truth: cf.expand(sixWays, 8),
    margin: { is: 'lrapsi', ...six },
    image: { sliceMm: 2 },
    usual: null,
  }),
  simple({
    name: 'sphere r 9, tilted acquisition',
    target: cf.sphere(C, 9),
    image: { orientation: tilted, columnMm: 0.8, rowMm: 1.1 },
  }),
  simple({ name: 'two lobes, tilted acquisition, 2 mm', target: lobes, image: { orientation: tilted, sliceMm: 2 } }),
  simple({
    name: 'slanted capsule, sagittal acquisition',
    target: slanted,
    image: { orientation: ph.sagittal, columnMm: 0.7, rowMm: 1.2 },
  }),
  simple({
    name: 'organ without a margin of its own',
    target: cf.sphere(C, 9),
    truth: cf.subtract(cf.sphere(C, 14), nerve),
    edges: true,
    parts: [{ name: 'Organ', shape: nerve, role: ph.organ(0) }],
    usual: { marginMm: 5, minus: [{ name: 'Organ', marginMm: 0 }] },
  }),
  simple({
    name: 'organ with a margin of 2 mm of its own',
    target: cf.sphere(C, 6.5),
    truth: cf.subtract(cf.sphere(C, 11.5), cf.expand(nerve, 2)),
    edges: true,
    parts: [{ name: 'Organ', shape: nerve, role: ph.organ(2) }],
    usual: { marginMm: 5, minus: [{ name: 'Organ', marginMm: 2 }] },
  }),
  simple({
    name: 'area of concern, 5 and 9 mm',
    target: cf.sphere(C, 9),
    truth: cf.union(cf.sphere(C, 14), cf.expand(cf.cap(C, 9, [1, 0, 0], 2), 9)),
    edges: true,
    parts: [{ name: 'Concern', shape: marked, role: ph.concern(9) }],
    usual: null,
  }),
  simple({
    name: 'air channel beside the target, 2 mm slices',
    target: cf.sphere(C, 8),
    truth: cf.subtract(cf.sphere(C, 13), duct),
    edges: true,
    materials: [{ shape: duct, hu: -970 }],
    image: { sliceMm: 2, columnMm: 0.8, rowMm: 0.9 },
    usual: { marginMm: 5, airBelowHu: -465 },
  }),
  simple({
    name: 'wall 3 mm thick in the way',
    target: bitten,
    truth: cf.subtract(cf.intersect(cf.sphere(C, 15), cf.halfSpace(at(0, 10.5, 0), [0, 1, 0])), plate),
    edges: true,
    parts: [{ name: 'Wall', shape: cf.intersect(plate, cf.box(C, [22, 22, 22])), role: ph.barrier }],
    usual: null,
  }),
]
