import { Check, Expand, FileOutput, FolderOpen, ListChecks, RotateCw, ScanSearch } from 'lucide-react'
import type { ReactNode } from 'react'
import { freshness, type OpenCase, type Step, undecided, undecidedInputs } from '../../../case/index.js'
import { useSession, useSessionState } from '../../hooks/session-context.js'
import './rail.css'

type Badge =
  | { readonly is: 'done' }
  | { readonly is: 'stale' }
  | { readonly is: 'findings'; readonly count: number }
  | null

type Entry = {
  readonly step: Step
  readonly name: string
  readonly icon: ReactNode
  /** Why it cannot be walked to; null where it can. */
  readonly reason: (open: OpenCase | null) => string | null
  readonly badge: (open: OpenCase) => Badge
}

const needsCase = (open: OpenCase | null): string | null => (open === null ? 'Needs a case: open one first' : null)

const needsProposal = (open: OpenCase | null): string | null =>
  needsCase(open) ?? (open?.proposal === null ? 'Needs a proposal: press Propose' : null)

const hasTarget = (open: OpenCase): boolean => open.history.present.roles.some((r) => r.role.is === 'target')

const STEPS: readonly Entry[] = [
  {
    step: 'case',
    name: 'Case',
    icon: <FolderOpen size={20} strokeWidth={1.6} />,
    reason: () => null,
    badge: (open) => {
      const count = undecidedInputs(open).length
      return count > 0 ? { is: 'findings', count } : { is: 'done' }
    },
  },
  {
    step: 'roles',
    name: 'Roles',
    icon: <ListChecks size={20} strokeWidth={1.6} />,
    reason: needsCase,
    badge: (open) => (hasTarget(open) ? { is: 'done' } : null),
  },
  {
    step: 'proposal',
    name: 'Proposal',
    icon: <Expand size={20} strokeWidth={1.6} />,
    reason: (open) =>
      needsCase(open) ?? (open !== null && hasTarget(open) ? null : 'Needs a target: choose one in Roles'),
    badge: (open) => {
      const state = freshness(open).is
      if (state === 'stale' || state === 'updating') return { is: 'stale' }
      const count = undecided(open).length
      if (state === 'fresh') return count > 0 ? { is: 'findings', count } : { is: 'done' }
      return null
    },
  },
  {
    step: 'review',
    name: 'Review',
    icon: <ScanSearch size={20} strokeWidth={1.6} />,
    reason: needsProposal,
    badge: () => null,
  },
  {
    step: 'export',
    name: 'Export',
    icon: <FileOutput size={20} strokeWidth={1.6} />,
    reason: needsProposal,
    badge: () => null,
  },
]

/** The steps, walked freely; the keys Shift 1 to 5 follow this order. */
export const STEP_ORDER: readonly Step[] = STEPS.map((entry) => entry.step)

/** Why a step cannot be walked to; null where it can. */
export const stepReason = (step: Step, open: OpenCase | null): string | null =>
  STEPS.find((entry) => entry.step === step)?.reason(open) ?? null

const BadgeMark = ({ badge }: { readonly badge: Badge }) => {
  if (badge === null) return null
  if (badge.is === 'done') return <Check className="rail-badge done" size={12} strokeWidth={2.4} aria-hidden="true" />
  if (badge.is === 'stale') return <RotateCw className="rail-badge stale" size={12} aria-hidden="true" />
  return <span className="rail-badge findings">{badge.count}</span>
}

const spoken = (badge: Badge): string =>
  badge === null
    ? ''
    : badge.is === 'findings'
      ? `, ${badge.count} findings`
      : badge.is === 'stale'
        ? ', stale'
        : ', done'

export const Rail = () => {
  const session = useSession()
  const step = useSessionState((state) => state.step)
  const open = useSessionState((state) => state.open)
  return (
    <nav className="rail" aria-label="Steps">
      {STEPS.map((entry) => {
        const reason = entry.reason(open)
        const badge = open === null || reason !== null ? null : entry.badge(open)
        return (
          <button
            key={entry.step}
            type="button"
            className="rail-step fade"
            aria-current={step === entry.step ? 'step' : undefined}
            aria-disabled={reason !== null}
            aria-label={`${entry.name}${spoken(badge)}${reason === null ? '' : `. ${reason}`}`}
            title={reason ?? undefined}
            onClick={() => {
              if (reason === null) session.goTo(entry.step)
            }}
          >
            {entry.icon}
            <span>{entry.name}</span>
            <BadgeMark badge={badge} />
          </button>
        )
      })}
    </nav>
  )
}
