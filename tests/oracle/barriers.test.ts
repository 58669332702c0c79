import { describe, expect, it } from 'vitest'
import { cross, dot, unit, type Vec3 } from '../../src/core/frame/index.js'
import type { Proposal } from '../../src/core/proposal/index.js'
import * as cf from '../support/closed-forms/index.js'
import { accuracyOf, drawingOf, pointsOf, statsOf, valueAt } from '../support/measure/index.js'
import * as ph from '../support/phantom/index.js'
import { proposePhantom } from '../support/propose.js'

const C: Vec3 = [-7.13, 4.27, -41.68]
const at = (x: number, y: number, z: number): Vec3 => [C[0] + x, C[1] + y, C[2] + z]
const ball = cf.sphere(C, 8)
const verticesOf = (p: Proposal): Vec3[] => p.contours.flatMap((l) => pointsOf(l.pointsLps))

/** A plate across the way to y: `inPlane` turns it about z, `lean` tips it towards z. */
const plateAxes = (inPlane: number, lean: number): cf.Axes => cf.turned(lean, 0, inPlane)

type Wall = {
  readonly name: string
  readonly thicknessMm: number
  readonly inPlane: number
  readonly lean: number
  readonly sliceMm: number
}

const drawn: Wall[] = [
  { name: '3 mm thick, along the axes', thicknessMm: 3, inPlane: 0, lean: 0, sliceMm: 2.5 },
  { name: 'one voxel (0.5 mm) thick, along the axes', thicknessMm: 0.5, inPlane: 0, lean: 0, sliceMm: 2.5 },
  { name: 'one voxel (0.5 mm) thick, turned by 17 degrees', thicknessMm: 0.5, inPlane: 17, lean: 0, sliceMm: 2 },
  { name: '1 mm thick, leaning by 17 degrees', thicknessMm: 1, inPlane: 0, lean: 17, sliceMm: 2 },
  { name: '1 mm thick on 3 mm slices, leaning by 30 degrees', thicknessMm: 1, inPlane: 0, lean: 30, sliceMm: 3 },
  {
    name: '1 mm thick on 3 mm slices, leaning by 30 and turned by 20 degrees',
    thicknessMm: 1,
    inPlane: 20,
    lean: 30,
    sliceMm: 3,
  },
]

const found: Wall[] = [
  { name: '3 mm thick, along the axes', thicknessMm: 3, inPlane: 0, lean: 0, sliceMm: 2 },
  { name: 'one voxel thick, along the axes', thicknessMm: 0, inPlane: 0, lean: 0, sliceMm: 2 },
  { name: 'one voxel thick, turned by 17 degrees', thicknessMm: 0, inPlane: 17, lean: 0, sliceMm: 2 },
  { name: 'one voxel thick, leaning by 30 degrees', thicknessMm: 0, inPlane: 0, lean: 30, sliceMm: 2 },
]

/** The wall's middle lies 10 mm from the target's: the margin of 5 mm would go 3 mm past it. */
const placed = (w: Wall) => {
  const axes = plateAxes(w.inPlane, w.lean)
  const normal = axes.v
  return { axes, normal, on: cf.mad(C, normal, 10) }
}

/** Heights over the wall's middle of whatever got past it: contour vertices, and points of the field behind it. */
const behind = (p: Proposal, on: Vec3, axes: cf.Axes, pastMm: number) => {
  const heights = verticesOf(p).map((v) => dot(cf.sub(v, on), axes.v))
  let leaked = 0
  for (let a = -8; a <= 8; a++)
    for (let b = -8; b <= 8; b++)
      for (let h = pastMm + 0.1; h < 4; h += 0.25)
        if (valueAt(p.field, cf.mad(cf.mad(cf.mad(on, axes.u, a), axes.w, b), axes.v, h)) < 0) leaked++
  return { highest: Math.max(...heights), leaked }
}

