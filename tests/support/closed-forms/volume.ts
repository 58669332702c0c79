import type { Vec3 } from '../../../src/core/frame/index.js'
import { areaMm2, sectionOf } from './sections.js'
import type { Shape } from './shape.js'

/** Nodes and weights of Gauss-Legendre quadrature on [-1, 1] with 4 points. */
const NODES = [-0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526] as const
const WEIGHTS = [0.3478548451374538, 0.6521451548625461, 0.6521451548625461, 0.3478548451374538] as const

/**
 * Volume in mm3: the closed form where there is one, else exact section areas integrated along z.
 * z runs as the cosine of an angle, so that areas that grow like a root at the ends are integrated smoothly.
 */
export const volumeMm3 = (s: Shape, pieces = 40): number => {
  if (s.volumeMm3 !== undefined) return s.volumeMm3
  const middle = (s.minMm[2] + s.maxMm[2]) / 2
  const half = (s.maxMm[2] - s.minMm[2]) / 2
  const width = Math.PI / pieces
  let sum = 0
  for (let k = 0; k < pieces; k++)
    for (const [n, node] of NODES.entries()) {
      const angle = (k + 0.5 + node / 2) * width
      const cut = {
        originMm: [0, 0, middle - half * Math.cos(angle)] as Vec3,
        u: [1, 0, 0] as Vec3,
        v: [0, 1, 0] as Vec3,
      }
      const area = areaMm2(sectionOf(s, cut, { latticeMm: 0.6, chordMm: 2e-4 }), cut)
      sum += (WEIGHTS[n] ?? 0) * area * half * Math.sin(angle) * (width / 2)
    }
  return sum
}
