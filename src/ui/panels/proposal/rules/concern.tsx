import { Plus, X } from 'lucide-react'
import { useEffect } from 'react'
import { baseMarginMm, type CaseDocument, newConcernMm, newRegionName } from '../../../../case/index.js'
import { LIMITS } from '../../../../core/guideline/index.js'
import { Button, IconButton } from '../../../components/button.js'
import { Choice } from '../../../components/choice.js'
import { NumberField } from '../../../components/number-field.js'
import { Swatch } from '../../../components/swatch.js'
import type { RoiRow } from '../../../hooks/roi-rows.js'
import { useSession } from '../../../hooks/session-context.js'
import { lookStore, useLook } from '../../../hooks/view-store.js'
import { FIXED } from '../../../theme/palette.js'
import { DrawnRegionRow } from './drawn-region.js'

type Props = { readonly document: CaseDocument; readonly rows: readonly RoiRow[] }

/** Sends outlines drawn in the views to the region that is being drawn; leaving the step ends it. */
const useDrawing = (): string | null => {
  const session = useSession()
  const drawing = useLook((state) => state.drawing)
  const viewer = useLook((state) => state.viewer)
  const tool = useLook((state) => state.view?.tool ?? 'crosshair')
  useEffect(() => {
    if (viewer === null || drawing === null) return
    viewer.setTool('crosshair')
    viewer.drawOutlines((loop) => session.act({ do: 'draw', region: drawing, loop }))
    return () => viewer.drawOutlines(null)
  }, [viewer, drawing, session])
  // The pointer has one job: another tool ends the drawing.
  useEffect(() => {
    if (tool !== 'crosshair') lookStore.setState({ drawing: null })
  }, [tool])
  useEffect(() => () => lookStore.setState({ drawing: null }), [])
  return drawing
}

/** Starts a new region; its first outline makes it. */
export const DrawButton = ({ document }: { readonly document: CaseDocument }) => {
  const drawing = useDrawing()
  if (drawing !== null)
    return (
      <Button kind="quiet" onClick={() => lookStore.setState({ drawing: null })}>
        Done
      </Button>
    )
  return (
    <Button
      kind="quiet"
      icon={<Plus size={14} strokeWidth={1.6} />}
      onClick={() => lookStore.setState({ drawing: newRegionName(document.drawn) })}
    >
      Draw
    </Button>
  )
}

const RoiConcern = ({ row }: { readonly row: RoiRow }) => {
  const session = useSession()
  const { roi, assignment } = row
  const { role } = assignment
  if (role.is !== 'concern') return null
  return (
    <li>
      <div className="concern-row">
        <Swatch colour={FIXED.concern} />
        <span>{roi.name}</span>
        <NumberField
          label={`Margin in ${roi.name}`}
          labelHidden
          value={role.marginMm}
          unit="mm"
          min={LIMITS.marginMm.from}
          max={LIMITS.marginMm.to}
          step={0.5}
          decimals={1}
          onChange={(marginMm) => session.act({ do: 'set-role', roi, role: { ...role, marginMm } })}
        />
        <IconButton
          label={`${roi.name} is no area of concern`}
          onClick={() => session.act({ do: 'set-role', roi, role: { is: 'ignore' } })}
        >
          <X size={14} strokeWidth={1.6} />
        </IconButton>
      </div>
    </li>
  )
}

/** Structures that play no part yet can mark a part of the target. */
const ChooseStructure = ({ document, rows }: Props) => {
  const session = useSession()
  const free = rows.filter((row) => row.assignment.role.is === 'ignore' && row.problem === null)
  if (free.length === 0) return null
  const choose = (id: string) => {
    const row = free.find((r) => r.id === id)
    if (row === undefined) return
    const marginMm = newConcernMm(baseMarginMm(document.margin))
    session.act({ do: 'set-role', roi: row.roi, role: { is: 'concern', marginMm } })
  }
  const options = free.map((row) => ({ value: row.id, text: row.roi.name }))
  return (
    <Choice
      quiet
      label="Structure as area of concern"
      value="none"
      options={[{ value: 'none', text: 'Choose a structure\u2026' }, ...options]}
      onChange={choose}
    />
  )
}

/** Parts of the target with a margin of their own: structures, or regions drawn on the image. */
export const Concern = ({ document, rows }: Props) => {
  const drawing = useLook((state) => state.drawing)
  const concerns = rows.filter((row) => row.assignment.role.is === 'concern')
  return (
    <div className="concerns">
      {drawing !== null && (
        <p className="drawing-hint" role="status">
          Draw round the area on a slice, on one or several. An outline on the same slice takes the place of the one
          before.
        </p>
      )}
      <ul>
        {concerns.map((row) => (
          <RoiConcern key={row.id} row={row} />
        ))}
        {document.drawn.map((region) => (
          <DrawnRegionRow key={region.name} region={region} />
        ))}
      </ul>
      <ChooseStructure document={document} rows={rows} />
    </div>
  )
}
