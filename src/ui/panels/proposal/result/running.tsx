import type { OpenCase } from '../../../../case/index.js'
import { Button } from '../../../components/button.js'
import { ProgressBar } from '../../../components/progress-card.js'
import { useHeldOff } from '../../../hooks/held-off.js'
import { useSession } from '../../../hooks/session-context.js'
import { phaseLook } from './phases.js'

/** Work that takes longer says how far it is. */
const LONG_MS = 1000

/** What is being computed, how far it is, and the way out. */
export const Running = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const long = useHeldOff(open.computing !== null, LONG_MS)
  if (open.computing === null || !long) return null
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
