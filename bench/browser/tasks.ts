import type { Page } from 'playwright-core'

/** A task of the page's main thread, in ms. */
export type Task = {
  /** From begin to end, whoever else had the processor meanwhile. */
  readonly wallMs: number
  /** What it computed itself. */
  readonly cpuMs: number
  /** The part of `cpuMs` that is not Cornerstone's drawing and upload. */
  readonly oursMs: number
  /** Where most of our part was spent: function and file. */
  readonly mostly: string
}

type Node = {
  readonly id: number
  readonly parent?: number
  readonly callFrame: { readonly functionName: string; readonly url?: string }
}

type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly id?: string
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args: {
    readonly name?: string
    readonly data?: {
      readonly startTime?: number
      readonly cpuProfile?: { readonly nodes?: readonly Node[]; readonly samples?: readonly number[] }
      readonly timeDeltas?: readonly number[]
    }
  }
}

/** Cornerstone and vtk.js are a file of their own in the build. */
const THEIRS = /\/cornerstone-[^/]*\.js$/

const TASKS = 'disabled-by-default-devtools.timeline'
const PROFILER = 'disabled-by-default-v8.cpu_profiler'
const MARKS = 'blink.user_timing'

/** Where the measured work begins: starting the profiler is a long task of its own. */
const BEGIN = 'measured'

const US_PER_MS = 1000

/** One sample of the main thread's stack. */
type Sample = { readonly at: number; readonly us: number; readonly theirs: boolean; readonly where: string }

const samplesOf = (events: readonly TraceEvent[], pid: number, tid: number): readonly Sample[] => {
  const profile = events.find((e) => e.name === 'Profile' && e.pid === pid && e.tid === tid)
  if (profile === undefined) throw new Error('the trace holds no profile of the main thread')
  const nodes = new Map<number, { readonly theirs: boolean; readonly where: string }>()
  const samples: Sample[] = []
  let at = profile.args.data?.startTime ?? profile.ts
  for (const { args } of events.filter((e) => e.name === 'ProfileChunk' && e.pid === pid && e.id === profile.id)) {
    for (const { id, parent, callFrame } of args.data?.cpuProfile?.nodes ?? []) {
      const above = parent === undefined ? undefined : nodes.get(parent)
      const { functionName, url = '' } = callFrame
      const where = `${functionName || '(anonymous)'} ${url.split('/').at(-1) ?? ''}`.trim()
      nodes.set(id, { theirs: above?.theirs === true || THEIRS.test(url), where })
    }
    args.data?.cpuProfile?.samples?.forEach((id, i) => {
      const us = args.data?.timeDeltas?.[i] ?? 0
      at += us
      const node = nodes.get(id)
      if (node !== undefined) samples.push({ at, us, ...node })
    })
  }
  return samples
}

/** The renderer's main thread that worked most: the page's. */
const mainThread = (events: readonly TraceEvent[]): { readonly pid: number; readonly tid: number } => {
  const named = events.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain')
  const busy = named.map(({ pid, tid }) => ({
    pid,
    tid,
    us: events.reduce((sum, e) => sum + (e.name === 'RunTask' && e.pid === pid && e.tid === tid ? (e.dur ?? 0) : 0), 0),
  }))
  const [most] = busy.sort((a, b) => b.us - a.us)
  if (most === undefined) throw new Error('the trace holds no main thread')
  return most
}

const tasksOf = (events: readonly TraceEvent[]): readonly Task[] => {
  const { pid, tid } = mainThread(events)
  const samples = samplesOf(events, pid, tid)
  const begin = events.find((e) => e.name === BEGIN && e.pid === pid)?.ts
  if (begin === undefined) throw new Error('the trace does not say where the work begins')
  return events
    .filter((e) => e.name === 'RunTask' && e.pid === pid && e.tid === tid && e.ph === 'X' && e.ts > begin)
    .map(({ ts, dur = 0, tdur = 0 }) => {
      const during = samples.filter((s) => s.at >= ts && s.at - s.us < ts + dur)
      const sampled = during.reduce((sum, s) => sum + s.us, 0)
      const spent = new Map<string, number>()
      let theirs = 0
      for (const s of during)
        if (s.theirs) theirs += s.us
        else spent.set(s.where, (spent.get(s.where) ?? 0) + s.us)
      const [most] = [...spent].sort((a, b) => b[1] - a[1])
      const share = sampled > 0 ? 1 - theirs / sampled : 1
      return {
        wallMs: dur / US_PER_MS,
        cpuMs: tdur / US_PER_MS,
        oursMs: (share * tdur) / US_PER_MS,
        mostly: most?.[0] ?? '',
      }
    })
}

const traced = async (
  page: Page,
  categories: string[],
  during: () => Promise<void>,
): Promise<readonly TraceEvent[]> => {
  const browser = page.context().browser()
  if (browser === null) throw new Error('the page has no browser')
  await browser.startTracing(page, { categories: [...categories, MARKS] })
  await page.evaluate((name) => void performance.mark(name), BEGIN)
  await during()
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as { readonly traceEvents: TraceEvent[] }
  return trace.traceEvents
}

/** What the page's main thread does while `during` runs, task by task, by Chromium's own trace and profiler. */
export const mainThreadTasks = async (page: Page, during: () => Promise<void>): Promise<readonly Task[]> =>
  tasksOf(await traced(page, [TASKS, PROFILER], during))

/** Processor time in ms that the page's main thread and its workers take while `during` runs: the same on a busy machine. */
export const processorTime = async (
  page: Page,
  during: () => Promise<void>,
): Promise<{ readonly mainMs: number; readonly workersMs: number }> => {
  const events = await traced(page, [TASKS], during)
  const { pid, tid } = mainThread(events)
  const workers = events.filter(
    (e) => e.name === 'thread_name' && e.pid === pid && e.args.name?.startsWith('DedicatedWorker') === true,
  )
  const spent = (thread: number): number =>
    events.reduce(
      (sum, e) => sum + (e.name === 'RunTask' && e.pid === pid && e.tid === thread ? (e.tdur ?? 0) : 0),
      0,
    ) / US_PER_MS
  return { mainMs: spent(tid), workersMs: workers.reduce((sum, worker) => sum + spent(worker.tid), 0) }
}

/** The task that held up the page longest by our doing. */
export const longest = (tasks: readonly Task[]): Task => {
  const [most] = [...tasks].sort((a, b) => b.oursMs - a.oursMs)
  if (most === undefined) throw new Error('there was no task')
  return most
}
