import { LIMITS } from '../../../core/guideline/index.js'
import { NumberField } from '../../components/number-field.js'
import { Swatch } from '../../components/swatch.js'
import type { RoiRow } from '../../hooks/roi-rows.js'
import { useSession } from '../../hooks/session-context.js'
import { FIXED } from '../../theme/palette.js'

/** Parts of the target with a margin of their own. */
export const Concern = ({ rows }: { readonly rows: readonly RoiRow[] }) => {
  const session = useSession()
  const concerns = rows.filter((row) => row.assignment.role.is === 'concern')
  if (concerns.length === 0) return <p className="third">None. Give an ROI this role in Roles.</p>
  return (
    <ul className="concerns">
      {concerns.map(({ id, roi, assignment: { role } }) =>
        role.is !== 'concern' ? null : (
          <li key={id}>
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
          </li>
        ),
      )}
    </ul>
  )
}
