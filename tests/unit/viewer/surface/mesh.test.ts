import { describe, expect, test } from 'vitest'
import {
  dot,
  type FrameUid,
  fromColumns,
  type Grid,
  indexIjk,
  indexToLps,
  norm,
  pointLps,
  unit,
  type Vec3,
} from '../../../../src/core/frame/index.js'
import { type Mesh, meshOf } from '../../../../src/viewer/surface/mesh.js'

const CENTRE: Vec3 = [12.5, -31.25, 47]

/** Signed distance of a ball of 9 mm on an oblique, anisotropic lattice. */
const ball = (size: Vec3, spacingMm: Vec3) => {
  const u = unit([1, 0.2, -0.1])
  const v = unit([-0.2, 1, 0])
  const w = unit([u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]])
  const back = (i: 0 | 1 | 2) =>
    CENTRE[i] -
    ((size[0] - 1) * spacingMm[0] * u[i] + (size[1] - 1) * spacingMm[1] * v[i] + (size[2] - 1) * spacingMm[2] * w[i]) /
      2
  const grid: Grid = {
    frame: '2.25.1' as FrameUid,
    size,
    originLps: pointLps(back(0), back(1), back(2)),
    spacingMm,
    direction: fromColumns(u, v, w),
  }
  const mm = new Float32Array(size[0] * size[1] * size[2])
  for (let k = 0, o = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++)
      for (let i = 0; i < size[0]; i++, o++) mm[o] = fromCentre(indexToLps(grid, indexIjk(i, j, k))) - 9
  return { grid, mm }
}

const fromCentre = (p: Vec3): number => norm([p[0] - CENTRE[0], p[1] - CENTRE[1], p[2] - CENTRE[2]])

const vector = (of: Float32Array, n: number): Vec3 => [of[3 * n] ?? 0, of[3 * n + 1] ?? 0, of[3 * n + 2] ?? 0]

/** Volume inside by the divergence theorem, mm3. */
const volumeMm3 = ({ points, triangles }: Mesh): number => {
  let six = 0
  for (let t = 0; t < triangles.length; t += 4) {
    const [a, b, c] = [1, 2, 3].map((i) => vector(points, triangles[t + i] ?? 0)) as [Vec3, Vec3, Vec3]
    six += dot(a, [b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0]])
  }
  return Math.abs(six) / 6
}

describe('the mesh of a ball of 9 mm on a turned, anisotropic lattice', () => {
  test.each([
    ['on every voxel', [30, 34, 26], [0.8, 0.7, 0.9]],
    ['on every second voxel of a fine lattice', [130, 130, 126], [0.2, 0.2, 0.2]],
  ] as const)('%s: every point within 0.05 mm of the ball, normals to the outside, closed', (_how, size, spacingMm) => {
    const mesh = meshOf(ball(size, spacingMm))
    const count = mesh.points.length / 3
    expect(count).toBeGreaterThan(1000)
    let worstMm = 0
    let worstCosine = 1
    for (let n = 0; n < count; n++) {
      const p = vector(mesh.points, n)
      worstMm = Math.max(worstMm, Math.abs(fromCentre(p) - 9))
      const outwards = unit([p[0] - CENTRE[0], p[1] - CENTRE[1], p[2] - CENTRE[2]])
      worstCosine = Math.min(worstCosine, dot(outwards, vector(mesh.normals, n)))
    }
    expect(worstMm).toBeLessThan(0.05)
    expect(worstCosine).toBeGreaterThan(0.99)
    expect(Math.abs(volumeMm3(mesh) / ((4 / 3) * Math.PI * 729) - 1)).toBeLessThan(0.01)
  })

  test('a surface that meets the lattice’s end is closed there', () => {
    const { grid, mm } = ball([30, 34, 12], [0.8, 0.7, 0.9])
    const edges = new Map<string, number>()
    const { triangles } = meshOf({ grid, mm })
    for (let t = 0; t < triangles.length; t += 4)
      for (const [a, b] of [
        [1, 2],
        [2, 3],
        [3, 1],
      ] as const) {
        const ends = [triangles[t + a] ?? 0, triangles[t + b] ?? 0].sort((x, y) => x - y).join()
        edges.set(ends, (edges.get(ends) ?? 0) + 1)
      }
    expect([...edges.values()].every((n) => n === 2)).toBe(true)
  })
})
