import { ArrowRight, Copy } from 'lucide-react'
import { caseFindings, type OpenCase, recipeLine, undecided } from '../../../case/index.js'
import { Button, IconButton } from '../../components/button.js'
import { FindingList } from '../../components/finding-list.js'
import { Section } from '../../components/section.js'
import { figure } from '../../format.js'
import type { RoiRow } from '../../hooks/roi-rows.js'
import { useSession } from '../../hooks/session-context.js'
import { Hint } from '../../settings/hint.js'
import { Problem, problemPlace } from './result/problem.js'
import { Running } from './result/running.js'
import { Volumes, VolumeTotal } from './result/volumes.js'
import { AirBone, airBoneWords, TissuePreview } from './rules/air-bone.js'
import { Concern, DrawButton } from './rules/concern.js'
import { Margin } from './rules/margin.js'
import { Tidy, tidyWords } from './rules/tidy.js'
import { UndoToast } from './undo-toast.js'
import './proposal.css'

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[] }

/** Under this height of the window what is rarely changed starts folded, in CSS px. */
const SHORT_PX = 860

/** Margin, rules and result: everything that decides the CTV, and what it made of it. */
export const ProposalPanel = ({ open, rows }: Props) => {
  const session = useSession()
  const document = open.history.present
  const findings = caseFindings(open)
  const line = recipeLine(document)
  const toDecide = undecided(open).length
  const problemIn = problemPlace(open)
  const noTarget = document.roles.every(({ role }) => role.is !== 'target')
  const short = window.innerHeight < SHORT_PX
  return (
    <aside className="panel" aria-label="Proposal">
      <div className="panel-head">
        <h2>Proposal</h2>
      </div>
      <Hint id="proposal" />
      <div className="panel-body">
        {problemIn === 'top' && <Problem open={open} />}
        <Section title="Margin">
          {problemIn === 'margin' && <Problem open={open} />}
          <Margin document={document} />
        </Section>
        <Section title="Area of concern" aside={<DrawButton document={document} />}>
          {problemIn === 'concern' && <Problem open={open} />}
          <Concern document={document} rows={rows} />
        </Section>
        <Section title="Air and bone" folded={airBoneWords(document)} startsFolded={short} aside={<TissuePreview />}>
          {problemIn === 'air' && <Problem open={open} />}
          <AirBone open={open} />
        </Section>
        <Section title="Tidy" startsFolded folded={tidyWords(document.tidy)}>
          <Tidy tidy={document.tidy} />
        </Section>
        <Section title="Volume by rule" aside={open.outline === null ? null : <VolumeTotal open={open} />}>
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
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it. */}
        <p tabIndex={0}>{line}</p>
        <IconButton label="Copy the recipe line" onClick={() => void navigator.clipboard.writeText(line)}>
          <Copy size={16} strokeWidth={1.6} />
        </IconButton>
      </div>
      <Running open={open} />
      <div className="panel-foot">
        <span className="panel-space" />
        {open.proposal === null ? (
          <Button
            kind="primary"
            blocked={
              noTarget ? 'Needs a target: choose one in Roles' : open.computing === null ? null : 'Being computed'
            }
            onClick={session.propose}
          >
            Propose
          </Button>
        ) : (
          <Button
            kind="primary"
            onClick={() => session.goTo('review')}
            icon={<ArrowRight size={16} strokeWidth={1.6} />}
          >
            Review
          </Button>
        )}
      </div>
      <UndoToast open={open} />
      <div className="visually-hidden" aria-live="polite">
        {open.proposal !== null && open.computing === null
          ? `CTV ${open.proposal.volumes.solidCm3.toFixed(1)} cubic centimetres, up to date`
          : ''}
      </div>
    </aside>
  )
}
