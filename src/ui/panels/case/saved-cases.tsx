import { History, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { SavedCase } from '../../../case/index.js'
import { Button, IconButton } from '../../components/button.js'
import { Confirm } from '../../components/confirm.js'
import { type Origin, opensByItself, originOf, reopen } from '../../files/origin.js'
import { dicomDate, momentWords, personName, UNKNOWN } from '../../format.js'
import { type PickedFile, useSession, useSessionState } from '../../hooks/session-context.js'
import './saved-cases.css'

type OnFiles = (files: readonly PickedFile[], origin: Origin) => void

const whose = ({ patientName, patientId }: SavedCase): string => `${personName(patientName)} | ${patientId || UNKNOWN}`

type RowProps = { readonly saved: SavedCase; readonly onFiles: OnFiles; readonly onRemove: () => void }

const SavedRow = ({ saved, onFiles, onRemove }: RowProps) => {
  const session = useSession()
  const origin = originOf(saved.origin)
  return (
    <li>
      <History size={16} strokeWidth={1.6} aria-hidden="true" />
      <span>
        <b>{whose(saved)}</b>
        <span className="second">
          {saved.seriesDescription} {dicomDate(saved.seriesDate)}
        </span>
        <span className="third">
          Saved {momentWords(saved.savedAt)}
          {origin === null && ': open its files again to go on'}
        </span>
      </span>
      {origin !== null && (
        <Button onClick={() => void reopen(origin).then((files) => onFiles(files, origin), session.refuse)}>
          Go on
        </Button>
      )}
      <IconButton label={`Remove the saved work on ${whose(saved)}`} onClick={onRemove}>
        <Trash2 size={16} strokeWidth={1.6} />
      </IconButton>
    </li>
  )
}

/** What was saved on this computer; the case that was open when the page went away opens by itself where it can. */
export const SavedCases = ({ onFiles }: { readonly onFiles: OnFiles }) => {
  const session = useSession()
  const saved = useSessionState((state) => state.saved)
  const [removing, setRemoving] = useState<SavedCase | null>(null)
  useEffect(() => {
    const goOn = async () => {
      if (session.store.getState().saved !== null) return
      const [latest] = await session.listSaved()
      const origin = originOf(latest?.origin)
      if (latest?.wasOpen !== true || origin === null || !(await opensByItself(origin))) return
      const files = await reopen(origin)
      const { open, reading } = session.store.getState()
      if (open === null && reading === null) onFiles(files, origin)
    }
    goOn().catch(session.refuse)
  }, [session, onFiles])
  if (saved === null || saved.length === 0) return null
  return (
    <section className="saved-cases" aria-labelledby="saved-cases">
      <h2 id="saved-cases">Saved on this computer</h2>
      <ul>
        {saved.map((one) => (
          <SavedRow key={one.key} saved={one} onFiles={onFiles} onRemove={() => setRemoving(one)} />
        ))}
      </ul>
      <Confirm
        title={removing === null ? null : `Remove the saved work on ${whose(removing)}?`}
        act="Remove saved work"
        onAct={() => {
          if (removing !== null) void session.removeSaved(removing.key)
        }}
        onClose={() => setRemoving(null)}
      >
        Roles, margins and everything else that was decided is removed from this computer. The files stay.
      </Confirm>
    </section>
  )
}
