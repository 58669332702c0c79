import { sameGeometry } from './geometry.js'
import type { Mutation } from './mutate.js'
import { type Reading, readMutated } from './read.js'
import { KINDS, type Kind, type Subject, subjectsOf } from './subjects.js'

/**
 * refused: the file, or a series or ROI in it, is refused by code. findings: read, and something is said that is not said of
 * the sound file. alike: read with nothing new to say, and everything lies where it lay.
 * moved: read with nothing to say, and something lies elsewhere. fault: an exception that is no refusal.
 */
export type Verdict = {
  readonly is: 'refused' | 'findings' | 'alike' | 'moved' | 'fault'
  readonly kind: Kind
  /** Of a refusal the code, of a fault the message, of what moved what was read. */
  readonly what: string
}

/** Micrometres: what scanners and planning systems round positions to is no move. */
const TOLERANCE: Readonly<Record<Kind, number>> = { image: 10, compressed: 10, structures: 0, registration: 0, dose: 0 }

const sound = new Map<Subject, Promise<Reading>>()

const soundReading = (kind: Kind, subject: Subject): Promise<Reading> => {
  const known = sound.get(subject) ?? readMutated(kind, subject, subject.bytes)
  sound.set(subject, known)
  return known
}

const newOnes = (after: readonly string[], before: readonly string[]): string[] => {
  const known = new Set(before)
  return after.filter((text) => !known.has(text))
}

/** Reads every sound file once. @throws where one of them is refused as a whole */
export const warmUp = async (): Promise<void> => {
  for (const kind of KINDS) for (const subject of subjectsOf(kind)) await soundReading(kind, subject)
}

/** What reading the mutated file gave, compared with the sound one. */
export const verdictOf = async ({ kind, subject, bytes }: Mutation): Promise<Verdict> => {
  const before = await soundReading(kind, subject)
  try {
    const after = await readMutated(kind, subject, bytes)
    const [refusal] = newOnes(after.refusals, before.refusals)
    if (refusal !== undefined) return { is: 'refused', kind, what: refusal.split(':')[0] ?? '' }
    const [finding] = newOnes(after.findings, before.findings)
    if (finding !== undefined) return { is: 'findings', kind, what: finding.split(':')[0] ?? '' }
    if (sameGeometry(after.geometry, before.geometry, TOLERANCE[kind])) return { is: 'alike', kind, what: '' }
    return { is: 'moved', kind, what: JSON.stringify(after.geometry) }
  } catch (e) {
    return { is: 'fault', kind, what: e instanceof Error ? (e.stack ?? e.message) : String(e) }
  }
}
