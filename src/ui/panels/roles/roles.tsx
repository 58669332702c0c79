import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import type { OpenCase } from '../../../case/index.js'
import { Button } from '../../components/button.js'
import { FilterField } from '../../components/filter-field.js'
import { Notice } from '../../components/notice.js'
import { dicomDate, prose } from '../../format.js'
import { GROUPS, groupOf, type RoiRow } from '../../hooks/roi-rows.js'
import { Hint } from '../../settings/hint.js'
import { ProtocolMenu, type Taken } from './protocol-menu.js'
import { RoleRow } from './role-row.js'
import './roles.css'

type Order = 'role' | 'name'

const ORDERS = [
  { value: 'role', text: 'By role' },
  { value: 'name', text: 'By name' },
] as const

const byName = (a: RoiRow, b: RoiRow): number => (a.roi.name.toLowerCase() < b.roi.name.toLowerCase() ? -1 : 1)

/** The rows a list shows, in groups with a heading or in one without. */
const grouped = (
  rows: readonly RoiRow[],
  order: Order,
): readonly { readonly title: string | null; readonly rows: readonly RoiRow[] }[] =>
  order === 'name'
    ? [{ title: null, rows: [...rows].sort(byName) }]
    : GROUPS.map((title) => ({ title, rows: rows.filter((row) => groupOf(row.assignment.role) === title) })).filter(
        (group) => group.rows.length > 0,
      )

const TakenNotice = ({ taken, onClose }: { readonly taken: Taken; readonly onClose: () => void }) => (
  <Notice
    kind={taken.is === 'refused' ? 'error' : 'info'}
    actions={
      <Button kind="quiet" onClick={onClose}>
        Close
      </Button>
    }
    title={<b>{taken.is === 'refused' ? `Not taken over: ${prose(taken.message)}` : `Taken over: ${taken.name}.`}</b>}
  >
    {taken.is === 'refused' ? (
      <p>{taken.remedy}</p>
    ) : (
      taken.findings.map(({ message }) => <p key={message}>{prose(message)}</p>)
    )}
  </Notice>
)

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[]; readonly onPropose: () => void }

/** What every ROI does in the proposal, from where that is known, and its own margin. */
export const Roles = ({ open, rows, onPropose }: Props) => {
  const [filter, setFilter] = useState('')
  const [order, setOrder] = useState<Order>('role')
  const [taken, setTaken] = useState<Taken | null>(null)
  const said = (row: RoiRow) => `${row.roi.name} ${groupOf(row.assignment.role)} ${row.roi.type}`.toLowerCase()
  const wanted = rows.filter((row) => said(row).includes(filter.toLowerCase()))
  const guessed = rows.filter((row) => row.assignment.by === 'whitelist').length
  const targets = rows.filter((row) => row.assignment.role.is === 'target').length
  const organs = rows.filter((row) => row.assignment.role.is === 'organ').length
  const sets = open.contents.structureSets
  return (
    <section className="roles" aria-label="Roles">
      <div className="panel-head">
        <h2>Roles</h2>
        <span className="third">
          {rows.length} structures in{' '}
          {sets.length === 1 ? `RS ${dicomDate(sets[0]?.date ?? '')}` : `${sets.length} structure sets`}
        </span>
        <span className="panel-space" />
        <ProtocolMenu open={open} onTaken={setTaken} />
      </div>
      <Hint id="roles" />
      <div className="roles-filter">
        <FilterField by="name, role or type" value={filter} onChange={setFilter} />
        <fieldset className="roles-order" aria-label="Order">
          {ORDERS.map(({ value, text }) => (
            <button key={value} type="button" aria-pressed={order === value} onClick={() => setOrder(value)}>
              {text}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="roles-body">
        {taken !== null && <TakenNotice taken={taken} onClose={() => setTaken(null)} />}
        {rows.length === 0 && (
          <p className="roles-guesses">
            <b>No RTSTRUCT is among the files: nothing can be a target.</b> Open one together with the CT.
          </p>
        )}
        {guessed > 0 && (
          <p className="roles-guesses">
            <b>{guessed === 1 ? '1 role is a guess' : `${guessed} roles are guesses`} from the name.</b> Look them over;
            all other structures are not used.
          </p>
        )}
        {rows.length > 0 && (
          <table>
            <thead>
              <tr>
                <th aria-label="Colour" />
                <th>Name</th>
                <th>Role</th>
                <th className="roles-number">Margin</th>
                <th>In target</th>
                <th className="roles-number">cm³</th>
                <th>From</th>
                <th aria-label="Visible, locked, more" />
              </tr>
            </thead>
            {grouped(wanted, order).map((group) => (
              <tbody key={group.title}>
                {group.title !== null && (
                  <tr className="roles-group">
                    <td colSpan={8}>
                      {group.title} <span className="third">{group.rows.length}</span>
                    </td>
                  </tr>
                )}
                {group.rows.map((row) => (
                  <RoleRow key={row.id} row={row} open={open} />
                ))}
              </tbody>
            ))}
          </table>
        )}
      </div>
      <div className="panel-foot">
        <span>
          <b>{targets === 1 ? '1 target' : `${targets} targets`}</b>
          <span className="third"> · {organs === 1 ? '1 organ' : `${organs} organs`}</span>
        </span>
        <span className="panel-space" />
        <Button
          kind="primary"
          blocked={targets === 0 ? 'Needs a target: choose one in the list' : null}
          onClick={onPropose}
          icon={<ArrowRight size={16} strokeWidth={1.6} />}
        >
          Propose
        </Button>
      </div>
    </section>
  )
}
