import { dot, norm, unit, type Vec3 } from '../../../src/core/frame/index.js'
import { add, all, mad, type Shape, scale, sub } from './shape.js'

const inf = Number.POSITIVE_INFINITY

/** Three orthonormal axes. */
export type Axes = { readonly u: Vec3; readonly v: Vec3; readonly w: Vec3 }

export const standardAxes: Axes = { u: [1, 0, 0], v: [0, 1, 0], w: [0, 0, 1] }

/** The standard axes turned by the angles about x, then y, then z (degrees, right-handed). */
export const turned = (aboutX: number, aboutY = 0, aboutZ = 0): Axes => {
  const rotate = (p: Vec3): Vec3 => {
    const [a, b, c] = [aboutX, aboutY, aboutZ].map((d) => (d * Math.PI) / 180) as [number, number, number]
    const x1: Vec3 = [p[0], p[1] * Math.cos(a) - p[2] * Math.sin(a), p[1] * Math.sin(a) + p[2] * Math.cos(a)]
    const y1: Vec3 = [x1[0] * Math.cos(b) + x1[2] * Math.sin(b), x1[1], -x1[0] * Math.sin(b) + x1[2] * Math.cos(b)]
    return [y1[0] * Math.cos(c) - y1[1] * Math.sin(c), y1[0] * Math.sin(c) + y1[1] * Math.cos(c), y1[2]]
  }
  return { u: rotate([1, 0, 0]), v: rotate([0, 1, 0]), w: rotate([0, 0, 1]) }
}

/** Coordinates of p - centre along the axes. */
const local = (axes: Axes, centre: Vec3, p: Vec3): Vec3 => {
  const d = sub(p, centre)
  return [dot(d, axes.u), dot(d, axes.v), dot(d, axes.w)]
}

const around = (centre: Vec3, reach: Vec3): Pick<Shape, 'minMm' | 'maxMm'> => ({
  minMm: sub(centre, reach),
  maxMm: add(centre, reach),
})

export const sphere = (centre: Vec3, radiusMm: number): Shape => ({
  signedMm: (p) => norm(sub(p, centre)) - radiusMm,
  ...around(centre, all(radiusMm)),
  exact: true,
  volumeMm3: (4 / 3) * Math.PI * radiusMm ** 3,
})

/** Box of the given half edges along the axes. Its distance outside is exact, and inside as well. */
export const box = (centre: Vec3, halfMm: Vec3, axes: Axes = standardAxes): Shape => {
  const reach = ([0, 1, 2] as const).map(
    (i) => Math.abs(axes.u[i]) * halfMm[0] + Math.abs(axes.v[i]) * halfMm[1] + Math.abs(axes.w[i]) * halfMm[2],
  ) as unknown as Vec3
  return {
    signedMm: (p) => {
      const q = local(axes, centre, p)
      const a = Math.abs(q[0]) - halfMm[0]
      const b = Math.abs(q[1]) - halfMm[1]
      const c = Math.abs(q[2]) - halfMm[2]
      return norm([Math.max(a, 0), Math.max(b, 0), Math.max(c, 0)]) + Math.min(Math.max(a, b, c), 0)
    },
    ...around(centre, reach),
    exact: true,
    volumeMm3: 8 * halfMm[0] * halfMm[1] * halfMm[2],
  }
}

/** All points within the radius of the segment a-b. */
export const capsule = (a: Vec3, b: Vec3, radiusMm: number): Shape => {
  const ab = sub(b, a)
  const length2 = dot(ab, ab)
  const low: Vec3 = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.min(a[2], b[2])]
  const high: Vec3 = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2])]
  return {
    signedMm: (p) => {
      const t = Math.min(1, Math.max(0, dot(sub(p, a), ab) / length2))
      return norm(sub(p, mad(a, ab, t))) - radiusMm
    },
    minMm: sub(low, all(radiusMm)),
    maxMm: add(high, all(radiusMm)),
    exact: true,
    volumeMm3: Math.PI * radiusMm ** 2 * Math.sqrt(length2) + (4 / 3) * Math.PI * radiusMm ** 3,
  }
}

/** Ring of tube radius `tubeMm` round the axis. */
export const torus = (centre: Vec3, axis: Vec3, ringMm: number, tubeMm: number): Shape => {
  const n = unit(axis)
  return {
    signedMm: (p) => {
      const d = sub(p, centre)
      const h = dot(d, n)
      const radial = norm(mad(d, n, -h)) - ringMm
      return Math.sqrt(radial * radial + h * h) - tubeMm
    },
    ...around(centre, n.map((c) => ringMm * Math.sqrt(Math.max(0, 1 - c * c)) + tubeMm) as unknown as Vec3),
    exact: true,
    volumeMm3: 2 * Math.PI ** 2 * ringMm * tubeMm ** 2,
  }
}

/** Cylinder without ends. */
export const cylinder = (on: Vec3, axis: Vec3, radiusMm: number): Shape => {
  const n = unit(axis)
  return {
    signedMm: (p) => {
      const d = sub(p, on)
      return norm(mad(d, n, -dot(d, n))) - radiusMm
    },
    minMm: all(-inf),
    maxMm: all(inf),
    exact: true,
  }
}

