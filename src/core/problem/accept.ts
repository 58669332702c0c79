import type { Finding } from './finding.js'

/** That a user accepted one finding: its code, what it is about, and who. */
export type Acceptance = {
  readonly code: string
  /** As {@link subjectOf} says it: the finding of the same code about something else is another decision. */
  readonly subject: string
  /** Of who accepted it: free text. */
  readonly initials: string
}

/** What was accepted: one finding by somebody, or, as `--accept CODE` says it, every finding of a code. */
export type Accepted = string | Acceptance

const SEPARATOR = ' | '

/** What a finding is about: file, attribute and ROI as far as it names them; '' where it is about the whole. */
export const subjectOf = ({ file, attribute, roi }: Finding): string =>
  [file, attribute, roi].filter((part) => part !== undefined).join(SEPARATOR)

/** What accepts a finding; undefined where nothing does, or nothing need. One by initials comes before a code alone. */
export const acceptanceOf = (finding: Finding, accepted: readonly Accepted[]): Accepted | undefined => {
  if (finding.kind !== 'decide') return undefined
  const subject = subjectOf(finding)
  return (
    accepted.find((a) => typeof a !== 'string' && a.code === finding.code && a.subject === subject) ??
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

const orderOf = (a: Accepted): string => (typeof a === 'string' ? a : [a.code, a.subject, a.initials].join('\n'))

/** In an order of their own, so that the order of deciding plays no part. */
export const sortedAcceptances = (accepted: readonly Accepted[]): readonly Accepted[] =>
  [...accepted].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0))

/** Whether a value of unknown origin is one. */
export const isAccepted = (v: unknown): v is Accepted => {
  if (typeof v === 'string') return true
  if (typeof v !== 'object' || v === null) return false
  const { code, subject, initials } = v as Partial<Record<keyof Acceptance, unknown>>
  return typeof code === 'string' && typeof subject === 'string' && typeof initials === 'string'
}
