import { TriangleAlert } from 'lucide-react'
import type { OpenCase } from '../../../../case/index.js'
import type { OrganDistance } from '../../../../core/proposal/index.js'
import { Section } from '../../../components/section.js'
import { cm3, mm, UNKNOWN } from '../../../format.js'
import { lookStore } from '../../../hooks/view-store.js'
import '../margin/margin.css'

/** A distance, or that it is more than was looked for. */
const distanceWords = (value: number | null, withinMm: number): string =>
  value === null ? `> ${withinMm.toFixed(0)}` : mm(value)

const overlapWords = (value: number): string => (value === 0 ? UNKNOWN : value < 0.01 ? '< 0.01' : cm3(value))

/** Closest to the target first; what is far keeps the recipe's order. */
const byDistance = (organs: readonly OrganDistance[]): readonly OrganDistance[] =>
  [...organs].sort((a, b) => (a.targetMm ?? Infinity) - (b.targetMm ?? Infinity) || 0)

type RowProps = { readonly organ: OrganDistance; readonly within: readonly [number, number] }

const Row = ({ organ, within }: RowProps) => {
  const { roi, nearestLps } = organ
  return (
    <tr className={organ.flagged ? 'short' : ''} data-organ={roi} data-flagged={organ.flagged}>
      <th scope="row">
        {nearestLps === null ? (
          roi
        ) : (
          <button
            type="button"
            title="Go to the closest place"
            onClick={() => lookStore.getState().viewer?.focusOn(nearestLps)}
          >
            {organ.flagged && <TriangleAlert size={12} aria-label="under 5 mm" />}
            {roi}
          </button>
        )}
      </th>
      <td className="number" data-target>
        {distanceWords(organ.targetMm, within[0])}
      </td>
      <td className="number" data-ctv>
        {distanceWords(organ.ctvMm, within[1])}
      </td>
      <td className="number" data-overlap>
        {overlapWords(organ.ctvOverlapCm3)}
      </td>
    </tr>
  )
}

/** How close target and CTV come to every organ, from surface to surface. */
export const DistancesTab = ({ open }: { readonly open: OpenCase }) => {
  if (open.proposal === null) return <p className="third">No proposal yet</p>
  const { organs, targetWithinMm, ctvWithinMm } = open.proposal.distances
  const flagged = organs.filter((organ) => organ.flagged)
  if (organs.length === 0) return <p className="third">No organ has a role. Choose roles first.</p>
  return (
    <Section title="Distances to organs">
      <table className="margin-table">
        <thead>
          <tr>
            <th scope="col">Organ</th>
            <th scope="col" className="number">
              Target, mm
            </th>
            <th scope="col" className="number">
              CTV, mm
            </th>
            <th scope="col" className="number">
              In CTV, cm³
            </th>
          </tr>
        </thead>
        <tbody>
          {byDistance(organs).map((organ) => (
            <Row
              key={[organ.roi, organ.role, organ.nearestLps].join()}
              organ={organ}
              within={[targetWithinMm, ctvWithinMm]}
            />
          ))}
        </tbody>
      </table>
      {flagged.length > 0 && (
        <p className="margin-note">
          {flagged.map(({ roi }) => roi).join(', ')}: the consensus flags a carotid artery under 5 mm from the target.
          It is kept in the CTV; weigh its dose.
        </p>
      )}
    </Section>
  )
}
