import type { Finding } from './finding.js'

/** That a user accepted one finding: its code, what it said, and who. */
export type Acceptance = {
  readonly code: string
  /** The finding's sentence: about something else, or with other figures, it is another decision. */
  readonly message: string
  /** Of who accepted it: free text. */
  readonly initials: string
}

/** What was accepted: one finding by somebody, or, as `--accept CODE` says it, every finding of a code. */
export type Accepted = string | Acceptance

/** What accepts a finding; undefined where nothing does, or nothing need. One by initials comes before a code alone. */
export const acceptanceOf = (finding: Finding, accepted: readonly Accepted[]): Accepted | undefined => {
  if (finding.kind !== 'decide') return undefined
  return (
    accepted.find((a) => typeof a !== 'string' && a.code === finding.code && a.message === finding.message) ??
    accepted.find((a) => a === finding.code)
  )
}

/** The findings with those marked that were accepted, and by whom. */
export const withAcceptances = (findings: readonly Finding[], accepted: readonly Accepted[]): readonly Finding[] =>
  findings.map((finding) => {
    const by = acceptanceOf(finding, accepted)
    if (by === undefined) return finding
    return { ...finding, accepted: true, ...(typeof by === 'string' ? {} : { acceptedBy: by.initials }) }
  })

const orderOf = (a: Accepted): string => (typeof a === 'string' ? a : [a.code, a.message, a.initials].join('\n'))

/** In an order of their own, so that the order of deciding plays no part. */
export const sortedAcceptances = (accepted: readonly Accepted[]): readonly Accepted[] =>
  [...accepted].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0))

/** Whether a value of unknown origin is one. */
export const isAccepted = (v: unknown): v is Accepted => {
  if (typeof v === 'string') return true
  if (typeof v !== 'object' || v === null) return false
  const { code, message, initials } = v as Partial<Record<keyof Acceptance, unknown>>
  return typeof code === 'string' && typeof message === 'string' && typeof initials === 'string'
}