describe('a wall wider than the margin lets nothing through', () => {
  const imageOf = (name: string, w: Wall) =>
    ph.acquire(cf.sphere(C, 15), { name, sliceMm: w.sliceMm, columnMm: 0.9, rowMm: 1.1 })

  it.each(drawn)('drawn: $name', async (w) => {
    const { axes, normal, on } = placed(w)
    const wall = cf.box(on, [20, w.thicknessMm / 2, 20], axes)
    const image = imageOf(`drawn ${w.name}`, w)
    const p = await proposePhantom(
      ph.phantomOf({
        name: image.name,
        image,
        parts: [
          { name: 'rGTV', shape: ball, role: ph.target },
          { name: 'Wall', shape: wall, role: ph.barrier, latticeMm: 0.2 },
        ],
      }),
    )
    const past = behind(p, on, axes, w.thicknessMm / 2)
    console.log(
      `wall drawn ${w.name}: highest vertex ${past.highest.toFixed(3)} mm over its middle, face at ${(-w.thicknessMm / 2).toFixed(2)} mm`,
    )
    expect(past.leaked, 'points of the CTV behind the wall').toBe(0)
    expect(past.highest, 'highest contour vertex over the middle of the wall, mm').toBeLessThan(
      w.thicknessMm / 2 + 0.05,
    )
    const truth = cf.intersect(cf.expand(ball, 5), cf.halfSpace(cf.mad(on, normal, -w.thicknessMm / 2), normal))
    const a = accuracyOf(drawingOf(p.contours), truth, ph.cutsOf(image), image.sliceMm)
    expect(a.vertices.mean, 'mean distance of contour vertices, mm').toBeLessThanOrEqual(0.2)
    expect(Math.abs((p.volumes.solidCm3 * 1000) / cf.volumeMm3(truth, 24) - 1), 'volume').toBeLessThanOrEqual(0.01)
  })

  it.each(found)('found as bone in the CT: $name', async (w) => {
    const { axes, on } = placed(w)
    const image = imageOf(`bone ${w.name}`, w)
    // One voxel thick: every voxel that the plane passes, so that none of its faces is open.
    const digitalMm = [image.columnMm, image.rowMm, image.sliceMm].reduce(
      (sum, mm, i) => sum + Math.abs(axes.v[i] as number) * mm,
      0,
    )
    const thicknessMm = w.thicknessMm || digitalMm
    const wall = cf.box(on, [30, thicknessMm / 2, 30], axes)
    const p = await proposePhantom(
      ph.phantomOf({
        name: image.name,
        image,
        parts: [{ name: 'rGTV', shape: ball, role: ph.target }],
        materials: [{ shape: wall, hu: 900, whole: w.thicknessMm === 0 }],
        bone: { aboveHu: 400 },
      }),
    )
    const past = behind(p, on, axes, digitalMm)
    console.log(
      `bone ${w.name}: highest vertex ${past.highest.toFixed(3)} mm over its middle, voxels reach ${(thicknessMm / 2).toFixed(2)} mm`,
    )
    expect(past.leaked, 'points of the CTV behind the bone').toBe(0)
    expect(past.highest).toBeLessThan(digitalMm)
    const far = p.volumes.byReason.filter(({ reason }) => reason === 'unreachable' || reason === 'beyond-margin')
    expect(
      far.reduce((sum, r) => sum + r.cm3, 0),
      'cm3 behind the bone',
    ).toBeGreaterThan(0.05)
  })
})

describe('with no barrier in reach the result is the Euclidean one', () => {
  it('a wall 12 mm from the target changes no byte at 5 mm', async () => {
    const image = ph.acquire(cf.sphere(C, 30), { name: 'far wall', sliceMm: 2 })
    const parts = [{ name: 'rGTV', shape: ball, role: ph.target }]
    const wall = { name: 'Wall', shape: cf.box(at(0, 21, 0), [25, 1, 25]), role: ph.barrier }
    const without = await proposePhantom(ph.phantomOf({ name: 'far wall', image, parts }))
    const withWall = await proposePhantom(ph.phantomOf({ name: 'far wall', image, parts: [...parts, wall] }))
    expect(withWall.field.mm).toEqual(without.field.mm)
    expect(withWall.contours).toEqual(without.contours)
  })
})

