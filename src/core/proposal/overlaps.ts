import { boxOfGrid, type Field, forSharedRows } from '../field/index.js'
import { dot, type Grid, indexIjk, indexToLps, type PointLps, type Vec3, voxelMm3 } from '../frame/index.js'
import { decide, type Finding, note } from '../problem/index.js'
import type { PlaneLoop } from '../structure/index.js'
import { isVoxelPadding, type Volume } from '../volume/index.js'
import type { Exclusion } from './exclusions.js'
import type { OrganDistances } from './types.js'

/** Less overlap than this (cm3) is the roughness of drawing. */
const NOTICED_CM3 = 0.01

/** A place as a finding states it, to 0.01 mm. */
const placeOf = (p: PointLps): NonNullable<Finding['atLps']> => {
  const round = (mm: number) => Math.round(mm * 100) / 100
  return [round(p[0]), round(p[1]), round(p[2])]
}

const voxelLps = (grid: Grid, offset: number): PointLps => {
  const [nx, ny] = grid.size
  return indexToLps(grid, indexIjk(offset % nx, Math.floor(offset / nx) % ny, Math.floor(offset / (nx * ny))))
}

/** What the target shares with each rule: kept and to be decided, or cut and told. */
export const targetOverlaps = (target: Field, rules: readonly Exclusion[]): Finding[] =>
  rules.flatMap((rule): Finding[] => {
    let voxels = 0
    let deepest = 0
    let deepestMm = 0
    forSharedRows(boxOfGrid(target.grid), boxOfGrid(rule.field.grid), (o, p, n) => {
      for (let i = 0; i < n; i++) {
        const mm = Math.max(target.mm[o + i] as number, rule.field.mm[p + i] as number)
        if (mm >= 0) continue
        voxels++
        if (mm >= deepestMm) continue
        deepestMm = mm
        deepest = o + i
      }
    })
    const cm3 = (voxels * voxelMm3(target.grid)) / 1000
    if (cm3 < NOTICED_CM3) return []
    const where = { atLps: placeOf(voxelLps(target.grid, deepest)) }
    const amount = `${cm3.toFixed(2)} cm3 of the target`
    if (rule.reason === 'air') {
      return [
        note('target/in-air', `${amount} are air on the planning CT: cut.`, {
          ...where,
          remedy: 'Check the registration and the air threshold.',
        }),
      ]
    }
    if (rule.reason === 'outside-body') {
      return [
        decide(
          'target/outside-body',
          `${amount} lie outside ${rule.name}: kept.`,
          'Check the body outline, its retraction and the target.',
          { roi: rule.name, ...where },
        ),
      ]
    }
    const code = rule.reason.startsWith('barrier:') ? 'target/in-barrier' : 'target/in-organ'
    if (rule.cutsTarget)
      return [note(code, `${amount} lie in ${rule.name}: cut, as told.`, { roi: rule.name, ...where })]
    const message = `${amount} lie in ${rule.name}: kept.`
    if (!rule.drawn) return [decide(code, message, 'Accept it, or raise the threshold (--bone-above).', where)]
    return [
      decide(code, message, `Accept it, or cut the target there (--cut-target ${rule.name}).`, {
        roi: rule.name,
        ...where,
      }),
    ]
  })

/** The arteries that are kept and warned about: how near the target they come (mm) and how much of them the CTV holds (cm3). */
export const keptWarnings = ({ organs }: OrganDistances): Finding[] =>
  organs.flatMap((organ): Finding[] => {
    const { role, roi, flagged, targetMm, nearestLps, targetOverlapCm3, ctvOverlapCm3 } = organ
    if (role !== 'keep-and-warn' || (!flagged && ctvOverlapCm3 === 0)) return []
    const near =
      targetOverlapCm3 > 0 || targetMm === 0
        ? 'is touched by the target'
        : `comes within ${(targetMm ?? 0).toFixed(1)} mm of the target`
    return [
      note('carotid/reached', `${roi} ${near}; ${ctvOverlapCm3.toFixed(2)} cm3 of it lie in the CTV and are kept.`, {
        roi,
        ...(nearestLps === null ? {} : { atLps: placeOf(nearestLps) }),
        remedy: 'Weigh the dose to the artery; the consensus flags a distance under 5 mm.',
      }),
    ]
  })

/** Where the CTV reaches the image's first or last plane, contours beyond are missing; past its pixels they lie on nothing. */
export const leavesImage = (image: Volume, loops: readonly PlaneLoop[]): Finding[] => {
  const used = new Set(loops.map((l) => l.planeIndex))
  const sides = [
    ...(used.has(0) ? ['first plane'] : []),
    ...(used.has(image.planes.length - 1) ? ['last plane'] : []),
    ...(loops.some((l) => leavesPixels(image, l)) ? ['edge of the pixels'] : []),
  ]
  return sides.length === 0
    ? []
    : [
        decide(
          'ctv/leaves-image',
          `The CTV reaches the ${sides.join(' and the ')} of the planning image: what lies beyond is not seen.`,
          'Use a planning image that reaches at least the margin past the target.',
        ),
      ]
}

/** Whether a loop passes the outer edge of its plane's pixels, or runs where they were not scanned. */
const leavesPixels = (image: Volume, { planeIndex, pointsLps: p }: PlaneLoop): boolean => {
  const { planes, grid } = image
  const plane = planes[planeIndex]
  if (plane === undefined) return false
  for (let i = 0; i < p.length; i += 3) {
    const rel = [0, 1, 2].map((c) => (p[i + c] as number) - (plane.originLps[c] as number)) as unknown as Vec3
    const column = dot(rel, plane.rowDirection) / grid.spacingMm[0]
    const row = dot(rel, plane.columnDirection) / grid.spacingMm[1]
    if (column < -0.5 || row < -0.5 || column > grid.size[0] - 0.5 || row > grid.size[1] - 0.5) return true
    if (isVoxelPadding(image, Math.round(column), Math.round(row), planeIndex)) return true
  }
  return false
}
