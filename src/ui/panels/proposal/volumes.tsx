import type { ProposalSummary } from '../../../case/index.js'
import { cm3, mm, percent } from '../../format.js'
import { reasonLook } from './reasons.js'
import './volumes.css'

type Props = { readonly solidCm3: number; readonly previousCm3: number | null }

/** The total beside the section's title: `was 46.2  52.7 cm³`. */
export const VolumeTotal = ({ solidCm3, previousCm3 }: Props) => (
  <>
    {previousCm3 !== null && <span>was {cm3(previousCm3)}</span>}
    <b className="volume-total" data-volume="ctv">
      {cm3(solidCm3)} cm³
    </b>
  </>
)

/** What every rule gave and took: a bar, and the table with sums. */
export const Volumes = ({ proposal }: { readonly proposal: ProposalSummary }) => {
  const { byReason, regionCm3 } = proposal.volumes
  const rows = byReason.filter((entry) => entry.cm3 > 0).map((entry) => ({ ...entry, look: reasonLook(entry.reason) }))
  const inside = rows.filter((row) => row.look.inside)
  const outside = rows.filter((row) => !row.look.inside)
  const sum = (list: typeof rows) => list.reduce((total, row) => total + row.cm3, 0)
  const line = (name: string, value: number, row?: (typeof rows)[number]) => (
    <tr key={name} className={row === undefined ? 'sum' : ''} data-reason={row?.reason}>
      <td>
        {row !== undefined && <span className={`pattern ${row.look.pattern}`} style={{ color: row.look.colour }} />}
      </td>
      <th scope="row">{name}</th>
      <td>{cm3(value)}</td>
      <td>{percent(regionCm3 === 0 ? 0 : value / regionCm3)}</td>
    </tr>
  )
  return (
    <>
      <div className="volume-bar" aria-hidden="true">
        {rows.map((row) => (
          <span
            key={row.reason}
            className={`pattern ${row.look.pattern}`}
            style={{ color: row.look.colour, flexGrow: row.cm3 }}
            title={row.look.text}
          />
        ))}
      </div>
      <table className="volume-table">
        <thead className="visually-hidden">
          <tr>
            <th />
            <th>Rule</th>
            <th>cm³</th>
            <th>Share</th>
          </tr>
        </thead>
        <tbody>
          {line('CTV', sum(inside))}
          {inside.map((row) => line(row.look.text, row.cm3, row))}
        </tbody>
        {outside.length > 0 && (
          <tbody className="removed">
            {line('Removed', sum(outside))}
            {outside.map((row) => line(row.look.text, row.cm3, row))}
          </tbody>
        )}
      </table>
      <Figures proposal={proposal} />
    </>
  )
}

/** What the physician signs, and the literal reading of the consensus beside it. */
const Figures = ({ proposal }: { readonly proposal: ProposalSummary }) => {
  const { achieved, volumes, twinCm3, effective } = proposal
  return (
    <dl className="figures">
      <dt>As contours, counted by a planning system</dt>
      <dd>{cm3(volumes.contourCm3)} cm³</dd>
      <dt>Achieved margin, smallest</dt>
      <dd>{mm(achieved.minMm)} mm</dd>
      <dt>Target surface with less than 5 mm</dt>
      <dd>{percent(achieved.shareUnder5mm)}</dd>
      <dt>Literal twin: 5 mm minus air</dt>
      <dd>{cm3(twinCm3)} cm³</dd>
      {effective !== null && (
        <>
          <dt>On slices of {mm(effective.sliceMm)} mm: superior, inferior</dt>
          <dd>
            {mm(effective.superiorMm)}, {mm(effective.inferiorMm)} mm
          </dd>
        </>
      )}
    </dl>
  )
}
