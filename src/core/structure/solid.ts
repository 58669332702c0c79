import { dot } from '../frame/index.js'
import { type Finding, note, PostopError } from '../problem/index.js'
import type { ImagePlane } from '../volume/index.js'
import { chainsOf, type Layer } from './chains.js'
import { signedAreaMm2 } from './polygon.js'
import { regionsOf } from './regions.js'
import { withoutRepeats } from './repeats.js'
import { type PlacedLoop, placeContours, SAME_PLANE_MM } from './section-planes.js'
import type { Contour, Roi, Solid } from './types.js'

export type SolidSource = {
  /** Planes of the image that the ROI was drawn on, ascending along their normal; empty where it is not there. */
  readonly planes: readonly ImagePlane[]
  /** Plane spacing to assume for an ROI of one plane on an unknown image. */
  readonly spacingMm: number
  /** Sections that lean past each other still belong together: for barriers and organs that block. */
  readonly closeBetweenPlanes: boolean
  /** Drawn on some planes only and meant on all between them: no distance between two drawn planes is a gap. */
  readonly everyPlane?: boolean
}

/** Contours of less area (mm2) are not part of a solid. */
const NO_AREA_MM2 = 1e-6

/** A section this near to an image plane (mm) lies on it: what planning systems round z to. */
const ON_PLANE_MM = 0.01

/**
 * The solid that an ROI's closed planar contours mean: even-odd per plane, connected pieces followed from plane to plane,
 * one missing plane bridged where the pieces overlap, wider gaps left open.
 * @throws roi/no-contours, roi/not-a-solid, structure/off-plane
 */
export const roiToSolid = (
  roi: Roi,
  source: SolidSource,
): { readonly solid: Solid; readonly findings: readonly Finding[] } => {
  const { contours, enclosing } = closedContours(roi)
  const { axes, loops } = placeContours(roi, contours, source.planes)
  const findings: Finding[] = []
  if (contours.length < enclosing) {
    const message = `${enclosing - contours.length} of ${enclosing} contours of ${roi.name} repeat another one exactly: each counts once.`
    findings.push(note('structure/repeated-contour', message, { roi: roi.name }))
  }
  if (enclosing < roi.contours.length) {
    const left = roi.contours.length - enclosing
    findings.push(
      note(
        'structure/not-a-solid',
        `${left} of ${roi.contours.length} contours of ${roi.name} enclose no area and are not part of its solid.`,
        {
          roi: roi.name,
        },
      ),
    )
  }
  const sections = groupByPlane(loops)
  const parallel = source.planes.filter((p) => Math.abs(dot(p.normal, axes.w)) > 1 - 1e-4)
  const planesMm = parallel.map((p) => dot(p.originLps, axes.w)).sort((a, b) => a - b)
  findings.push(...betweenPlanes(roi, sections, planesMm))
  const ordinal = ordinals(sections, planesMm, source.spacingMm, source.everyPlane === true)
  const layers: Layer[] = sections.map((s, i) => ({
    wMm: s.wMm,
    ordinal: ordinal.at[i] as number,
    regions: regionsOf(s.loops),
  }))
  if (layers.length === 1) {
    findings.push(
      note(
        'structure/single-plane',
        `${roi.name} is drawn on one plane only: taken as a slab of ${ordinal.stepMm(0, 1).toFixed(1)} mm.`,
        {
          roi: roi.name,
        },
      ),
    )
  }
  const chains = chainsOf(layers, source.closeBetweenPlanes, ordinal.stepMm)
  if (chains.bridged > 0) {
    findings.push(
      note(
        'structure/missing-plane',
        `${roi.name} lacks contours on ${chains.bridged} plane(s) between drawn ones: bridged.`,
        {
          roi: roi.name,
        },
      ),
    )
  }
  if (chains.gaps > 0) {
    findings.push(
      note(
        'structure/gap',
        `${roi.name} has ${chains.gaps} gap(s) of more than one plane along its normal: left open.`,
        {
          roi: roi.name,
          remedy: 'If the structure is one piece there, draw the missing planes.',
        },
      ),
    )
  }
  return { solid: { frame: roi.frame, axes, runs: chains.runs }, findings }
}

/**
 * The contours that can be part of a solid, each once, and how many enclose something, repeats included.
 * @throws roi/no-contours, roi/not-a-solid
 */
export const closedContours = (roi: Roi): { readonly contours: readonly Contour[]; readonly enclosing: number } => {
  if (roi.contours.length === 0) {
    throw new PostopError('roi/no-contours', {
      message: `${roi.name} has no contours.`,
      attribute: 'ContourSequence (3006,0040)',
      remedy: 'Choose an ROI that is drawn.',
    })
  }
  const enclosing = roi.contours.filter(
    (c) =>
      (c.kind === 'CLOSED_PLANAR' || c.kind === 'CLOSEDPLANAR_XOR') && c.pointsLps.length >= 9 && hasArea(c.pointsLps),
  )
  const contours = withoutRepeats(enclosing)
  if (contours.length === 0) {
    throw new PostopError('roi/not-a-solid', {
      message: `${roi.name} has no closed planar contour: it is no solid.`,
      attribute: 'ContourGeometricType (3006,0042)',
      remedy: 'Choose an ROI drawn with closed planar contours.',
    })
  }
  return { contours, enclosing: enclosing.length }
}

