import { useState } from 'react'
import { caseFindings, type OpenCase } from '../../../case/index.js'
import { FindingList } from '../../components/finding-list.js'
import { Segments } from '../../components/segments.js'
import type { RoiRow } from '../../hooks/roi-rows.js'
import { Hint } from '../../settings/hint.js'
import { Compare } from './compare/compare.js'
import { MarginTab } from './margin/margin.js'
import { WhyTab } from './why/why.js'

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[] }

/** What the panel shows: one after the other fits a small screen. */
const TABS = [
  { value: 'why', text: 'Why' },
  { value: 'margin', text: 'Margin' },
  { value: 'findings', text: 'Findings' },
  { value: 'compare', text: 'Compare' },
] as const

type Tab = (typeof TABS)[number]['value']

/** What the proposal is worth: why it is as it is, what was found, changed by hand, compared. */
export const ReviewPanel = ({ open, rows }: Props) => {
  const [tab, setTab] = useState<Tab>('why')
  const findings = caseFindings(open)
  return (
    <aside className="panel" aria-label="Review">
      <div className="panel-head">
        <h2>Review</h2>
      </div>
      <Hint id="review" />
      <Segments label="What to review" value={tab} options={TABS} onChange={setTab} />
      <div className="panel-body">
        {tab === 'why' && <WhyTab open={open} />}
        {tab === 'margin' && <MarginTab open={open} />}
        {tab === 'findings' &&
          (findings.length === 0 ? (
            <p className="third">No findings</p>
          ) : (
            <FindingList open={open} findings={findings} />
          ))}
        {tab === 'compare' && <Compare open={open} rows={rows} />}
      </div>
    </aside>
  )
}
