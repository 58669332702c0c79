import type { CDPSession, Page } from 'playwright-core'

/** Bytes of JavaScript heap and of buffers, WebAssembly's included. */
export type Memory = { readonly heap: number; readonly buffers: number }

type HeapUsage = { readonly usedSize: number; readonly backingStorageSize: number }

type Answer = { readonly id: number; readonly result?: unknown }

/** What a page and its workers hold in memory, asked of Chromium itself. */
export type MemoryMeter = {
  /** The page's own and that of each of its workers, after all garbage was collected. */
  readonly settled: () => Promise<{ readonly page: Memory; readonly workers: readonly Memory[] }>
  /** All together, garbage too. */
  readonly now: () => Promise<number>
}

const memory = ({ usedSize, backingStorageSize }: HeapUsage): Memory => ({
  heap: usedSize,
  buffers: backingStorageSize,
})

export const totalOf = ({ page, workers }: Awaited<ReturnType<MemoryMeter['settled']>>): number =>
  [page, ...workers].reduce((sum, { heap, buffers }) => sum + heap + buffers, 0)

/** A meter of a page; workers that it starts later are met too. */
export const memoryMeter = async (page: Page): Promise<MemoryMeter> => {
  const session = await page.context().newCDPSession(page)
  // The commands for workers that need no session of their own: Playwright's types do not know them any more.
  const send = session.send.bind(session) as (method: string, params?: object) => Promise<unknown>
  const on = session.on.bind(session) as unknown as <T>(event: string, listener: (event: T) => void) => CDPSession
  const workers = new Set<string>()
  const waiting = new Map<number, { readonly worker: string; readonly done: (result: unknown) => void }>()
  let ids = 0
  on<{ sessionId: string; targetInfo: { type: string } }>('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.add(sessionId)
  })
  on<{ sessionId: string }>('Target.detachedFromTarget', ({ sessionId }) => {
    workers.delete(sessionId)
    for (const { worker, done } of waiting.values()) if (worker === sessionId) done(null)
  })
  on<{ message: string }>('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as Answer
    waiting.get(id)?.done(result ?? null)
    waiting.delete(id)
  })
  await send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })

  /** null where the worker ended meanwhile. */
  const ask = (worker: string, method: string): Promise<unknown> =>
    new Promise((done) => {
      const id = ++ids
      waiting.set(id, { worker, done })
      send('Target.sendMessageToTarget', { sessionId: worker, message: JSON.stringify({ id, method }) }).catch(() =>
        done(null),
      )
    })

  const read = async () => {
    const answers = await Promise.all([...workers].map((worker) => ask(worker, 'Runtime.getHeapUsage')))
    return {
      page: memory((await send('Runtime.getHeapUsage')) as HeapUsage),
      workers: answers.flatMap((answer) => (answer === null ? [] : [memory(answer as HeapUsage)])),
    }
  }

  return {
    settled: async () => {
      await send('HeapProfiler.collectGarbage')
      await Promise.all([...workers].map((worker) => ask(worker, 'HeapProfiler.collectGarbage')))
      return read()
    },
    now: async () => totalOf(await read()),
  }
}
