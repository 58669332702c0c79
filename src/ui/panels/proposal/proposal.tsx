import { ArrowRight, Copy } from 'lucide-react'
import { caseFindings, type OpenCase, recipeLine, undecided } from '../../../case/index.js'
import { LIMITS } from '../../../core/guideline/index.js'
import { Button, IconButton } from '../../components/button.js'
import { FindingList } from '../../components/finding-list.js'
import { Notice } from '../../components/notice.js'
import { NumberField } from '../../components/number-field.js'
import { ProgressBar } from '../../components/progress-card.js'
import { Section } from '../../components/section.js'
import { Swatch } from '../../components/swatch.js'
import { figure, prose } from '../../format.js'
import type { RoiRow } from '../../hooks/roi-rows.js'
import { useSession } from '../../hooks/session-context.js'
import { FIXED } from '../../theme/palette.js'
import { Margin } from './margin.js'
import { phaseLook } from './phases.js'
import { Volumes, VolumeTotal } from './volumes.js'
import './proposal.css'

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[] }

const Concerns = ({ rows }: { readonly rows: readonly RoiRow[] }) => {
  const session = useSession()
  return (
    <ul className="concerns">
      {rows.map(({ id, roi, assignment: { role } }) =>
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

const Running = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  if (open.computing === null) return null
  const { phase, done } = open.computing
  const { words, share } = phaseLook(phase, done)
  return (
    <div className="proposal-running">
      <div>
        <span role="status">{words}</span>
        <Button kind="quiet" onClick={session.cancelProposal}>
          Cancel (Esc)
        </Button>
      </div>
      <ProgressBar label={words} share={share} />
    </div>
  )
}

/** Margin, rules and result: everything that decides the CTV, and what it made of it. */
export const ProposalPanel = ({ open, rows }: Props) => {
  const session = useSession()
  const document = open.history.present
  const concerns = rows.filter((row) => row.assignment.role.is === 'concern')
  const findings = caseFindings(open)
  const line = recipeLine(document)
  const toDecide = undecided(open).length
  return (
    <aside className="panel" aria-label="Proposal">
      <div className="panel-head">
        <h2>Proposal</h2>
      </div>
      <div className="panel-body">
        <Section title="Margin">
          <Margin marginMm={document.marginMm} />
        </Section>
        <Section title="Area of concern">
          {concerns.length === 0 ? (
            <p className="third">None. Give an ROI this role in Roles.</p>
          ) : (
            <Concerns rows={concerns} />
          )}
        </Section>
        <Section title="Air">
          {document.air === null ? (
            <p className="third">No air rule: the image has no CT numbers.</p>
          ) : (
            <div className="air-row">
              <Swatch colour={FIXED.air} />
              <NumberField
                label="Air below"
                value={document.air.belowHu}
                unit="HU"
                min={LIMITS.airBelowHu.from}
                max={LIMITS.airBelowHu.to}
                step={5}
                decimals={0}
                onChange={(belowHu) => session.act({ do: 'set-air', belowHu })}
              />
            </div>
          )}
        </Section>
        {open.problem !== null && (
          <div className="proposal-problem">
            <Notice kind="error" title={<b>Could not compute: {prose(open.problem.message)}</b>}>
              <p>{prose(open.problem.remedy)}</p>
            </Notice>
          </div>
        )}
        <Section
          title="Volume by rule"
          aside={
            open.outline === null ? null : (
              <VolumeTotal solidCm3={open.outline.solidCm3} previousCm3={open.previousCm3} />
            )
          }
        >
          {open.proposal === null ? (
            <p className="third">No proposal yet</p>
          ) : (
            <div className={open.proposal.key === open.outline?.key ? '' : 'behind'}>
              <Volumes proposal={open.proposal} />
            </div>
          )}
        </Section>
        <Section
          title="Findings"
          aside={toDecide > 0 ? <span className="to-decide">{toDecide} to decide</span> : figure(findings.length, 0)}
        >
          <FindingList open={open} findings={findings} />
        </Section>
      </div>
      <div className="recipe-line">
        <p>{line}</p>
        <IconButton label="Copy the recipe line" onClick={() => void navigator.clipboard.writeText(line)}>
          <Copy size={16} strokeWidth={1.6} />
        </IconButton>
      </div>
      <Running open={open} />
      <div className="panel-foot">
        <span className="panel-space" />
        {open.proposal === null ? (
          <Button kind="primary" blocked={open.computing === null ? null : 'Being computed'} onClick={session.propose}>
            Propose
          </Button>
        ) : (
          <Button
            kind="primary"
            onClick={() => session.goTo('export')}
            icon={<ArrowRight size={16} strokeWidth={1.6} />}
          >
            Export
          </Button>
        )}
      </div>
      <div className="visually-hidden" aria-live="polite">
        {open.proposal !== null && open.computing === null
          ? `CTV ${open.proposal.volumes.solidCm3.toFixed(1)} cubic centimetres, up to date`
          : ''}
      </div>
    </aside>
  )
}
