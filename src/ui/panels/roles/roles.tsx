import { ArrowRight, Eye, EyeOff } from 'lucide-react'
import { baseMarginMm, type OpenCase } from '../../../case/index.js'
import { LIMITS } from '../../../core/guideline/index.js'
import { Button, IconButton } from '../../components/button.js'
import { Choice } from '../../components/choice.js'
import { NumberField } from '../../components/number-field.js'
import { Swatch } from '../../components/swatch.js'
import { cm3, dicomDate, UNKNOWN } from '../../format.js'
import { GROUPS, groupOf, type RoiRow } from '../../hooks/roi-rows.js'
import { useSession } from '../../hooks/session-context.js'
import { setEye } from '../../hooks/view-store.js'
import { ownLength, ROLE_OPTIONS, roleOf, wordOf } from './role-options.js'
import './roles.css'

const FROM = { user: 'you', whitelist: 'name', protocol: 'protocol', default: UNKNOWN } as const

const CUTS = [
  { value: 'keep', text: 'Keep target' },
  { value: 'cut', text: 'Cut target' },
] as const

const RoleRow = ({ row, open }: { readonly row: RoiRow; readonly open: OpenCase }) => {
  const session = useSession()
  const { role, roi, by, why } = row.assignment
  const length = ownLength(role)
  const cuts = role.is === 'organ' || role.is === 'barrier' ? role : null
  const set = (next: typeof role) => session.act({ do: 'set-role', roi, role: next })
  const unused = role.is === 'ignore'
  return (
    <tr className={unused ? 'unused' : ''} title={row.problem === null ? undefined : `${roi.name}: ${row.problem}`}>
      <td>
        <Swatch colour={row.colour} />
      </td>
      <th scope="row" title={row.place === null ? roi.name : `${roi.name}, ${row.place}`}>
        {roi.name}
        {row.place !== null && <span className="third"> {row.place}</span>}
      </th>
      <td>
        <Choice
          label={`Role of ${roi.name}`}
          value={wordOf(role)}
          options={ROLE_OPTIONS}
          quiet={unused}
          onChange={(word) => set(roleOf(word, role, baseMarginMm(open.history.present.margin)))}
        />
      </td>
      <td className="roles-number">
        {length === null ? (
          <span className="third">{UNKNOWN}</span>
        ) : (
          <NumberField
            label={`Own margin of ${roi.name}`}
            labelHidden
            value={length.mm}
            unit="mm"
            min={LIMITS.organMarginMm.from}
            max={LIMITS.organMarginMm.to}
            step={0.5}
            decimals={1}
            onChange={(mm) => set(length.with(mm))}
          />
        )}
      </td>
      <td>
        {cuts !== null && (
          <Choice
            label={`Target inside ${roi.name}`}
            value={cuts.cutsTarget ? 'cut' : 'keep'}
            options={CUTS}
            onChange={(word) => set({ ...cuts, cutsTarget: word === 'cut' })}
          />
        )}
      </td>
      <td className="roles-number">{row.contourCm3 === null ? UNKNOWN : cm3(row.contourCm3)}</td>
      <td className={by === 'whitelist' ? 'guessed' : 'second'} title={why}>
        {FROM[by]}
      </td>
      <td>
        <IconButton
          label={row.visible ? `Hide ${roi.name}` : `Show ${roi.name}`}
          disabled={row.problem !== null}
          onClick={() => setEye(row.id, !row.visible)}
        >
          {row.visible ? <Eye size={16} strokeWidth={1.6} /> : <EyeOff size={16} strokeWidth={1.6} />}
        </IconButton>
      </td>
    </tr>
  )
}

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[]; readonly onPropose: () => void }

/** What every ROI does in the proposal, from where that is known, and its own margin. */
export const Roles = ({ open, rows, onPropose }: Props) => {
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
      </div>
      <div className="roles-body">
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
        <table>
          <thead>
            <tr>
              <th aria-label="Colour" />
              <th>Name</th>
              <th>Role</th>
              <th>Own margin</th>
              <th>In target</th>
              <th className="roles-number">cm³</th>
              <th>From</th>
              <th aria-label="Visible" />
            </tr>
          </thead>
          {GROUPS.map((group) => {
            const members = rows.filter((row) => groupOf(row.assignment.role) === group)
            if (members.length === 0) return null
            return (
              <tbody key={group}>
                <tr className="roles-group">
                  <td colSpan={8}>
                    {group} <span className="third">{members.length}</span>
                  </td>
                </tr>
                {members.map((row) => (
                  <RoleRow key={row.id} row={row} open={open} />
                ))}
              </tbody>
            )
          })}
        </table>
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
