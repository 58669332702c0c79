import { type Field, simplifyLoop, tracePlane } from '../field/index.js'
import { type Finding, note } from '../problem/index.js'
import { type PlaneLoop, signedAreaMm2 } from '../structure/index.js'
import { planeThicknessMm, type Volume } from '../volume/index.js'
import type { Recipe } from './recipe.js'

export type Contours = {
  readonly loops: readonly PlaneLoop[]
  readonly volumeCm3: number
  readonly findings: readonly Finding[]
}

/**
 * A field's level set on the image's own planes: closed loops at sub-voxel positions, slivers dropped, simplified.
 * `volumeCm3` is even-odd area x plane spacing: what a planning system counts.
 */
export const contoursOf = (field: Field, image: Volume, how: Recipe['contours']): Contours => {
  const thickness = planeThicknessMm(image)
  const loops: PlaneLoop[] = []
  let mm3 = 0
  let slivers = 0
  let sliverMm2 = 0
  let coarsest = 0
  image.planes.forEach((plane, planeIndex) => {
    const cut = tracePlane(field, {
      originLps: plane.originLps,
      uDirection: plane.rowDirection,
      vDirection: plane.columnDirection,
    })
    for (const traced of cut) {
      const area = signedAreaMm2(traced)
      if (Math.abs(area) < how.sliverMm2) {
        slivers++
        sliverMm2 += Math.abs(area)
        continue
      }
      const { loop, toleranceMm } = simplifyLoop(traced, how.simplifyMm, how.maxPoints)
      if (toleranceMm > how.simplifyMm) coarsest = Math.max(coarsest, toleranceMm)
      mm3 += signedAreaMm2(loop) * (thickness[planeIndex] as number)
      const pointsLps = new Float64Array((loop.length / 2) * 3)
      for (let i = 0; i < loop.length / 2; i++) {
        const u = loop[2 * i] as number
        const v = loop[2 * i + 1] as number
        for (let c = 0; c < 3; c++)
          pointsLps[3 * i + c] =
            (plane.originLps[c] as number) +
            u * (plane.rowDirection[c] as number) +
            v * (plane.columnDirection[c] as number)
      }
      loops.push({ planeIndex, pointsLps, hole: area < 0 })
    }
  })
  const findings: Finding[] = []
  if (slivers > 0) {
    findings.push(
      note(
        'contour/sliver-dropped',
        `${slivers === 1 ? '1 contour' : `${slivers} contours`} of less than ${how.sliverMm2} mm2 dropped, together ${sliverMm2.toFixed(2)} mm2.`,
      ),
    )
  }
  if (coarsest > 0) {
    findings.push(
      note(
        'contour/simplified',
        `Contours of more than ${how.maxPoints} points were simplified by up to ${coarsest.toFixed(3)} mm.`,
      ),
    )
  }
  return { loops, volumeCm3: mm3 / 1000, findings }
}
