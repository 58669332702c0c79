import type { Contour } from './types.js'

const sameShape = (a: Contour, b: Contour): boolean =>
  a.kind === b.kind && a.pointsLps.length === b.pointsLps.length && a.pointsLps.every((v, i) => v === b.pointsLps[i])

/** Alike for contours that are the same; nearly always different for others. */
const roughKey = ({ kind, pointsLps: p }: Contour): string =>
  [kind, p.length, p[0], p[1], p[2], p[p.length >> 1], p[p.length - 2]].join(' ')

/**
 * Contours that are there more than once: a CLOSED_PLANAR one counts once, however often it was written, where even-odd
 * filling would take it for its own hole; of CLOSEDPLANAR_XOR ones each pair cancels (PS3.3 C.8.8.6.3).
 */
export const withoutRepeats = (contours: readonly Contour[]): Contour[] => {
  const groups = new Map<string, { readonly contour: Contour; count: number }[]>()
  const distinct: { readonly contour: Contour; count: number }[] = []
  for (const contour of contours) {
    const key = roughKey(contour)
    const alike = groups.get(key) ?? []
    const known = alike.find((other) => sameShape(other.contour, contour))
    if (known !== undefined) known.count++
    else {
      const one = { contour, count: 1 }
      groups.set(key, [...alike, one])
      distinct.push(one)
    }
  }
  return distinct.flatMap(({ contour, count }) =>
    contour.kind === 'CLOSEDPLANAR_XOR' && count % 2 === 0 ? [] : [contour],
  )
}
