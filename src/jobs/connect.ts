import { cancelledError, type Phase } from '../core/job/index.js'
import { fromErrorRecord, PostopError } from '../core/problem/index.js'
import type { Calls, NewsOf, OnProgress, Reply, Request, Running } from './protocol.js'

/** A call under way. */
export type Asked<T> = Running<T> & {
  /** @param patienceMs after which a worker that has not noticed is ended, if not after the connection's own grace */
  readonly cancel: (patienceMs?: number) => void
}

/** The page's end of one worker. */
export type Connection<C extends Calls> = {
  readonly call: <N extends keyof C & string>(
    name: N,
    input: C[N]['input'],
    onProgress?: OnProgress,
    transfer?: readonly ArrayBuffer[],
    onNews?: (news: NewsOf<C[N]>) => void,
  ) => Asked<C[N]['output']>
  /** Ends the worker; what it was doing fails with `run/cancelled`. */
  readonly close: () => void
}

type Open = {
  readonly resolve: (output: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress: OnProgress | undefined
  readonly onNews: ((news: never) => void) | undefined
  /** How far the call is, not told yet. */
  news: { readonly phase: Phase; readonly done: number } | null
}

/** Progress is told this often, in ms: what is over sooner costs the page no drawing. */
const PROGRESS_EVERY_MS = 100

/**
 * @param stuck called where the worker is of no more use: it broke, or a cancelled call has not ended after `graceMs`, since it
 * sits in a computation that cannot look up, and only the worker's end stops it
 */
export const connect = <C extends Calls>(worker: Worker, stuck: () => void, graceMs: number): Connection<C> => {
  const open = new Map<number, Open>()
  let ids = 0
  let ended: (() => Error) | null = null

  const failAll = (error: () => Error) => {
    for (const { reject } of open.values()) reject(error())
    open.clear()
  }

  const end = (why: () => Error) => {
    ended = why
    worker.terminate()
    failAll(why)
  }

  worker.onmessage = (event: MessageEvent<Reply>) => {
    const message = event.data
    const entry = open.get(message.id)
    if (entry === undefined) return
    if ('phase' in message) {
      if (entry.news === null)
        setTimeout(() => {
          if (open.has(message.id) && entry.news !== null) entry.onProgress?.(entry.news.phase, entry.news.done)
          entry.news = null
        }, PROGRESS_EVERY_MS)
      entry.news = message
      return
    }
    if ('news' in message) {
      entry.onNews?.(message.news as never)
      return
    }
    open.delete(message.id)
    if ('error' in message) entry.reject(fromErrorRecord(message.error))
    else entry.resolve(message.output as never)
  }
  worker.onerror = (event) => {
    end(
      () =>
        new PostopError('internal/unexpected', {
          message: `The computation stopped: ${event.message === '' ? 'its program could not be loaded' : event.message}.`,
          remedy: 'Reload the page: your work is saved and comes back.',
        }),
    )
    stuck()
  }

  const post = (request: Request<C>, transfer: readonly ArrayBuffer[] = []) =>
    worker.postMessage(request, [...transfer])

  return {
    call: (name, input, onProgress, transfer, onNews) => {
      if (ended !== null) return { result: Promise.reject(ended()), cancel: () => {} }
      const id = ++ids
      const result = new Promise<never>((resolve, reject) => {
        open.set(id, { resolve, reject, onProgress, onNews, news: null })
      })
      post({ id, call: name, input }, transfer)
      const cancel = (patienceMs = graceMs) => {
        if (!open.has(id)) return
        post({ id, cancel: true })
        setTimeout(() => {
          if (open.has(id)) stuck()
        }, patienceMs)
      }
      return { result, cancel }
    },
    close: () => {
      if (ended === null) end(cancelledError)
    },
  }
}
