import { CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './notice.css'

type Props = {
  readonly kind: 'info' | 'warn' | 'error'
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

const ICONS = { info: Info, warn: TriangleAlert, error: CircleX } as const

/** What was noticed or refused, in its place: what, where, and the way out. */
export const Notice = ({ kind, title, children, actions }: Props) => {
  const Icon = ICONS[kind]
  return (
    <div className={`notice ${kind}`} role={kind === 'error' ? 'alert' : undefined}>
      <Icon size={16} strokeWidth={1.6} aria-hidden="true" />
      <div className="notice-text">
        <div className="notice-title">{title}</div>
        {children}
      </div>
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  )
}
