import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import './confirm.css'

type Props = {
  /** The question; null while nothing is asked. */
  readonly title: string | null
  readonly children: ReactNode
  /** Names the act. */
  readonly act: string
  readonly onAct: () => void
  readonly onClose: () => void
}

/** Asks before what undo cannot bring back, and before nothing else. */
export const Confirm = ({ title, children, act, onAct, onClose }: Props) => (
  <AlertDialog.Root open={title !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
    <AlertDialog.Portal>
      <AlertDialog.Overlay className="confirm-shade" />
      <AlertDialog.Content className="confirm">
        <AlertDialog.Title>{title}</AlertDialog.Title>
        <AlertDialog.Description className="second">{children}</AlertDialog.Description>
        <div className="confirm-buttons">
          <AlertDialog.Cancel className="button plain fade">Keep it</AlertDialog.Cancel>
          <AlertDialog.Action className="button primary fade" onClick={onAct}>
            {act}
          </AlertDialog.Action>
        </div>
      </AlertDialog.Content>
    </AlertDialog.Portal>
  </AlertDialog.Root>
)
