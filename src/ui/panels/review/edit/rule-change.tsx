import type { CaseDocument } from '../../../../case/index.js'
import { Segments } from '../../../components/segments.js'
import { useSession } from '../../../hooks/session-context.js'

const CHOICES = [
  { value: 'replay', text: 'Replay edits' },
  { value: 'drop', text: 'Drop edits' },
] as const

/** What becomes of the edits when a rule changes; said once, changed here. */
export const RuleChange = ({ document }: { readonly document: CaseDocument }) => {
  const session = useSession()
  const { onRuleChange } = document
  if (onRuleChange === 'ask') return null
  return (
    <div className="rule-change">
      <span className="second">When a rule changes</span>
      <Segments
        label="When a rule changes"
        value={onRuleChange}
        options={CHOICES}
        onChange={(to) => session.act({ do: 'set-on-rule-change', to })}
      />
    </div>
  )
}
