import type { OpenCase } from '../../../../case/index.js'
import { Button } from '../../../components/button.js'
import { Notice } from '../../../components/notice.js'
import { prose } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'

type Place = 'top' | 'margin' | 'concern' | 'air'

/** Where a refusal belongs: beside what can be changed. */
export const problemPlace = ({ problem }: OpenCase): Place | null => {
  if (problem === null) return null
  if (problem.code.startsWith('concern/')) return 'concern'
  if (problem.code === 'image/not-ct') return 'air'
  if (problem.code !== 'value/out-of-range') return 'top'
  return problem.attribute === '--concern' ? 'concern' : 'margin'
}

/** Why the CTV could not be computed, and the way out. */
export const Problem = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const { problem } = open
  if (problem === null) return null
  const inRoles = problem.code === 'target/empty'
  return (
    <div className="proposal-problem">
      <Notice
        kind="error"
        title={<b>Could not compute: {prose(problem.message)}</b>}
        actions={inRoles ? <Button onClick={() => session.goTo('roles')}>Open Roles</Button> : undefined}
      >
        <p>{prose(problem.remedy)}</p>
      </Notice>
    </div>
  )
}