/** The points behind the plane: `dot(p - on, outward) <= 0`. */
export const halfSpace = (on: Vec3, outward: Vec3): Shape => {
  const n = unit(outward)
  return { signedMm: (p) => dot(sub(p, on), n), minMm: all(-inf), maxMm: all(inf), exact: true }
}

/** The part of a sphere with `dot(p - centre, outward) <= offsetMm`: exact, its edge circle too. */
export const cap = (centre: Vec3, radiusMm: number, outward: Vec3, offsetMm: number): Shape => {
  const n = unit(outward)
  const edge = Math.sqrt(radiusMm * radiusMm - offsetMm * offsetMm)
  const height = radiusMm + offsetMm
  return {
    signedMm: (p) => {
      const d = sub(p, centre)
      const h = dot(d, n)
      const radial = norm(mad(d, n, -h))
      const ball = Math.sqrt(h * h + radial * radial) - radiusMm
      const toEdge = Math.sqrt((h - offsetMm) ** 2 + (radial - edge) ** 2)
      if (ball <= 0 && h <= offsetMm) return -Math.min(-ball, offsetMm - h, toEdge)
      if (h > offsetMm && radial <= edge) return h - offsetMm
      // The closest point of the sphere lies on the cap where its own height is below the cut.
      if (radiusMm * h <= offsetMm * (ball + radiusMm)) return ball
      return toEdge
    },
    ...around(centre, all(radiusMm)),
    exact: true,
    volumeMm3: (Math.PI * height * height * (3 * radiusMm - height)) / 3,
  }
}

/** Ellipsoid with semi-axes along the axes; the closest point by Newton's method (Eberly, Distance from a point to an ellipsoid). */
export const ellipsoid = (centre: Vec3, semiMm: Vec3, axes: Axes = standardAxes): Shape => {
  const reach = ([0, 1, 2] as const).map((i) =>
    norm([axes.u[i] * semiMm[0], axes.v[i] * semiMm[1], axes.w[i] * semiMm[2]]),
  ) as unknown as Vec3
  const signedMm = (p: Vec3): number => {
    const q = local(axes, centre, p)
    // On a plane of symmetry the closest point may lie beside it: a nanometre off keeps Newton's function whole.
    const y = q.map((x) => Math.max(Math.abs(x), 1e-6)) as unknown as Vec3
    // Newton on a convex falling function, from a start left of its root (the bound of the axis that gives the tightest one).
    const real = ([0, 1, 2] as const).filter((i) => semiMm[i] > 0)
    let t = real.reduce((most, i) => Math.max(most, semiMm[i] * y[i] - semiMm[i] ** 2), -Infinity)
    for (let i = 0; i < 100; i++) {
      let value = -1
      let slope = 0
      for (const k of real) {
        const r = (semiMm[k] * y[k]) / (t + semiMm[k] ** 2)
        value += r * r
        slope -= (2 * r * r) / (t + semiMm[k] ** 2)
      }
      if (!(value > 1e-14)) break
      t -= value / slope
    }
    // A flat ellipsoid has no inside: over its disc the closest point is straight below.
    if (real.length < 3 && t < 0) t = 0
    const x = ([0, 1, 2] as const).map((i) =>
      semiMm[i] > 0 ? (semiMm[i] ** 2 * y[i]) / (t + semiMm[i] ** 2) : 0,
    ) as unknown as Vec3
    return norm(sub(x, y)) * (t < 0 ? -1 : 1)
  }
  return {
    signedMm,
    ...around(centre, reach),
    exact: true,
    volumeMm3: (4 / 3) * Math.PI * semiMm[0] * semiMm[1] * semiMm[2],
  }
}

/** A plate with a round hole through it along the axis `w`; only a bound at the hole's rims. */
export const plateWithHole = (centre: Vec3, halfMm: Vec3, holeRadiusMm: number, axes: Axes = standardAxes): Shape => {
  const plate = box(centre, halfMm, axes)
  const hole = cylinder(centre, axes.w, holeRadiusMm)
  return {
    ...plate,
    signedMm: (p) => Math.max(plate.signedMm(p), -hole.signedMm(p)),
    exact: false,
    volumeMm3: (plate.volumeMm3 ?? 0) - Math.PI * holeRadiusMm ** 2 * 2 * halfMm[2],
  }
}

/** A body moved by a vector. */
export const moved = (s: Shape, by: Vec3): Shape => ({
  ...s,
  signedMm: (p) => s.signedMm(sub(p, by)),
  minMm: add(s.minMm, by),
  maxMm: add(s.maxMm, by),
})

/** A body seen from another frame: `signedMm` of the point carried back by an orthonormal matrix (rows) and a shift: `rows * p + shift`. */
export const seenThrough = (s: Shape, rows: readonly [Vec3, Vec3, Vec3], shift: Vec3): Shape => {
  const carry = (p: Vec3): Vec3 => add([dot(rows[0], p), dot(rows[1], p), dot(rows[2], p)], shift)
  const centre = scale(add(s.minMm, s.maxMm), 0.5)
  const back = sub(centre, shift)
  const middle: Vec3 = ([0, 1, 2] as const).map(
    (i) => rows[0][i] * back[0] + rows[1][i] * back[1] + rows[2][i] * back[2],
  ) as unknown as Vec3
  const half = norm(scale(sub(s.maxMm, s.minMm), 0.5))
  return { ...s, signedMm: (p) => s.signedMm(carry(p)), ...around(middle, all(half)) }
}
