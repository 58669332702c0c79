import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { OpenCase } from '../../../case/index.js'
import type { PointLps } from '../../../core/frame/index.js'
import { IconButton } from '../../components/button.js'
import { FilterField } from '../../components/filter-field.js'
import { Swatch } from '../../components/swatch.js'
import { cm3, figure, UNKNOWN } from '../../format.js'
import { drawnEye } from '../../hooks/extra-outlines.js'
import { CTV_ID } from '../../hooks/outlines.js'
import { GROUPS, groupOf, type RoiRow } from '../../hooks/roi-rows.js'
import { useSession } from '../../hooks/session-context.js'
import { lookStore, setEye, useLook } from '../../hooks/view-store.js'
import { FIXED } from '../../theme/palette.js'
import { boxCentre, centreOnImage } from './box-centre.js'
import './structures.css'

type RowProps = {
  readonly id: string
  readonly name: string
  readonly place?: string | null
  readonly colour: string
  readonly dashed?: boolean
  readonly visible: boolean
  readonly marginMm: number | null
  readonly volumeCm3: number | null
  readonly problem: string | null
  readonly onCentre: () => void
}

const Row = ({
  id,
  name,
  place = null,
  colour,
  dashed = false,
  visible,
  marginMm,
  volumeCm3,
  problem,
  onCentre,
}: RowProps) => {
  const selected = useLook((state) => state.selected === id)
  return (
    <li
      className={`structure ${selected ? 'selected' : ''} ${visible ? '' : 'hidden-roi'}`}
      title={problem === null ? undefined : `${name}: ${problem}`}
    >
      <button
        type="button"
        className="structure-name"
        aria-pressed={selected}
        onClick={() => lookStore.setState({ selected: selected ? null : id })}
        onDoubleClick={onCentre}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onCentre()
        }}
      >
        <Swatch colour={colour} dashed={dashed} />
        <span title={place === null ? name : `${name}, ${place}`}>
          {name}
          {place !== null && <span className="third"> {place}</span>}
        </span>
      </button>
      <span className="structure-margin">{marginMm === null ? '' : `+${figure(marginMm, 0)}`}</span>
      <span className="structure-volume">{volumeCm3 === null ? UNKNOWN : cm3(volumeCm3)}</span>
      <IconButton
        label={visible ? `Hide ${name}` : `Show ${name}`}
        disabled={problem !== null}
        onClick={() => setEye(id, !visible)}
      >
        {visible ? <Eye size={16} strokeWidth={1.6} /> : <EyeOff size={16} strokeWidth={1.6} />}
      </IconButton>
    </li>
  )
}

type Eyed = { readonly id: string; readonly visible: boolean }

const GroupEye = ({ group, members }: { readonly group: string; readonly members: readonly Eyed[] }) => {
  const shown = members.some((row) => row.visible)
  return (
    <IconButton
      label={shown ? `Hide all: ${group}` : `Show all: ${group}`}
      onClick={() => {
        for (const row of members) setEye(row.id, !shown)
      }}
    >
      {shown ? <Eye size={14} strokeWidth={1.6} /> : <EyeOff size={14} strokeWidth={1.6} />}
    </IconButton>
  )
}

const ownMargin = (row: RoiRow): number | null => {
  const { role } = row.assignment
  return role.is === 'organ' || role.is === 'concern' ? role.marginMm : null
}

const centreOn = (point: PointLps | null) => {
  if (point !== null) lookStore.getState().viewer?.focusOn(point)
}

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[] }

/** Every structure by role: colour, own margin, volume as a planning system counts it, eye. */
export const Structures = ({ open, rows }: Props) => {
  const { shelf } = useSession()
  const [filter, setFilter] = useState('')
  const ctvShown = useLook((state) => state.eyes[CTV_ID] ?? true)
  const eyes = useLook((state) => state.eyes)
  const named = (name: string) => name.toLowerCase().includes(filter.toLowerCase())
  const wanted = rows.filter((row) => named(row.roi.name))
  const drawn = open.history.present.drawn.map((region) => ({
    region,
    id: drawnEye(region.name),
    visible: eyes[drawnEye(region.name)] ?? true,
  }))
  return (
    <aside className="structures" aria-label="Structures">
      <div className="structures-head">
        <h2>Structures</h2>
        <span className="third">{rows.length + drawn.length + (open.outline === null ? 0 : 1)}</span>
      </div>
      <FilterField by="name" value={filter} onChange={setFilter} />
      <div className="structures-columns third" aria-hidden="true">
        <span>Name</span>
        <span>mm</span>
        <span>cm³</span>
        <span />
      </div>
      <div className="structures-list">
        {open.outline !== null && (
          <>
            <h3>
              Proposal <span>1</span>
            </h3>
            <ul>
              <Row
                id={CTV_ID}
                name="CTV"
                colour={FIXED.ctv}
                dashed
                visible={ctvShown}
                marginMm={null}
                volumeCm3={open.outline.solidCm3}
                problem={null}
                onCentre={() => centreOn(boxCentre(shelf.outline?.contours ?? []))}
              />
            </ul>
          </>
        )}
        {GROUPS.map((group) => {
          const members = wanted.filter((row) => groupOf(row.assignment.role) === group)
          const regions = group === 'Concern' ? drawn.filter(({ region }) => named(region.name)) : []
          const count = members.length + regions.length
          if (count === 0) return null
          return (
            <div key={group}>
              <h3>
                {group} <span>{count}</span>
                <GroupEye group={group} members={[...members, ...regions]} />
              </h3>
              <ul>
                {members.map((row) => (
                  <Row
                    key={row.id}
                    id={row.id}
                    name={row.roi.name}
                    place={row.place}
                    colour={row.colour}
                    visible={row.visible}
                    marginMm={ownMargin(row)}
                    volumeCm3={row.contourCm3}
                    problem={row.problem}
                    onCentre={() => centreOn(centreOnImage(row.roi, shelf.inputs))}
                  />
                ))}
                {regions.map(({ region, id, visible }) => (
                  <Row
                    key={id}
                    id={id}
                    name={region.name}
                    colour={FIXED.concern}
                    visible={visible}
                    marginMm={region.marginMm}
                    volumeCm3={null}
                    problem={null}
                    onCentre={() =>
                      centreOn(boxCentre(region.loops.map((loop) => ({ pointsLps: Float64Array.from(loop) }))))
                    }
                  />
                ))}
              </ul>
            </div>
          )
        })}
      </div>
    </aside>
  )
}
