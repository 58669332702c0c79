import { fork } from 'node:child_process'
import type { Order, Report } from './child.js'
import type { Verdict } from './verdict.js'

/** How a case ended that its process did not outlive. */
type Lost = { readonly is: 'hang' | 'crash' | 'memory'; readonly what: string }

export type Ended = { readonly index: number; readonly end: Verdict | Lost; readonly seconds: number }

const HANG_SECONDS = 5
const GROWTH_MB = 1024
/** Sound files are read before the first case; a loaded machine takes its time. */
const START_SECONDS = 60

/** Runs cases from `from` on in one process, until all are done or one of them ends it; says which was the last. */
const runSome = (child: string, order: Order, ended: (e: Ended) => void): Promise<number> =>
  new Promise((done, fail) => {
    const process = fork(child, [], {
      execArgv: ['--max-old-space-size=2048'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let index = order.from - 1
    let baseMb = 0
    let since = performance.now()
    let lost: Lost | undefined
    let complaints = ''
    let timer: NodeJS.Timeout | undefined
    const watch = (seconds: number): void => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        lost = { is: 'hang', what: `no answer within ${seconds} s` }
        process.kill('SIGKILL')
      }, seconds * 1000)
    }
    process.stderr?.on('data', (d) => {
      complaints += d
    })
    process.on('message', (report: Report) => {
      const seconds = (performance.now() - since) / 1000
      since = performance.now()
      watch(HANG_SECONDS)
      if (report.verdict === null) {
        baseMb = report.peakMb
        return
      }
      index = report.index
      if (report.peakMb - baseMb > GROWTH_MB) {
        lost = { is: 'memory', what: `the process grew by ${Math.round(report.peakMb - baseMb)} MB` }
        index--
        process.kill('SIGKILL')
      } else ended({ index, end: report.verdict, seconds })
    })
    process.on('exit', (code) => {
      clearTimeout(timer)
      if (lost === undefined && code !== 0) lost = { is: 'crash', what: `exit ${code}: ${complaints.slice(-500)}` }
      if (lost !== undefined && baseMb === 0) return fail(new Error(`The sound files could not be read: ${lost.what}`))
      if (lost !== undefined) {
        index++
        ended({ index, end: lost, seconds: (performance.now() - since) / 1000 })
      }
      done(index)
    })
    watch(START_SECONDS)
    process.send(order)
  })

/** Runs all cases; a process that a case kills is started again behind it. */
export const runAll = async (child: string, seed: number, count: number, ended: (e: Ended) => void): Promise<void> => {
  for (let from = 0; from < count; ) from = (await runSome(child, { seed, from, to: count }, ended)) + 1
}
