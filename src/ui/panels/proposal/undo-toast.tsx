import { useEffect } from 'react'
import type { OpenCase } from '../../../case/index.js'
import { Button } from '../../components/button.js'
import { useSession } from '../../hooks/session-context.js'
import { lookStore, useLook } from '../../hooks/view-store.js'

/** How long a deletion can be taken back from where it happened, in ms. */
const SHOWN_MS = 8000

/** The way back from a deletion, as long as it is the last thing that was done. */
export const UndoToast = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const deleted = useLook((state) => state.deleted)
  const current = deleted !== null && deleted.document === open.history.present
  useEffect(() => {
    if (deleted === null) return
    const timer = setTimeout(() => lookStore.setState({ deleted: null }), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [deleted])
  if (!current) return null
  return (
    <div className="undo-toast" role="status">
      <span>{deleted.words}</span>
      <Button kind="quiet" onClick={session.undo}>
        Undo
      </Button>
      <kbd>Ctrl Z</kbd>
    </div>
  )
}
