import { describe, expect, it } from 'vitest'
import { cross, dot, norm, type Vec3 } from '../../src/core/frame/index.js'
import * as cf from '../support/closed-forms/index.js'
import { voxelsOf } from '../support/measure/index.js'
import * as ph from '../support/phantom/index.js'
import { proposePhantom } from '../support/propose.js'

/** A polygon with holes drawn alike on every plane of a stack: what its contours mean is exactly a prism, half a plane longer at each end. */
type Prism = {
  readonly loops: readonly (readonly (readonly [number, number])[])[]
  readonly fromMm: number
  readonly toMm: number
}

const inside = (loops: Prism['loops'], x: number, y: number): boolean => {
  let odd = false
  for (const loop of loops)
    for (const [i, a] of loop.entries()) {
      const b = loop[(i + 1) % loop.length] as readonly [number, number]
      if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd
    }
  return odd
}

/** By trying every edge. */
const toEdges = (loops: Prism['loops'], x: number, y: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (const loop of loops)
    for (const [i, a] of loop.entries()) {
      const b = loop[(i + 1) % loop.length] as readonly [number, number]
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
      const t = Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)))
      least = Math.min(least, norm([x - a[0] - t * dx, y - a[1] - t * dy, 0]))
    }
  return least
}

/** Signed distance of a prism in its own coordinates, exact inside and out. */
const prismMm = (p: Prism, [x, y, z]: Vec3): number => {
  const flat = toEdges(p.loops, x, y) * (inside(p.loops, x, y) ? -1 : 1)
  const high = Math.max(p.fromMm - z, z - p.toMm)
  return flat <= 0 && high <= 0 ? Math.max(flat, high) : norm([Math.max(flat, 0), Math.max(high, 0), 0])
}

/** Tips of 31 to 60 degrees: a grid of 0.5 mm blunts them, and nothing further may come of it. */
const star: Prism['loops'] = [
  [
    [-6.2, -4.1],
    [0.3, -1.2],
    [6.7, -5.3],
    [3.1, 0.4],
    [7.2, 6.1],
    [-0.4, 3.2],
    [-5.1, 6.6],
    [-2.9, 0.7],
  ],
]
/** No corner under 80 degrees, two of them inward. */
const corner: Prism['loops'] = [
  [
    [-7.1, -6.3],
    [6.4, -5.2],
    [7.3, 0.6],
    [1.2, 1.4],
    [0.7, 6.8],
    [-6.2, 6.1],
    [-5.8, 2.2],
    [-7.4, -0.3],
  ],
]
const ring: Prism['loops'] = [
  [
    [-7, -6],
    [7, -6],
    [7, 6],
    [-7, 6],
  ],
  [
    [-3.4, -2.6],
    [3.2, -2.2],
    [2.7, 2.9],
    [-2.8, 2.4],
  ],
]
const organ: Prism['loops'] = [
  [
    [3, 3],
    [14, 2],
    [13, 13],
    [4, 12],
  ],
]

type Stack = { readonly name: string; readonly axes: cf.Axes; readonly planes: number; readonly sliceMm: number }

const C: Vec3 = [-12.4, 33.3, 7.7]
const stacks: readonly Stack[] = [
  { name: 'axial, 0.8 x 1.3 x 2.5 mm', axes: cf.standardAxes, planes: 4, sliceMm: 2.5 },
  { name: 'oblique, 0.8 x 1.3 x 2 mm', axes: cf.turned(17, -11, 8), planes: 5, sliceMm: 2 },
]

describe.each(stacks)('the whole Euclidean way against brute force: $name', ({ name, axes, planes, sliceMm }) => {
  const reachMm = ((planes - 1) / 2) * sliceMm
  const w = cross(axes.u, axes.v)
  const toStack = (p: Vec3): Vec3 => {
    const d = cf.sub(p, C)
    return [dot(d, axes.u), dot(d, axes.v), dot(d, w)]
  }
  const around = cf.box(C, [22, 22, 6 * sliceMm + 6])
  const image = ph.acquire(around, {
    name,
    orientation: { rowDirection: axes.u, columnDirection: axes.v },
    columnMm: 0.8,
    rowMm: 1.3,
    sliceMm,
    paddingMm: 0,
    phase: planes % 2 === 0 ? 0.5 : 0,
  })
  const prismOf = (loops: Prism['loops']): Prism => ({
    loops,
    fromMm: -reachMm - sliceMm / 2,
    toMm: reachMm + sliceMm / 2,
  })
  const shapeOf = (loops: Prism['loops']): cf.Shape => ({
    signedMm: (p) => prismMm({ loops, fromMm: -reachMm - 0.01, toMm: reachMm + 0.01 }, toStack(p)),
    minMm: around.minMm,
    maxMm: around.maxMm,
    exact: true,
  })

  it.each([
    ['an L, margin 3', corner, 3, 0.5],
    ['a frame with a hole, margin 2', ring, 2, 0.5],
    ['a star, margin 3', star, 3, 1],
    ['a star, margin 0', star, 0, 1],
  ] as const)('%s, less an organ with 1 mm of its own', async (what, loops, marginMm, boundMm) => {
    const p = await proposePhantom(
      ph.phantomOf({
        name: `${name} ${what}`,
        image,
        parts: [
          { name: 'rGTV', shape: shapeOf(loops), role: ph.target },
          { name: 'Organ', shape: shapeOf(organ), role: ph.organ(1) },
        ],
        margin: ph.isotropic(marginMm),
        tidy: { islandCm3: 0, holeCm3: 0, smoothMm: 0 },
      }),
    )
    const [target, away] = [prismOf(loops), prismOf(organ)]
    const truth = (q: Vec3): number => {
      const s = toStack(q)
      const drawn = prismMm(target, s)
      return Math.min(drawn, Math.max(drawn - marginMm, 1 - prismMm(away, s)))
    }
    let [seen, wrong, worst] = [0, 0, 0]
    for (const [q, mm] of voxelsOf(p.field)) {
      const exact = truth(q)
      if (Math.abs(exact) > 6) continue
      seen++
      if (mm < 0 !== exact < 0) {
        worst = Math.max(worst, Math.abs(exact))
        if (Math.abs(exact) > boundMm) wrong++
      }
    }
    console.log(
      `twin, ${name}, ${what}: ${seen} voxels, ${wrong} on the wrong side by over ${boundMm} mm, worst ${worst.toFixed(3)} mm`,
    )
    expect(seen).toBeGreaterThan(10_000)
    expect(wrong, `voxels on the wrong side of the surface by over ${boundMm} mm`).toBe(0)
  })
})
