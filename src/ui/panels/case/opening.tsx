import { Button } from '../../components/button.js'
import { Notice } from '../../components/notice.js'
import { ProgressCard } from '../../components/progress-card.js'
import { figure, percent, personName, prose } from '../../format.js'
import { useSession, useSessionState } from '../../hooks/session-context.js'

/** How far an opening is, or why the last one was refused. */
export const Opening = () => {
  const session = useSession()
  const reading = useSessionState((state) => state.reading)
  const refusal = useSessionState((state) => state.refusal)
  const patients = useSessionState((state) => state.patients)
  if (reading !== null) {
    const { title, share, total, unit } = reading
    return (
      <ProgressCard
        title={title}
        amount={total > 1 ? `${figure(Math.round(share * total), 0)} of ${figure(total, 0)} ${unit}` : percent(share)}
        share={share}
        onCancel={session.cancelOpening}
      />
    )
  }
  if (refusal === null) return null
  return (
    <Notice
      kind="error"
      title={
        <b>
          Not opened: {prose(refusal.message)}
          {patients.length > 0 && ` ${refusal.remedy}`}
        </b>
      }
      actions={
        <Button kind="quiet" onClick={session.dismissRefusal}>
          Close
        </Button>
      }
    >
      {patients.length === 0 ? (
        <>
          {refusal.file !== null && !refusal.message.includes(refusal.file) && <p className="mono">{refusal.file}</p>}
          {refusal.attribute !== null && <p className="mono">{refusal.attribute}</p>}
          <p>{prose(refusal.remedy)}</p>
        </>
      ) : (
        <div className="opening-patients">
          {patients.map(({ key, name }) => (
            <Button key={key} onClick={() => void session.choosePatient(key)}>
              {`${personName(name)} ${key}`}
            </Button>
          ))}
        </div>
      )}
    </Notice>
  )
}
