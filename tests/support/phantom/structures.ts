import type { FrameUid, Uid } from '../../../src/core/frame/index.js'
import type { Contour, Roi, StructureSet } from '../../../src/core/structure/index.js'
import { type Cut, type Loop, type Shape, sectionOf } from '../closed-forms/index.js'
import { type Acquisition, cutsOf, hashOf, uidOf } from './acquisition.js'

/** What is drawn: a body on the planes of a series, contour by contour its exact sections. */
export type Drawn = {
  readonly name: string
  readonly shape: Shape
  readonly type?: string
  readonly latticeMm?: number
}

const flat = (loop: Loop): Float64Array => Float64Array.from(loop.flat())

/** Sections smaller than this are not drawn: nobody could. */
const SMALLEST_MM2 = 0.05

const twiceArea = (loop: Loop, cut: Cut): number => {
  let sum = 0
  const at = (p: Loop[number]) =>
    [p[0] * cut.u[0] + p[1] * cut.u[1] + p[2] * cut.u[2], p[0] * cut.v[0] + p[1] * cut.v[1] + p[2] * cut.v[2]] as const
  for (const [i, p] of loop.entries()) {
    const [a, b] = [at(p), at(loop[(i + 1) % loop.length] as Loop[number])]
    sum += a[0] * b[1] - a[1] * b[0]
  }
  return Math.abs(sum)
}

/** The contours of a body on every plane of a series. */
export const contoursOf = (shape: Shape, a: Acquisition, latticeMm = 0.4): Contour[] =>
  cutsOf(a).flatMap((cut, k) =>
    sectionOf(shape, cut, { latticeMm, chordMm: 1e-3 })
      .filter((loop) => twiceArea(loop, cut) > 2 * SMALLEST_MM2)
      .map((loop) => ({
        kind: 'CLOSED_PLANAR' as const,
        pointsLps: flat(loop),
        imageUid: uidOf(`${a.name} image ${k}`),
      })),
  )

/** A structure set with the bodies drawn on the series. */
export const structureSetOf = (name: string, a: Acquisition, drawn: readonly Drawn[]): StructureSet => {
  const uid = uidOf(`${name} structures`)
  const rois: Roi[] = drawn.map((d, i) => ({
    setUid: uid,
    number: i + 1,
    name: d.name,
    type: d.type ?? '',
    frame: a.frame as FrameUid,
    contours: contoursOf(d.shape, a, d.latticeMm),
  }))
  return {
    uid,
    seriesUid: uidOf(`${name} structures series`),
    studyUid: uidOf(`${a.frame} study`),
    label: name.slice(0, 16),
    date: '20261124',
    frame: a.frame,
    rois,
    referencedSeriesUids: [uidOf(`${a.name} series`)],
    referencedImageUids: cutsOf(a).map((_, k) => uidOf(`${a.name} image ${k}`) as Uid),
    hash: hashOf(name, JSON.stringify(rois.map((r) => [r.name, r.contours.map((c) => Array.from(c.pointsLps))]))),
    file: `${name}.dcm`,
  }
}
