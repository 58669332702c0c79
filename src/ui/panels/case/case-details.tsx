import { caseFindings, type OpenCase, planningCandidates } from '../../../case/index.js'
import { FindingList } from '../../components/finding-list.js'
import { Section } from '../../components/section.js'
import type { Origin } from '../../files/origin.js'
import { dicomDate, figure, UNKNOWN } from '../../format.js'
import { type PickedFile, useSession } from '../../hooks/session-context.js'
import { OpenButtons } from './start.js'
import './case-details.css'

type Props = {
  readonly open: OpenCase
  readonly onFiles: (files: readonly PickedFile[], origin: Origin) => void
}

const SeriesTable = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const candidates = new Set(planningCandidates(open.contents).map((s) => s.seriesUid))
  const planning = open.image.series.seriesUid
  return (
    <ul className="case-list">
      {open.contents.series.map((series) => (
        <li key={`${series.seriesUid} ${series.frame}`}>
          <label title={series.refusal?.message}>
            <input
              type="radio"
              name="planning"
              checked={series.seriesUid === planning}
              disabled={!candidates.has(series.seriesUid)}
              onChange={() => void session.planOn(series.seriesUid)}
            />
            <span className="case-chip">{series.modality}</span>
            <span className="case-name">{series.description === '' ? UNKNOWN : series.description}</span>
            <span className="third">{dicomDate(series.date)}</span>
          </label>
          <p className="third">
            {figure(series.imageCount, 0)} images, {series.columns} × {series.rows}
            {series.sliceSpacingMm === null ? '' : `, ${figure(series.sliceSpacingMm, 2)} mm apart`}
            {series.seriesUid === planning ? ', planning CT' : ''}
          </p>
          {series.refusal !== null && <p className="case-refused">{series.refusal.message}</p>}
        </li>
      ))}
    </ul>
  )
}

/** What was found among the files, which CT is planned on, and what was noticed. */
export const CaseDetails = ({ open, onFiles }: Props) => {
  const { structureSets, registrations, others } = open.contents
  const { frame } = open.image.series
  return (
    <aside className="panel" aria-label="Case">
      <div className="panel-head">
        <h2>Case</h2>
        <span className="third">{figure(open.contents.fileCount, 0)} files</span>
      </div>
      <div className="panel-body">
        <Section title="Images">
          <SeriesTable open={open} />
        </Section>
        <Section title="Structure sets">
          <ul className="case-list">
            {structureSets.map((set) => (
              <li key={set.uid}>
                <span className="case-name">{set.label === '' ? set.file : set.label}</span>
                <p className="third">
                  {set.rois.length} ROIs, {dicomDate(set.date)},{' '}
                  {set.rois.some((roi) => roi.frame === frame) ? 'on the planning CT' : 'in another frame of reference'}
                </p>
              </li>
            ))}
            {structureSets.length === 0 && <li className="second">No RTSTRUCT was found: nothing can be a target.</li>}
          </ul>
        </Section>
        {registrations.length > 0 && (
          <Section title="Registrations">
            <ul className="case-list">
              {registrations.map(({ rigid, file }) => (
                <li key={`${rigid.sourceUid} ${rigid.from} ${rigid.to}`}>
                  <span className="case-name">{file}</span>
                  <p className="third">
                    FoR {rigid.from.slice(-4)} to {rigid.to.slice(-4)}, rigid
                  </p>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {others.length > 0 && (
          <Section title="Not read" startsFolded aside={others.length}>
            <ul className="case-list">
              {others.map((other) => (
                <li key={other.file}>
                  <span className="case-name">{other.kind}</span>
                  <p className="third">{other.file}</p>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section title="Findings" aside={caseFindings(open).length}>
          <FindingList open={open} findings={caseFindings(open)} />
        </Section>
      </div>
      <div className="panel-foot">
        <OpenButtons onFiles={onFiles} primary={false} />
      </div>
    </aside>
  )
}
