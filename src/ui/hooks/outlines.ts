import { useMemo } from 'react'
import { type OpenCase, outlineIsFresh, type Shelf } from '../../case/index.js'
import type { Roi } from '../../core/structure/index.js'
import type { Outline } from '../../viewer/index.js'
import { FIXED } from '../theme/palette.js'
import type { RoiRow } from './roi-rows.js'
import { useLook } from './view-store.js'

/** The CTV's place among the eyes and the selection. */
export const CTV_ID = 'ctv'

const polygons = new WeakMap<Roi, { readonly frame: string | null; readonly closed: readonly Float64Array[] }>()
const ctvPolygons = new WeakMap<object, readonly Float64Array[]>()

/** Closed polygons of an ROI in the image's frame; the same array for the same ROI. */
const polygonsOf = (roi: Roi, imageFrame: string | null): readonly Float64Array[] => {
  const known = polygons.get(roi)
  if (known !== undefined && known.frame === imageFrame) return known.closed
  const closed =
    roi.frame === imageFrame
      ? roi.contours.filter((c) => c.kind === 'CLOSED_PLANAR' || c.kind === 'CLOSEDPLANAR_XOR').map((c) => c.pointsLps)
      : []
  polygons.set(roi, { frame: imageFrame, closed })
  return closed
}

const ctvPolygonsOf = (shown: {
  readonly contours: readonly { readonly pointsLps: Float64Array }[]
}): readonly Float64Array[] => {
  const known = ctvPolygons.get(shown) ?? shown.contours.map((loop) => loop.pointsLps)
  ctvPolygons.set(shown, known)
  return known
}

/** What the views draw: visible ROIs and the proposed CTV. */
export const useOutlines = (open: OpenCase | null, rows: readonly RoiRow[], shelf: Shelf): readonly Outline[] => {
  const selected = useLook((state) => state.selected)
  const fill = useLook((state) => state.fill)
  const fills = useLook((state) => state.fills)
  const ctvShown = useLook((state) => state.eyes[CTV_ID] ?? true)
  const solo = useLook((state) => state.solo)
  const structuresShown = useLook((state) => state.structuresShown)
  return useMemo(() => {
    if (open === null || !structuresShown) return []
    const only = solo ? selected : null
    const frame = open.image.series.frame
    const rois: Outline[] = rows
      .filter((row) => (only === null ? row.visible : row.id === only && row.problem === null))
      .map((row) => ({
        id: row.id,
        name: row.roi.name,
        colour: row.colour,
        style: row.style,
        selected: row.id === selected,
        faded: false,
        fillOpacity: fills[row.id] ?? 0,
        polygonsLps: polygonsOf(row.roi, frame),
        field: shelf.fields.get(row.id) ?? null,
      }))
    const { outline: shown } = shelf
    const ctvWanted = only === null ? ctvShown : only === CTV_ID
    if (shown === null || open.outline === null || !ctvWanted) return rois
    const ctv: Outline = {
      id: CTV_ID,
      name: 'CTV',
      colour: FIXED.ctv,
      style: 'ctv',
      selected: selected === CTV_ID,
      faded: !outlineIsFresh(open),
      fillOpacity: fill,
      polygonsLps: ctvPolygonsOf(shown),
      field: shown.field,
    }
    return [...rois, ctv]
  }, [open, rows, shelf, selected, fill, fills, ctvShown, solo, structuresShown])
}