/** Whether the polygon encloses area in any of the three coordinate planes. */
const hasArea = (p: Float64Array): boolean =>
  [
    [0, 1],
    [1, 2],
    [2, 0],
  ].some(([a, b]) => {
    const flat = new Float64Array((p.length / 3) * 2)
    for (let i = 0; i < p.length / 3; i++) {
      flat[2 * i] = p[3 * i + (a as number)] as number
      flat[2 * i + 1] = p[3 * i + (b as number)] as number
    }
    return Math.abs(signedAreaMm2(flat)) > NO_AREA_MM2
  })

/** Sections that were drawn between the planes of their image, as on another reconstruction of it. */
const betweenPlanes = (roi: Roi, sections: readonly { wMm: number }[], planesMm: readonly number[]): Finding[] => {
  const first = planesMm[0]
  const last = planesMm.at(-1)
  if (first === undefined || last === undefined) return []
  const offMm = sections
    .filter((s) => s.wMm > first && s.wMm < last)
    .map((s) => Math.abs((planesMm[nearest(planesMm, s.wMm)] as number) - s.wMm))
    .filter((off) => off > ON_PLANE_MM)
  if (offMm.length === 0) return []
  const most = offMm.reduce((a, b) => Math.max(a, b))
  const message = `${roi.name} is drawn between the image's planes in ${offMm.length} of ${sections.length} sections, up to ${most.toFixed(2)} mm off: each is used at its own height.`
  return [note('structure/between-planes', message, { roi: roi.name })]
}

/** Loops by plane, ascending. */
export const groupByPlane = (loops: readonly PlacedLoop[]): { wMm: number; loops: Float64Array[] }[] => {
  const sorted = [...loops].sort((a, b) => a.wMm - b.wMm)
  const sections: { wMm: number; loops: Float64Array[] }[] = []
  for (const l of sorted) {
    const last = sections.at(-1)
    if (last !== undefined && l.wMm - last.wMm <= SAME_PLANE_MM) last.loops.push(l.loop)
    else sections.push({ wMm: l.wMm, loops: [l.loop] })
  }
  return sections
}

/**
 * The number of each section in units of the distance at which the ROI is drawn: neighbours differ by 1.
 * Counted on the image's own planes where they are known, so that uneven slices are no gaps.
 * `stepMm(i, way)` is the distance from section i to the next plane below (-1) or above (1) on which it could be drawn.
 */
const ordinals = (
  sections: readonly { wMm: number }[],
  planesMm: readonly number[],
  spacingMm: number,
  everyPlane: boolean,
) => {
  const w = sections.map((s) => s.wMm)
  const onImage = planesMm.length > 1 && w.every((x) => Math.abs((planesMm[nearest(planesMm, x)] as number) - x) < 0.1)
  const inTurn = w.map((_, i) => i)
  const median = (gaps: number[]): number => gaps.sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? 1
  if (onImage) {
    const index = w.map((x) => nearest(planesMm, x))
    const step = index.length > 1 && !everyPlane ? median(index.slice(1).map((k, i) => k - (index[i] as number))) : 1
    const stepMm = (i: number, way: -1 | 1): number => {
      const here = index[i] as number
      const there = Math.min(planesMm.length - 1, Math.max(0, here + way * step))
      if (there === here + way * step) return Math.abs((planesMm[there] as number) - (planesMm[here] as number))
      // Past the image's own end: as far as on the other side.
      const other = Math.min(planesMm.length - 1, Math.max(0, here - way * step))
      return Math.abs((planesMm[other] as number) - (planesMm[here] as number)) || spacingMm
    }
    return { at: everyPlane ? inTurn : index.map((k) => Math.round((k - (index[0] as number)) / step)), stepMm }
  }
  const step = w.length > 1 && !everyPlane ? median(w.slice(1).map((x, i) => x - (w[i] as number))) : spacingMm
  let ordinal = 0
  const at = w.map((x, i) => {
    if (i > 0) ordinal += Math.max(1, Math.round((x - (w[i - 1] as number)) / step))
    return ordinal
  })
  return { at: everyPlane ? inTurn : at, stepMm: () => step }
}

const nearest = (sorted: readonly number[], x: number): number => {
  let best = 0
  for (let i = 1; i < sorted.length; i++)
    if (Math.abs((sorted[i] as number) - x) < Math.abs((sorted[best] as number) - x)) best = i
  return best
}
