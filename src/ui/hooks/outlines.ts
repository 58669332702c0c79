import { useMemo } from 'react'
import { liveField, type OpenCase, outlineIsFresh, type Shelf, THRESHOLD_DRAG } from '../../case/index.js'
import type { Roi } from '../../core/structure/index.js'
import type { Outline } from '../../viewer/index.js'
import { achievedOutline } from '../panels/review/margin/classes.js'
import { FIXED } from '../theme/palette.js'
import { distanceShade, otherOutlines } from './compare-outlines.js'
import { ctvPolygonsOf, drawnOutlines, envelopeOutline, thinOutline, tissueOutlines } from './extra-outlines.js'
import { useHeldOff } from './held-off.js'
import type { RoiRow } from './roi-rows.js'
import { useLook } from './view-store.js'

/** The CTV's place among the eyes and the selection. */
export const CTV_ID = 'ctv'

const polygons = new WeakMap<Roi, { readonly frame: string | null; readonly closed: readonly Float64Array[] }>()

/** Closed polygons of an ROI in the image's frame; the same array for the same ROI. */
export const polygonsOf = (roi: Roi, imageFrame: string | null): readonly Float64Array[] => {
  const known = polygons.get(roi)
  if (known !== undefined && known.frame === imageFrame) return known.closed
  const closed =
    roi.frame === imageFrame
      ? roi.contours.filter((c) => c.kind === 'CLOSED_PLANAR' || c.kind === 'CLOSEDPLANAR_XOR').map((c) => c.pointsLps)
      : []
  polygons.set(roi, { frame: imageFrame, closed })
  return closed
}

/** Old contours stay as they are this long; what comes sooner needs no word. */
const UPDATING_AFTER_MS = 100

/** The body's shape, whether it is shown or not. */
const bodyOf = (rows: readonly RoiRow[], frame: string | null, { fields }: Shelf) => {
  const body = rows.find((row) => row.assignment.role.is === 'body' && row.problem === null)
  return body === undefined ? null : { polygonsLps: polygonsOf(body.roi, frame), field: fields.get(body.id) ?? null }
}

/** What the views draw: visible ROIs and the proposed CTV. */
export const useOutlines = (open: OpenCase | null, rows: readonly RoiRow[], shelf: Shelf): readonly Outline[] => {
  const selected = useLook((state) => state.selected)
  const fill = useLook((state) => state.fill)
  const fills = useLook((state) => state.fills)
  const eyes = useLook((state) => state.eyes)
  const ctvShown = eyes[CTV_ID] ?? true
  const twinShown = useLook((state) => state.twinShown)
  const distanceShown = useLook((state) => state.distanceShown)
  const envelopeShown = useLook((state) => state.envelopeShown)
  const beforeHeld = useLook((state) => state.beforeHeld)
  const dragging = open?.history.drag ?? null
  const tissueShown = useLook((state) => state.tissueShown) || dragging === THRESHOLD_DRAG
  // What runs ahead of the worker is what the document says.
  const ahead = liveField(shelf) !== null
  const outdated = open !== null && open.outline !== null && !ahead && !outlineIsFresh(open)
  const faded = useHeldOff(outdated, UPDATING_AFTER_MS)
  const achievedShown = useLook((state) => state.achievedShown)
  const solo = useLook((state) => state.solo)
  const structuresShown = useLook((state) => state.structuresShown)
  return useMemo(() => {
    if (open === null || !structuresShown) return []
    const only = solo ? selected : null
    const frame = open.image.series.frame
    const achieved = achievedShown && !outdated ? (shelf.proposal?.reach ?? null) : null
    const rois: Outline[] = rows
      .filter((row) => (only === null ? row.visible : row.id === only && row.problem === null))
      // The coloured target takes the place of its parts.
      .filter((row) => achieved === null || row.assignment.role.is !== 'target')
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
      .concat(
        drawnOutlines(open, shelf, { eyes, selected }),
        otherOutlines(open, shelf),
        tissueShown ? tissueOutlines(shelf.tissue, bodyOf(rows, frame, shelf)) : [],
      )
    const { outline: shown } = shelf
    const ctvWanted = only === null ? ctvShown : only === CTV_ID
    if (shown === null || open.outline === null || !ctvWanted) return rois
    const ctv: Outline = {
      id: CTV_ID,
      name: 'CTV',
      colour: FIXED.ctv,
      style: 'ctv',
      selected: selected === CTV_ID,
      faded,
      hatched: faded && open.computing === null,
      fillOpacity: fill,
      polygonsLps: ctvPolygonsOf(shown),
      field: shown.field,
      shade: distanceShown ? distanceShade(open, shelf) : null,
      live: liveField(shelf),
    }
    return [
      ...rois,
      ...(achieved === null ? [] : [achievedOutline(achieved)]),
      ...(envelopeShown ? envelopeOutline(open, shelf) : []),
      ...(twinShown ? thinOutline('twin', 'Literal twin', shelf.proposal?.twin ?? null) : []),
      ...(beforeHeld || dragging !== null ? thinOutline('before', 'CTV before', shelf.before) : []),
      ctv,
    ]
  }, [
    open,
    rows,
    shelf,
    selected,
    fill,
    fills,
    ctvShown,
    eyes,
    solo,
    structuresShown,
    tissueShown,
    twinShown,
    distanceShown,
    envelopeShown,
    beforeHeld,
    dragging,
    faded,
    outdated,
    achievedShown,
  ])
}
