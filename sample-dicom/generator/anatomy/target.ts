import type { Vec3 } from '../../../src/core/frame/index.js'
import { ellipsoidMm3, lensMm3, roundBoxMm3 } from '../closed-volumes.js'
import { grown, union, without } from '../combine.js'
import { ellipsoid, roundBox, type Shape } from '../shapes.js'
import { turnY, turnZ } from '../turn.js'
import { type Part, part } from './part.js'

// The bed is made of balls in a space whose y axis is stretched by 16 / 11, so that its volume is closed-form
// although it is two lobes with a bite: two balls, less their lens, less the lens with the cavity's ball.

const FLAT = 11 / 16
/** The bed scales round this point. */
const PIVOT: Vec3 = [14, 1.5, 1]
const MAIN = { offset: [0, 0, 0], r: 16 } as const
const LOBE = { offset: [10.5, -19.6, 2], r: 9 } as const
const CAVITY = { offset: [-12.5, -14.6, -1], r: 13.5 } as const

type Ball = { readonly offset: Vec3; readonly r: number }

const flatBall = ({ offset, r }: Ball, k: number): Shape =>
  ellipsoid(
    [PIVOT[0] + k * offset[0], PIVOT[1] + k * offset[1] * FLAT, PIVOT[2] + k * offset[2]],
    [k * r, k * r * FLAT, k * r],
  )

const distance = (a: Ball, b: Ball): number => {
  const [x, y, z] = [a.offset[0] - b.offset[0], a.offset[1] - b.offset[1], a.offset[2] - b.offset[2]]
  return Math.sqrt(x * x + y * y + z * z)
}

const bedMm3 = (): number => {
  const balls = ellipsoidMm3([MAIN.r, MAIN.r, MAIN.r]) + ellipsoidMm3([LOBE.r, LOBE.r, LOBE.r])
  const lobes = lensMm3(MAIN.r, LOBE.r, distance(MAIN, LOBE))
  return (balls - lobes - lensMm3(MAIN.r, CAVITY.r, distance(MAIN, CAVITY))) * FLAT
}

/** What was operated on, all left of the midline; `scale` 1 is the sample, larger ones are for benchmarks. */
export type Target = {
  readonly rGtv: Shape
  readonly bed: Shape
  /** Air where the tumour was cut out; it opens into the nasopharynx. */
  readonly cavity: Shape
  /** Marks the left lateral side of the bed. */
  readonly concern: Shape
  readonly mm3: { readonly rGtv: number; readonly bed: number; readonly concern: number }
  readonly parts: readonly Part[]
}

const GTV_SEMI: Vec3 = [9.5, 6.6, 10]
const CONCERN_HALF: Vec3 = [5, 9, 9]
const CONCERN_ROUND_MM = 2

/** The target scaled by `k` about the bed's middle. */
export const targetOf = (k: number): Target => {
  const near = (v: Vec3): Vec3 => [
    PIVOT[0] + k * (v[0] - PIVOT[0]),
    PIVOT[1] + k * (v[1] - PIVOT[1]),
    PIVOT[2] + k * (v[2] - PIVOT[2]),
  ]
  const times = (v: Vec3): Vec3 => [k * v[0], k * v[1], k * v[2]]
  const cavity = flatBall(CAVITY, k)
  const whole = union(flatBall(MAIN, k), flatBall(LOBE, k))
  const bed = without(whole, cavity)
  const rGtv = ellipsoid(near([18, 3.7, 1]), times(GTV_SEMI), turnZ(0.05))
  const concern = roundBox(near([29, -3, 1]), times(CONCERN_HALF), k * CONCERN_ROUND_MM, turnY(0.08))
  const cube = k * k * k
  return {
    rGtv,
    bed,
    cavity,
    concern,
    mm3: {
      rGtv: ellipsoidMm3(GTV_SEMI) * cube,
      bed: bedMm3() * cube,
      concern: roundBoxMm3(CONCERN_HALF, CONCERN_ROUND_MM) * cube,
    },
    parts: [
      part('tumour', 'tumour', rGtv, 'pre'),
      part('necrosis', 'bed', grown(rGtv, -4.5 * k), 'pre', 0.6),
      part('bed rim', 'rim', without(whole, grown(whole, -1.6)), 'post', 0.7),
      part('bed', 'bed', grown(bed, -1.2), 'post'),
      part('cavity wall', 'rim', grown(cavity, 1.3), 'post', 0.35),
      part('cavity', 'air', cavity, 'post'),
    ],
  }
}
