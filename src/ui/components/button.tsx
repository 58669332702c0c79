import type { ReactNode } from 'react'
import './button.css'

type Props = {
  readonly kind?: 'primary' | 'plain' | 'quiet'
  readonly onClick: () => void
  readonly children: ReactNode
  readonly icon?: ReactNode
  /** Why it cannot be pressed now; it stays focusable, so that the reason can be read. */
  readonly blocked?: string | null
}

/** A button that names its act. */
export const Button = ({ kind = 'plain', onClick, children, icon, blocked = null }: Props) => (
  <button
    type="button"
    className={`button ${kind} fade`}
    aria-disabled={blocked !== null}
    title={blocked ?? undefined}
    onClick={() => {
      if (blocked === null) onClick()
    }}
  >
    {icon}
    <span>{children}</span>
  </button>
)

type IconProps = {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
  readonly pressed?: boolean
  readonly disabled?: boolean
}

/** A square button with an icon; its label is read and shown on hover. */
export const IconButton = ({ label, onClick, children, pressed, disabled = false }: IconProps) => (
  <button
    type="button"
    className="icon-button fade"
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onClick}
  >
    {children}
  </button>
)
