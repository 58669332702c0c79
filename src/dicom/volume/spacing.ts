import type { Vec3 } from '../../core/frame/index.js'
import { decide, type Finding, note } from '../../core/problem/index.js'
import { sliceGaps } from '../../core/volume/index.js'
import type { SliceGap } from './types.js'
import type { PlacedHeader } from './usable.js'

/** Deviation of a position that still counts as a lattice's. */
const EVEN_MM = 0.01
const THICK_MM = 2
const VERY_THICK_MM = 3

const mm = (value: number): string => `${Number(value.toFixed(2))} mm`

/** The middle value; the lower of two. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN
}

/** Distances between neighbouring planes, mm. */
export const distances = (wMm: readonly number[]): number[] => wMm.slice(1).map((w, i) => w - (wMm[i] as number))

/** Largest deviation of a plane's first pixel from the straight line along the normal, mm: in-plane shift of a tilted gantry. */
const shearMm = (planes: readonly PlacedHeader[], wMm: readonly number[], normal: Vec3): number => {
  const first = planes[0] as PlacedHeader
  let worst = 0
  for (const [k, plane] of planes.entries()) {
    const along = (wMm[k] as number) - (wMm[0] as number)
    let sum = 0
    for (let i = 0; i < 3; i++) {
      const d = (plane.positionLps[i] as number) - (first.positionLps[i] as number) - along * (normal[i] as number)
      sum += d * d
    }
    worst = Math.max(worst, Math.sqrt(sum))
  }
  return worst
}

const thickness = (step: number): Finding[] => {
  const message = `The slices are ${mm(step)} apart: contours exist on them only, so superior and inferior margins are that coarse.`
  if (step > VERY_THICK_MM + EVEN_MM) {
    return [decide('image/very-thick-slices', message, 'Plan on a CT with slices of 3 mm or less, or accept it.')]
  }
  return step > THICK_MM + EVEN_MM ? [note('image/thick-slices', message)] : []
}

/** Whether the planes make a regular lattice, where slices are missing, and what is to be said of it. */
export const spacingFindings = (
  planes: readonly PlacedHeader[],
  wMm: readonly number[],
  normal: Vec3,
): { evenlySpaced: boolean; gaps: SliceGap[]; findings: Finding[] } => {
  const steps = distances(wMm)
  const mean = ((wMm.at(-1) as number) - (wMm[0] as number)) / steps.length
  const uneven = wMm.some((w, k) => Math.abs(w - (wMm[0] as number) - k * mean) > EVEN_MM)
  const shear = shearMm(planes, wMm, normal)
  const gaps = sliceGaps(wMm).map(({ fromMm, toMm }) => ({ fromW: fromMm, toW: toMm }))
  const findings = thickness(median(steps))
  if (uneven) {
    const range = `${mm(steps.reduce((a, b) => Math.min(a, b)))} to ${mm(steps.reduce((a, b) => Math.max(a, b)))}`
    findings.push(
      note('image/uneven-slices', `The slices are unevenly spaced, ${range} apart; each is used at its own position.`),
    )
  }
  if (shear > EVEN_MM) {
    findings.push(
      note(
        'image/sheared-slices',
        `The slices are shifted within their planes by up to ${mm(shear)} (tilted gantry); each is used at its own position.`,
      ),
    )
  }
  for (const gap of gaps) {
    findings.push(
      note(
        'image/missing-slice',
        `A slice seems to be missing: ${mm(gap.toW - gap.fromW)} without one from ${mm(gap.fromW)} to ${mm(gap.toW)} along the stack.`,
        {
          remedy: 'Give the missing slice; within the target and its margin the gap is refused.',
        },
      ),
    )
  }
  return { evenlySpaced: !uneven && shear <= EVEN_MM, gaps, findings }
}