describe('past an end and through a hole the way has its length', () => {
  type Around = {
    readonly name: string
    readonly image: ph.Acquisition
    readonly plate: cf.Shape
    readonly detour: cf.Detour
    readonly normal: Vec3
    readonly on: Vec3
  }

  const edge = (thicknessMm: number, inPlane: number, sliceMm: number): Around => {
    const axes = plateAxes(inPlane, 0)
    const onEdge = cf.mad(cf.mad(C, axes.v, 10), axes.u, 1)
    const name = `end of a wall ${thicknessMm} mm thick, turned by ${inPlane} degrees`
    return {
      name,
      image: ph.acquire(cf.sphere(C, 18), { name, sliceMm, columnMm: 0.8, rowMm: 1 }),
      plate: cf.box(cf.mad(onEdge, axes.u, -30), [30, thicknessMm / 2, 40], axes),
      detour: cf.roundEdge({ centre: C, radiusMm: 8 }, { onEdge, normal: axes.v, freeWay: axes.u, thicknessMm }),
      normal: axes.v,
      on: onEdge,
    }
  }

  const hole = (radiusMm: number, inPlane: number, sliceMm: number): Around => {
    const axes = plateAxes(inPlane, 0)
    const centre = cf.mad(cf.mad(C, axes.v, 10), axes.u, 2)
    const name = `hole of ${radiusMm} mm radius, turned by ${inPlane} degrees`
    return {
      name,
      image: ph.acquire(cf.sphere(C, 18), { name, sliceMm, columnMm: 0.8, rowMm: 1 }),
      plate: cf.plateWithHole(centre, [30, 30, 0.5], radiusMm, { u: axes.w, v: axes.u, w: axes.v }),
      detour: cf.throughHole(
        { centre: C, radiusMm: 8 },
        { centre, normal: axes.v, holeRadiusMm: radiusMm, thicknessMm: 1 },
      ),
      normal: axes.v,
      on: centre,
    }
  }

  /** A plate of two planes of the acquisition, so that the hole is drawn as a circle; the acquisition is tilted, the grid is not. */
  const inPlane = (radiusMm: number, tilt: number, sliceMm: number): Around => {
    const axes = cf.turned(tilt, 0, 0)
    const thicknessMm = 2 * sliceMm
    const centre = cf.mad(cf.mad(C, axes.w, 10), axes.u, 2)
    const name = `hole of ${radiusMm} mm radius drawn in the plane, tilted by ${tilt} degrees`
    const orientation = { rowDirection: axes.u, columnDirection: axes.v }
    return {
      name,
      image: ph.acquire(cf.sphere(C, 18), { name, sliceMm, columnMm: 0.8, rowMm: 1, orientation, phase: 0.5 }),
      plate: cf.plateWithHole(centre, [30, 30, sliceMm], radiusMm, axes),
      detour: cf.throughHole(
        { centre: C, radiusMm: 8 },
        { centre, normal: axes.w, holeRadiusMm: radiusMm, thicknessMm },
      ),
      normal: axes.w,
      on: centre,
    }
  }

  it.each([
    edge(1, 0, 2),
    edge(1, 17, 2),
    edge(3, 17, 2.5),
    hole(4, 0, 1),
    inPlane(4, 0, 1),
    inPlane(3, 10, 0.25),
    inPlane(2, 30, 0.5),
    inPlane(1.5, 17, 0.5),
    inPlane(2, 17, 1),
  ])('$name', async (w) => {
    const p = await proposePhantom(
      ph.phantomOf({
        name: w.name,
        image: w.image,
        parts: [
          { name: 'rGTV', shape: ball, role: ph.target },
          { name: 'Wall', shape: w.plate, role: ph.barrier, latticeMm: 0.25 },
        ],
        margin: ph.isotropic(8),
      }),
    )
    const n = unit(w.normal)
    const past = verticesOf(p).filter((v) => dot(cf.sub(v, w.on), n) > 0 && w.plate.signedMm(v) > 0.4)
    const shadow = past.filter((v) => w.detour(v) > ball.signedMm(v) + 1e-3)
    const errors = shadow.map((v) => 8 - w.detour(v))
    expect(errors.length, 'contour vertices in the shadow').toBeGreaterThan(30)
    const s = statsOf(errors.map(Math.abs))
    console.log(
      `${w.name}: path error mean ${s.mean.toFixed(3)}, p95 ${s.p95.toFixed(3)}, max ${s.max.toFixed(3)} mm; most too short ${(-Math.min(...errors)).toFixed(3)} mm; n ${s.n}`,
    )
    expect.soft(s.p95, 'p95 of the path length error, mm').toBeLessThanOrEqual(0.2)
    expect.soft(-Math.min(...errors), 'most that a path is too short, mm').toBeLessThanOrEqual(0.1)
    // Nothing that the detour reaches well is left out, nothing well past it is taken.
    const across = unit(cross(n, [0.3, 0.2, 0.9]))
    let [missed, extra] = [0, 0]
    for (let a = -12; a <= 12; a++)
      for (let b = -12; b <= 12; b++)
        for (let h = 2; h < 8; h += 0.7) {
          const q = cf.mad(cf.mad(cf.mad(w.on, across, a), cross(n, across), b), n, h)
          const d = w.detour(q)
          const f = valueAt(p.field, q)
          if (d < 7.6 && f > 0) missed++
          if (d > 8.2 && f < 0) extra++
        }
    expect(missed, 'points within reach that are left out').toBe(0)
    expect(extra, 'points out of reach that are taken').toBe(0)
  })
})
