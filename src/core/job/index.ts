import { PostopError } from '../problem/index.js'

/** The parts of long work, in the order in which they come. */
export type Phase =
  | 'reading'
  | 'solids'
  | 'air'
  | 'distance'
  | 'combining'
  | 'tidying'
  | 'contours'
  | 'measuring'
  | 'writing'
  | 'scenarios'

/** How long work asks whether it is still wanted and says how far it is; whoever starts it passes one in. */
export interface Job {
  /** @throws run/cancelled once the work is no longer wanted */
  throwIfCancelled(): void
  /** Lets other events in, between two steps of a long computation. */
  yield(): Promise<void>
  /** @param done share of the phase that is done, 0 to 1 */
  progress(phase: Phase, done: number): void
}

/** A job that nobody watches and nobody cancels. */
export const quietJob: Job = {
  throwIfCancelled: () => {},
  yield: () => Promise.resolve(),
  progress: () => {},
}

/** What {@link Job.throwIfCancelled} throws. */
export const cancelledError = (): PostopError =>
  new PostopError('run/cancelled', { message: 'Cancelled.', remedy: 'Start it again when you like.' })
