import type { OpenCase, Shelf } from '../../case/index.js'
import type { Outline } from '../../viewer/index.js'
import { FIXED } from '../theme/palette.js'
import { ctvPolygonsOf } from './extra-outlines.js'
import { CTV_ID, polygonsOf } from './outlines.js'
import type { RoiRow } from './roi-rows.js'

/** What the pictures of a report draw, whatever the views show: every structure that plays a part, and the CTV. */
export const reportOutlines = (open: OpenCase, rows: readonly RoiRow[], shelf: Shelf): readonly Outline[] => {
  const { frame } = open.image.series
  const plain = { selected: false, faded: false, fillOpacity: 0 } as const
  const parts = rows.filter(({ assignment: { role }, problem }) => problem === null && role.is !== 'ignore')
  const rois = parts.map(
    (row): Outline => ({
      ...plain,
      id: row.id,
      name: row.roi.name,
      colour: row.colour,
      style: row.style,
      polygonsLps: polygonsOf(row.roi, frame),
      field: shelf.fields.get(row.id) ?? null,
    }),
  )
  const { outline } = shelf
  if (outline === null) return rois
  const ctv: Outline = {
    ...plain,
    id: CTV_ID,
    name: open.history.present.exporting.name,
    colour: FIXED.ctv,
    style: 'ctv',
    polygonsLps: ctvPolygonsOf(outline),
    field: outline.field,
  }
  return [...rois, ctv]
}
