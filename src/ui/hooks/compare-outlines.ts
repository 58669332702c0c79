import { comparedRoi, type OpenCase, roiId, type Shelf } from '../../case/index.js'
import type { Field } from '../../core/field/index.js'
import type { Roi } from '../../core/structure/index.js'
import type { Outline, Shade } from '../../viewer/index.js'
import { DISTANCE_COLOURS, ROI_COLOURS } from '../theme/palette.js'

/** Where the colours of a distance end, in mm. */
export const DISTANCE_SPAN_MM = 5

/** The line of what is compared with and is no part of the case. */
export const OTHER_COLOUR = ROI_COLOURS[8]

const shades = new WeakMap<Field, Shade>()

/** Colours by distance to what the CTV is compared with; null where the figures are not of the CTV that is shown. */
export const distanceShade = ({ comparison, outline }: OpenCase, { toReference }: Shelf): Shade | null => {
  if (toReference === null || comparison.result?.outlineKey !== outline?.key) return null
  const shade = shades.get(toReference) ?? {
    field: toReference,
    fromMm: -DISTANCE_SPAN_MM,
    toMm: DISTANCE_SPAN_MM,
    colours: DISTANCE_COLOURS,
  }
  shades.set(toReference, shade)
  return shade
}

const polygons = new WeakMap<Roi, readonly Float64Array[]>()

/** What is compared with, where it is no part of the case: everything else has its own eye. */
export const otherOutlines = (open: OpenCase, shelf: Shelf): readonly Outline[] => {
  const { wish } = open.comparison
  const roi = wish === null ? null : comparedRoi(open, wish.roi)
  if (roi === null || !open.others.sets.some((set) => set.uid === roi.setUid)) return []
  const closed = polygons.get(roi) ?? roi.contours.filter((c) => c.kind.startsWith('CLOSED')).map((c) => c.pointsLps)
  polygons.set(roi, closed)
  return [
    {
      id: `other/${roiId(roi)}`,
      name: roi.name,
      colour: OTHER_COLOUR,
      style: 'organ',
      selected: false,
      faded: false,
      fillOpacity: 0,
      polygonsLps: roi.frame === open.image.series.frame ? closed : [],
      field: shelf.fields.get(roiId(roi)) ?? null,
    },
  ]
}
