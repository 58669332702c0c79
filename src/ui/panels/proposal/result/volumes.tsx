import type { OpenCase, ProposalSummary } from '../../../../case/index.js'
import { Check } from '../../../components/check.js'
import { cm3, mm, percent, signedCm3 } from '../../../format.js'
import { lookStore, useLook } from '../../../hooks/view-store.js'
import { reasonLook } from '../../../theme/reason-look.js'
import './volumes.css'

/** The total beside the section's title: `was 46.2  52.7 cm³`. */
export const VolumeTotal = ({ open: { outline, previousCm3 } }: { readonly open: OpenCase }) =>
  outline === null ? null : (
    <>
      {previousCm3 !== null && <span>was {cm3(previousCm3)}</span>}
      <b className="volume-total" data-volume="ctv">
        {cm3(outline.solidCm3)} cm³
      </b>
    </>
  )

/** The consensus taken literally, as a second outline, and how much the CTV differs. */
const Twin = ({ proposal }: { readonly proposal: ProposalSummary }) => {
  const shown = useLook((state) => state.twinShown)
  return (
    <div className="twin-row">
      <Check
        label="Literal twin: 5 mm minus air"
        checked={shown}
        onChange={(twinShown) => lookStore.setState({ twinShown })}
      />
      <span className="twin-volume" data-volume="twin">
        {cm3(proposal.twinCm3)} cm³
        <span className="third">CTV {signedCm3(proposal.volumes.solidCm3 - proposal.twinCm3)} cm³</span>
      </span>
    </div>
  )
}

/** Less is not nothing. */
const LEAST_CM3 = 0.01

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
      <td>{value > 0 && value < LEAST_CM3 ? `< ${LEAST_CM3}` : cm3(value)}</td>
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
      <Twin proposal={proposal} />
      <Figures proposal={proposal} />
    </>
  )
}

/** What the physician signs. */
const Figures = ({ proposal }: { readonly proposal: ProposalSummary }) => {
  const { achieved, volumes, effective } = proposal
  return (
    <dl className="figures">
      <dt>As a planning system counts</dt>
      <dd>{cm3(volumes.contourCm3)} cm³</dd>
      <dt>Achieved margin, smallest</dt>
      <dd>{mm(achieved.minMm)} mm</dd>
      <dt>Target surface with less than 5 mm</dt>
      <dd>{percent(achieved.shareUnder5mm)}</dd>
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
