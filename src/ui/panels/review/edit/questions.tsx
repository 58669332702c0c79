import type { OpenCase } from '../../../../case/index.js'
import { Button } from '../../../components/button.js'
import { Notice } from '../../../components/notice.js'
import { cm3 } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'
import { exclusionName } from './words.js'
import './questions.css'

/** `Brainstem (0.30 cm³) and air (0.12 cm³)`. */
const enteredWords = ({ found }: NonNullable<OpenCase['entering']>): string =>
  found.map(({ reason, cm3: volume }) => `${exclusionName(reason)} (${cm3(volume)} cm³)`).join(' and ')

const Entering = ({ asked }: { readonly asked: NonNullable<OpenCase['entering']> }) => {
  const { editing } = useSession()
  return (
    <Notice
      kind="warn"
      title={`The stroke enters ${enteredWords(asked)}`}
      actions={
        <>
          <Button kind="primary" onClick={() => editing.answer(false)}>
            Keep out
          </Button>
          <Button onClick={() => editing.answer(true)}>Let in</Button>
        </>
      }
    >
      <p>It was stopped at the edge. Your answer holds for later strokes too.</p>
    </Notice>
  )
}

const RuleChanged = ({ count }: { readonly count: number }) => {
  const session = useSession()
  return (
    <Notice
      kind="warn"
      title={`${count} ${count === 1 ? 'edit' : 'edits'} by hand`}
      actions={
        <>
          <Button kind="primary" onClick={() => session.act({ do: 'set-on-rule-change', to: 'replay' })}>
            Replay edits
          </Button>
          <Button onClick={() => session.act({ do: 'set-on-rule-change', to: 'drop' })}>Drop edits</Button>
        </>
      }
    >
      <p>A rule changed. The edits are laid over the new CTV until you say otherwise.</p>
    </Notice>
  )
}

/** What only the user can say about edits by hand: asked over the images, where the hand is, and nothing waits for it. */
export const EditQuestions = ({ open }: { readonly open: OpenCase }) => {
  const { edits, editsAsked } = open.history.present
  const { entering } = open
  const asked = entering !== null && edits.some(({ id }) => id === entering.id) ? entering : null
  return (
    <div className="edit-questions" role="status">
      {asked !== null && <Entering asked={asked} />}
      {editsAsked && <RuleChanged count={edits.length} />}
    </div>
  )
}
