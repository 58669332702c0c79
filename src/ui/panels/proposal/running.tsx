import type { OpenCase } from '../../../case/index.js'
import { Button } from '../../components/button.js'
import { ProgressBar } from '../../components/progress-card.js'
import { useSession } from '../../hooks/session-context.js'
import { phaseLook } from './phases.js'

/** What is being computed, how far it is, and the way out. */
export const Running = ({ open }: { readonly open: OpenCase }) => {
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
