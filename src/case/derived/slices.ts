import { dot, indexIjk, indexToLps, type PointLps, pointLps, type Uid, voxelMm3 } from '../../core/frame/index.js'
import { sha256Hex } from '../../core/hash/index.js'
import type { Finding } from '../../core/problem/index.js'
import type { Outline, Proposal, Reason } from '../../core/proposal/index.js'
import { type PlaneLoop, signedAreaMm2 } from '../../core/structure/index.js'
import { type ImagePlane, planeHeightsMm, planeThicknessMm, type Volume } from '../../core/volume/index.js'

/** What the CTV is on one plane of the image. */
export type SliceFacts = {
  /** Index into the image's planes. */
  readonly planeIndex: number
  readonly uid: Uid
  /** A point of the plane. */
  readonly atLps: PointLps
  /** Of the contours, even-odd; 0 where the CTV does not reach. */
  readonly areaCm2: number
  /** What the rules took of the region that the margin reaches, the largest first. */
  readonly cut: readonly { readonly reason: Reason; readonly cm2: number }[]
  /** Of the contours on this plane: another one is to be looked at again. */
  readonly fingerprint: string
  readonly findings: readonly Finding[]
}

const MM2_PER_CM2 = 100

/** Less than this (cm2) taken on a slice is a voxel at an edge. */
const CUT_CM2 = 0.02

/** Reasons that leave a voxel in the CTV. */
const INSIDE: readonly string[] = ['', 'target', 'margin', 'concern', 'edited-in']

const areaMm2 = (loops: readonly PlaneLoop[], { rowDirection, columnDirection }: ImagePlane): number =>
  loops.reduce((sum, { pointsLps: p, hole }) => {
    const loop = new Float64Array((p.length / 3) * 2)
    for (let n = 0; n < loop.length / 2; n++) {
      const point = pointLps(p[3 * n] ?? 0, p[3 * n + 1] ?? 0, p[3 * n + 2] ?? 0)
      loop[2 * n] = dot(point, rowDirection)
      loop[2 * n + 1] = dot(point, columnDirection)
    }
    return sum + (hole ? -1 : 1) * Math.abs(signedAreaMm2(loop))
  }, 0)

const fingerprintOf = (loops: readonly PlaneLoop[]): string =>
  loops
    .map(({ pointsLps: p }) => sha256Hex(new Uint8Array(p.buffer, p.byteOffset, p.byteLength)).slice(0, 16))
    .join('+')

/** The plane closest to a point along the image's normal. */
export const planeAt = (image: Pick<Volume, 'planes'>, point: PointLps): number => {
  const normal = image.planes[0]?.normal ?? [0, 0, 1]
  const height = dot(point, normal)
  let best = 0
  let least = Infinity
  image.planes.forEach((plane, k) => {
    const off = Math.abs(dot(plane.originLps, normal) - height)
    if (off >= least) return
    least = off
    best = k
  })
  return best
}

/** The point moved along the normal onto a plane. */
export const ontoPlane = ({ originLps, normal }: ImagePlane, point: PointLps): PointLps => {
  const by = dot(originLps, normal) - dot(point, normal)
  return pointLps(point[0] + by * normal[0], point[1] + by * normal[1], point[2] + by * normal[2])
}

/** Voxels that each rule took, by plane: each counts for the plane closest to it. */
const cutVoxels = (image: Volume, { grid, code, legend }: Proposal['reasons']): readonly Map<Reason, number>[] => {
  const counts = image.planes.map(() => new Map<Reason, number>())
  const heights = planeHeightsMm(image)
  const normal = image.planes[0]?.normal ?? [0, 0, 1]
  const taken = legend.map((reason) => (INSIDE.includes(reason) ? null : (reason as Reason)))
  const [nx, ny, nz] = grid.size
  const step = dot(indexToLps(grid, indexIjk(1, 0, 0)), normal) - dot(indexToLps(grid, indexIjk(0, 0, 0)), normal)
  let plane = 0
  const nearest = (height: number): number => {
    const off = (k: number) => Math.abs((heights[k] ?? Infinity) - height)
    while (off(plane + 1) < off(plane)) plane++
    while (off(plane - 1) < off(plane)) plane--
    return plane
  }
  for (let k = 0, n = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      const start = dot(indexToLps(grid, indexIjk(0, j, k)), normal)
      for (let i = 0; i < nx; i++, n++) {
        const reason = taken[code[n] ?? 0]
        if (reason === null || reason === undefined) continue
        const own = counts[nearest(start + i * step)]
        own?.set(reason, (own.get(reason) ?? 0) + 1)
      }
    }
  return counts
}

/**
 * The CTV slice by slice, in the order of the image's planes.
 * @param findings those that say where they are
 */
export const sliceFacts = (
  image: Volume,
  outline: Pick<Outline, 'contours'>,
  reasons: Proposal['reasons'],
  findings: readonly Finding[],
): readonly SliceFacts[] => {
  const voxels = cutVoxels(image, reasons)
  const thickness = planeThicknessMm(image)
  const placed = findings.flatMap((finding) =>
    finding.atLps === undefined ? [] : [{ finding, plane: planeAt(image, pointLps(...finding.atLps)) }],
  )
  return image.planes.map((plane, planeIndex) => {
    const loops = outline.contours.filter((loop) => loop.planeIndex === planeIndex)
    const cm2 = voxelMm3(reasons.grid) / (thickness[planeIndex] ?? 1) / MM2_PER_CM2
    return {
      planeIndex,
      uid: plane.sopInstanceUid,
      atLps: plane.originLps,
      areaCm2: areaMm2(loops, plane) / MM2_PER_CM2,
      cut: [...(voxels[planeIndex] ?? [])]
        .map(([reason, count]) => ({ reason, cm2: count * cm2 }))
        .filter((part) => part.cm2 >= CUT_CM2)
        .sort((a, b) => b.cm2 - a.cm2),
      fingerprint: fingerprintOf(loops),
      findings: placed.flatMap(({ finding, plane: k }) => (k === planeIndex ? [finding] : [])),
    }
  })
}

/** Whether a slice was looked at as its contours are now. */
export const wasLookedAt = (looked: Readonly<Record<string, string>>, { uid, fingerprint }: SliceFacts): boolean =>
  looked[uid] === fingerprint
