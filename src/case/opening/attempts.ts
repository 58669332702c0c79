import type { Running } from '../services.js'

/** One try at opening files or an image; the next one ends it. */
export type Attempt = {
  readonly number: number
  readonly isLatest: () => boolean
  /** The result of work that the next attempt cancels. */
  readonly resultOf: <T>(call: Running<T>) => Promise<T>
  /** The work is done: nothing is left to cancel. */
  readonly settle: () => void
}

/** Attempts one after another; begins the next, which ends the one before. */
export const createAttempts = (): (() => Attempt) => {
  let underWay: Running<unknown> | null = null
  let latest = 0
  return () => {
    underWay?.cancel()
    underWay = null
    const number = ++latest
    return {
      number,
      isLatest: () => number === latest,
      resultOf: (call) => {
        underWay = call
        return call.result
      },
      settle: () => {
        underWay = null
      },
    }
  }
}
