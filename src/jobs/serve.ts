import { cancelledError, type Job, type Phase } from '../core/job/index.js'
import { toErrorRecord } from '../core/problem/index.js'
import type { Calls, NewsOf, Reply, Request } from './protocol.js'

/** A call's body: its output, and the buffers that go along without a copy; `tell` is for news on the way there. */
export type Handler<Input, Output, News = never> = (
  input: Input,
  job: Job,
  tell: (news: News) => void,
) => Promise<{ readonly output: Output; readonly transfer?: readonly ArrayBuffer[] }>

export type Handlers<C extends Calls> = {
  readonly [N in keyof C]: Handler<C[N]['input'], C[N]['output'], NewsOf<C[N]>>
}

/** Progress is told at most this often, in ms. */
const PROGRESS_EVERY_MS = 50

/** Lets messages in: a promise alone would not. */
const nextTask = (): Promise<void> =>
  new Promise((done) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      channel.port1.close()
      done()
    }
    channel.port2.postMessage(null)
  })

/** Answers the page's calls inside a worker. */
export const serve = <C extends Calls>(scope: DedicatedWorkerGlobalScope, handlers: Handlers<C>): void => {
  const cancelled = new Set<number>()
  const reply = (message: Reply, transfer: readonly ArrayBuffer[] = []) => scope.postMessage(message, [...transfer])

  const jobFor = (id: number): Job => {
    let lastPhase: Phase | null = null
    let lastAt = 0
    return {
      throwIfCancelled: () => {
        if (cancelled.has(id)) throw cancelledError()
      },
      yield: nextTask,
      progress: (phase, done) => {
        const now = performance.now()
        if (phase === lastPhase && done < 1 && now - lastAt < PROGRESS_EVERY_MS) return
        lastPhase = phase
        lastAt = now
        reply({ id, phase, done })
      },
    }
  }

  const run = async (id: number, call: keyof C & string, input: unknown): Promise<void> => {
    const job = jobFor(id)
    try {
      job.throwIfCancelled()
      const { output, transfer } = await handlers[call](input, job, (news) => reply({ id, news }))
      reply({ id, output }, transfer)
    } catch (error) {
      reply({ id, error: toErrorRecord(error) })
    } finally {
      cancelled.delete(id)
    }
  }

  scope.onmessage = (event: MessageEvent<Request<C>>) => {
    const request = event.data
    if ('cancel' in request) cancelled.add(request.id)
    else void run(request.id, request.call, request.input)
  }
}
