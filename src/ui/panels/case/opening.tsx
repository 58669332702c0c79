import { Button } from '../../components/button.js'
import { Notice } from '../../components/notice.js'
import { ProgressCard } from '../../components/progress-card.js'
import { figure, prose } from '../../format.js'
import { useSession, useSessionState } from '../../hooks/session-context.js'

/** How far an opening is, or why the last one was refused. */
export const Opening = () => {
  const session = useSession()
  const reading = useSessionState((state) => state.reading)
  const refusal = useSessionState((state) => state.refusal)
  if (reading !== null) {
    const { title, done, total, unit } = reading
    return (
      <ProgressCard
        title={title}
        amount={`${figure(done, 0)} of ${figure(total, 0)} ${unit}`}
        share={total === 0 ? 0 : done / total}
        onCancel={session.cancelOpening}
      />
    )
  }
  if (refusal === null) return null
  return (
    <Notice
      kind="error"
      title={<b>Not opened: {prose(refusal.message)}</b>}
      actions={
        <Button kind="quiet" onClick={session.dismissRefusal}>
          Close
        </Button>
      }
    >
      {refusal.file !== null && <p className="mono">{refusal.file}</p>}
      {refusal.attribute !== null && <p className="mono">{refusal.attribute}</p>}
      <p>{prose(refusal.remedy)}</p>
    </Notice>
  )
}
