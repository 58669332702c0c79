import { caseFindings, type OpenCase } from '../../../case/index.js'
import { FindingList } from '../../components/finding-list.js'
import { Segments } from '../../components/segments.js'
import type { RoiRow } from '../../hooks/roi-rows.js'
import { lookStore, type ReviewTab, useLook } from '../../hooks/view-store.js'
import { Hint } from '../../settings/hint.js'
import { Compare } from './compare/compare.js'
import { DistancesTab } from './distances/distances.js'
import { EditTab } from './edit/edit.js'
import { MarginTab } from './margin/margin.js'
import { RobustnessTab } from './robustness/robustness.js'
import { WhyTab } from './why/why.js'
import './review.css'

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[] }

/** What the panel shows: one after the other fits a small screen. */
const TABS = [
  { value: 'why', text: 'Why' },
  { value: 'margin', text: 'Margin' },
  { value: 'distances', text: 'Organs' },
  { value: 'findings', text: 'Findings' },
  { value: 'compare', text: 'Compare' },
  { value: 'edit', text: 'Edit' },
  { value: 'robustness', text: 'Robust' },
] as const satisfies readonly { readonly value: ReviewTab; readonly text: string }[]

/** What the proposal is worth: why it is as it is, what was found, changed by hand, compared. */
export const ReviewPanel = ({ open, rows }: Props) => {
  const tab = useLook((state) => state.reviewTab)
  const findings = caseFindings(open)
  return (
    <aside className="panel" aria-label="Review">
      <div className="panel-head">
        <h2>Review</h2>
      </div>
      <Hint id="review" />
      <Segments
        label="What to review"
        value={tab}
        options={TABS}
        onChange={(reviewTab) => lookStore.setState({ reviewTab })}
      />
      <div className="panel-body">
        {tab === 'why' && <WhyTab open={open} />}
        {tab === 'margin' && <MarginTab open={open} />}
        {tab === 'distances' && <DistancesTab open={open} />}
        {tab === 'findings' &&
          (findings.length === 0 ? (
            <p className="third">No findings</p>
          ) : (
            <FindingList open={open} findings={findings} />
          ))}
        {tab === 'compare' && <Compare open={open} rows={rows} />}
        {tab === 'edit' && <EditTab open={open} />}
        {tab === 'robustness' && <RobustnessTab open={open} />}
      </div>
    </aside>
  )
}
