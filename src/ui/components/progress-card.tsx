import { Button } from './button.js'
import './progress-card.css'

type Props = {
  readonly title: string
  /** `184 of 300 images`. */
  readonly amount: string
  /** 0 to 1. */
  readonly share: number
  readonly onCancel: () => void
}

/** Work that takes over a second: what, how far, and the way out. */
export const ProgressCard = ({ title, amount, share, onCancel }: Props) => (
  <div className="progress-card">
    <div className="progress-head" role="status">
      <b>{title}</b>
      <span className="second">{amount}</span>
      <Button kind="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </div>
    <ProgressBar label={title} share={share} />
  </div>
)

export const ProgressBar = ({ label, share }: { readonly label: string; readonly share: number }) => (
  <div
    className="progress-bar"
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(100 * share)}
  >
    <div style={{ width: `${(100 * share).toFixed(1)}%` }} />
  </div>
)
