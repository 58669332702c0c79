import type { Section } from '../structure/index.js'

/** Contours are sampled at this distance (mm). */
const STEP_MM = 0.2
/** Planes this close (mm) are one. */
const SAME_PLANE_MM = 0.1

type Segment = readonly [number, number, number, number]

/** Edges of the loops; the bridge of a keyhole, which is walked there and back, is no part of the outline. */
const segmentsOf = (loops: readonly Float64Array[]): Segment[] =>
  loops.flatMap((loop) => {
    const n = loop.length
    const edges = Array.from({ length: n / 2 }, (_, i): Segment => {
      const j = (2 * i + 2) % n
      return [loop[2 * i] as number, loop[2 * i + 1] as number, loop[j] as number, loop[j + 1] as number]
    })
    const walked = new Set(edges.map((edge) => edge.join()))
    return edges.filter(([au, av, bu, bv]) => !walked.has([bu, bv, au, av].join()))
  })

const lengthOf = ([au, av, bu, bv]: Segment): number => Math.sqrt((bu - au) * (bu - au) + (bv - av) * (bv - av))

/** Whether a point lies within `reach` of the segment. */
const within = (u: number, v: number, [au, av, bu, bv]: Segment, reach: number): boolean => {
  const du = bu - au
  const dv = bv - av
  const square = du * du + dv * dv
  const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((u - au) * du + (v - av) * dv) / square))
  const eu = u - au - t * du
  const ev = v - av - t * dv
  return eu * eu + ev * ev <= reach * reach
}

/** A question "is a point within `reach` of any segment?", answered from the squares that segments come near. */
const nearTo = (segments: readonly Segment[], reach: number): ((u: number, v: number) => boolean) => {
  const cell = Math.max(1, 2 * reach)
  const squares = new Map<string, Segment[]>()
  for (const s of segments) {
    const [au, av, bu, bv] = s
    for (let i = Math.floor((Math.min(au, bu) - reach) / cell); i <= Math.floor((Math.max(au, bu) + reach) / cell); i++)
      for (
        let j = Math.floor((Math.min(av, bv) - reach) / cell);
        j <= Math.floor((Math.max(av, bv) + reach) / cell);
        j++
      ) {
        const key = `${i},${j}`
        const there = squares.get(key)
        if (there === undefined) squares.set(key, [s])
        else there.push(s)
      }
  }
  return (u, v) =>
    squares.get(`${Math.floor(u / cell)},${Math.floor(v / cell)}`)?.some((s) => within(u, v, s, reach)) ?? false
}

/** Length in mm of all contours of the sections. */
export const contourLengthMm = (sections: readonly Section[]): number =>
  sections.reduce((sum, s) => sum + segmentsOf(s.loopsMm).reduce((length, e) => length + lengthOf(e), 0), 0)

/** Length in mm of the reference's contours that lie farther than the tolerance from the others' on the same plane. */
export const addedPathLengthMm = (
  reference: readonly Section[],
  other: readonly Section[],
  toleranceMm: number,
): number => {
  let added = 0
  for (const section of reference) {
    const same = other.filter((o) => Math.abs(o.wMm - section.wMm) <= SAME_PLANE_MM)
    const isNear = nearTo(
      same.flatMap((o) => segmentsOf(o.loopsMm)),
      toleranceMm,
    )
    for (const e of segmentsOf(section.loopsMm)) {
      const length = lengthOf(e)
      const steps = Math.max(1, Math.ceil(length / STEP_MM))
      for (let i = 0; i < steps; i++) {
        const t = (i + 0.5) / steps
        if (!isNear(e[0] + t * (e[2] - e[0]), e[1] + t * (e[3] - e[1]))) added += length / steps
      }
    }
  }
  return added
}
