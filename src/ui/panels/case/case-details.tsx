import { type CaseLeaf, caseTree, inputFindings, type OpenCase } from '../../../case/index.js'
import { Button } from '../../components/button.js'
import { FindingList } from '../../components/finding-list.js'
import { Section } from '../../components/section.js'
import type { Origin } from '../../files/origin.js'
import { type PickedFile, useSession } from '../../hooks/session-context.js'
import { Hint } from '../../settings/hint.js'
import { CaseChoices } from './case-choices.js'
import { LeafDetails } from './leaf-details.js'
import { OpenButtons } from './start.js'
import './case-details.css'

type Props = {
  readonly open: OpenCase
  readonly selected: string | null
  readonly onFiles: (files: readonly PickedFile[], origin: Origin) => void
}

const leafOf = (open: OpenCase, key: string | null): CaseLeaf | undefined =>
  caseTree(open)
    .flatMap(({ studies }) => studies.flatMap(({ leaves }) => leaves))
    .find((leaf) => leaf.key === key)

/** What was chosen for the case, what the selected object is, and what was noticed. */
export const CaseDetails = ({ open, selected, onFiles }: Props) => {
  const session = useSession()
  const leaf = leafOf(open, selected)
  const findings = inputFindings(open)
  return (
    <aside className="panel" aria-label="Case">
      <div className="panel-head">
        <h2>Case</h2>
        <span className="panel-space" />
        <Button kind="quiet" onClick={session.close}>
          Close case
        </Button>
      </div>
      <Hint id="case" />
      <div className="panel-body">
        <Section title="Used for the proposal">
          <CaseChoices open={open} />
        </Section>
        <Section title="Findings" aside={findings.length}>
          <FindingList open={open} findings={findings} />
        </Section>
        <Section title="Selected">
          {leaf === undefined ? (
            <p className="third">Click a series or object to see what it is.</p>
          ) : (
            <LeafDetails open={open} leaf={leaf} />
          )}
        </Section>
      </div>
      <div className="panel-foot">
        <OpenButtons onFiles={onFiles} primary={false} />
      </div>
    </aside>
  )
}
