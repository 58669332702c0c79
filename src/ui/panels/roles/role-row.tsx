import { Eye, EyeOff, Lock, LockOpen } from 'lucide-react'
import { baseMarginMm, type OpenCase } from '../../../case/index.js'
import { LIMITS } from '../../../core/guideline/index.js'
import { IconButton } from '../../components/button.js'
import { Choice } from '../../components/choice.js'
import { NumberField } from '../../components/number-field.js'
import { StructureMenu } from '../../components/structure-menu.js'
import { Swatch } from '../../components/swatch.js'
import { cm3, UNKNOWN } from '../../format.js'
import type { RoiRow } from '../../hooks/roi-rows.js'
import { useSession } from '../../hooks/session-context.js'
import { lookStore, setEye, useLook } from '../../hooks/view-store.js'
import { ownLength, ROLE_OPTIONS, roleOf, wordOf } from './role-options.js'

const FROM = { user: 'you', whitelist: 'guess', protocol: 'protocol', default: UNKNOWN } as const

const CUTS = [
  { value: 'keep', text: 'Keep' },
  { value: 'cut', text: 'Cut' },
] as const

/** Where the two volumes of an ROI differ by more, and in the digits shown, both are told. */
const TELLING_SHARE = 0.01

const Volume = ({ row: { contourCm3, solidCm3 } }: { readonly row: RoiRow }) => {
  if (contourCm3 === null) return UNKNOWN
  const differs =
    solidCm3 !== null &&
    Math.abs(solidCm3 - contourCm3) > TELLING_SHARE * contourCm3 &&
    cm3(solidCm3) !== cm3(contourCm3)
  return (
    <span title="Area of the contours times their spacing, as a planning system counts">
      {cm3(contourCm3)}
      {differs && (
        <span className="roles-solid" title="Of the solid between the contours">
          {cm3(solidCm3)} solid
        </span>
      )}
    </span>
  )
}

type Props = { readonly row: RoiRow; readonly open: OpenCase }

/** One ROI: what it is, what it does in the proposal, and who said so. */
export const RoleRow = ({ row, open }: Props) => {
  const session = useSession()
  const selected = useLook((state) => state.selected === row.id)
  const { role, roi, by, why } = row.assignment
  const length = ownLength(role)
  const cuts = role.is === 'organ' || role.is === 'barrier' ? role : null
  const set = (next: typeof role) => session.act({ do: 'set-role', roi, role: next })
  const lock = (locked: boolean) => session.act({ do: 'lock', roi, locked })
  const kinds = [role.is === 'ignore' ? 'unused' : '', selected ? 'selected' : ''].join(' ')
  const place = row.place === null ? '' : `, ${row.place}`
  return (
    <tr className={kinds} title={row.problem === null ? undefined : `${roi.name}: ${row.problem}`}>
      <td>
        <Swatch colour={row.colour} />
      </td>
      <th scope="row" title={`${roi.name}${place}${row.roi.type === '' ? '' : `, type ${row.roi.type}`}`}>
        <button
          type="button"
          aria-pressed={selected}
          onClick={() => lookStore.setState({ selected: selected ? null : row.id })}
        >
          {roi.name}
          {row.place !== null && <span className="third"> {row.place}</span>}
        </button>
      </th>
      <td>
        <Choice
          label={`Role of ${roi.name}`}
          value={wordOf(role)}
          options={ROLE_OPTIONS}
          quiet={role.is === 'ignore'}
          disabled={row.locked}
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
            disabled={row.locked}
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
            disabled={row.locked}
            onChange={(word) => set({ ...cuts, cutsTarget: word === 'cut' })}
          />
        )}
      </td>
      <td className="roles-number">
        <Volume row={row} />
      </td>
      <td className={by === 'whitelist' ? 'guessed' : 'second'} title={why}>
        {FROM[by]}
      </td>
      <td className="roles-icons">
        <IconButton
          label={row.visible ? `Hide ${roi.name}` : `Show ${roi.name}`}
          disabled={row.problem !== null}
          onClick={() => setEye(row.id, !row.visible)}
        >
          {row.visible ? <Eye size={16} strokeWidth={1.6} /> : <EyeOff size={16} strokeWidth={1.6} />}
        </IconButton>
        <IconButton
          label={row.locked ? `Unlock the role of ${roi.name}` : `Lock the role of ${roi.name}`}
          pressed={row.locked}
          onClick={() => lock(!row.locked)}
        >
          {row.locked ? <Lock size={16} strokeWidth={1.6} /> : <LockOpen size={16} strokeWidth={1.6} />}
        </IconButton>
        <StructureMenu row={row} onLock={lock} />
      </td>
    </tr>
  )
}
