import { type Contour, liesOn, namedPlanes, type Roi, type StructureSet } from '../../../core/structure/index.js'
import type { Volume } from '../../../core/volume/index.js'
import { geometryHash, type StoredRecipe } from '../../../dicom/index.js'

/** The ROIs of ours that are gone or whose contours are not those that were written, in words. */
export const changedRois = (out: StructureSet, stored: StoredRecipe): readonly string[] =>
  stored.rois.flatMap(({ number, name, geometryHash: written }) => {
    const roi = out.rois.find((r) => r.number === number)
    if (roi === undefined) return [`${name} is gone`]
    return geometryHash(roi.contours) === written ? [] : [`the contours of ${name} are others`]
  })

const sameContour = (a: Contour, b: Contour): boolean =>
  a.kind === b.kind && a.pointsLps.length === b.pointsLps.length && a.pointsLps.every((v, i) => v === b.pointsLps[i])

const sameContours = (a: Roi, b: Roi): boolean =>
  a.contours.length === b.contours.length && a.contours.every((c, i) => sameContour(c, b.contours[i] as Contour))

/** The copied ROIs whose contours are not those of the structure set they came from, in words; none where no original was copied. */
export const changedOriginals = (
  out: StructureSet,
  stored: StoredRecipe,
  sets: readonly StructureSet[],
): readonly string[] => {
  const own = new Set(stored.rois.map((r) => r.number))
  const copied = out.rois.filter((r) => !own.has(r.number))
  if (copied.length === 0) return []
  const hits = (s: StructureSet) =>
    copied.filter((r) => s.rois.some((o) => o.number === r.number && o.name === r.name)).length
  const source = [...sets].sort((a, b) => hits(b) - hits(a) || (a.uid < b.uid ? -1 : 1))[0]
  if (source === undefined) return []
  const gone = source.rois.filter((o) => !copied.some((r) => r.number === o.number)).map((o) => `${o.name} is gone`)
  const changed = copied.flatMap((r) => {
    const original = source.rois.find((o) => o.number === r.number)
    if (original === undefined) return [`${r.name} was added`]
    return sameContours(r, original) ? [] : [`the contours of ${r.name} are others`]
  })
  return [...gone, ...changed]
}

/** What keeps our ROIs from being contours on the planes of the image, in words. */
export const conformanceOf = (out: StructureSet, stored: StoredRecipe, image: Volume): readonly string[] => {
  const planeOf = namedPlanes(image.planes)
  return stored.rois.flatMap(({ number, name }) => {
    const contours = out.rois.find((r) => r.number === number)?.contours ?? []
    const wrong = contours.filter((c) => {
      const plane = planeOf(c)
      return plane === undefined || c.kind !== 'CLOSED_PLANAR' || c.pointsLps.length < 9 || !liesOn(plane, c)
    })
    return wrong.length === 0
      ? []
      : [`${wrong.length} contours of ${name} are not closed on a slice of the image that they name`]
  })
}
