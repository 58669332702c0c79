import { cancelledError, type Job, type Phase } from '../../core/job/index.js'

/** Where a command's words go: results to stdout, everything else to stderr. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly err: (line: string) => void
  /** Shows progress on stderr where that is a terminal; asks whether the user cancelled. */
  readonly job: Job
  /** Takes the progress line away. */
  readonly clear: () => void
}

const PHASE: Readonly<Record<Phase, string>> = {
  reading: 'Reading',
  solids: 'Contours to solids',
  air: 'Finding air',
  distance: 'Measuring distances',
  combining: 'Combining the rules',
  tidying: 'Tidying',
  contours: 'Tracing contours',
  measuring: 'Measuring the result',
  writing: 'Writing',
  scenarios: 'robustness',
}

/** One line that a terminal shows as it is: control characters from files and names become blanks. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')

/** The process's own streams; progress only where stderr is a terminal. */
export const processTerminal = (isCancelled: () => boolean): Terminal => {
  const live = process.stderr.isTTY === true
  let shown = ''
  const clear = () => {
    if (shown !== '') process.stderr.write('\r\x1b[K')
    shown = ''
  }
  const throwIfCancelled = () => {
    if (isCancelled()) throw cancelledError()
  }
  return {
    out: (text) => {
      clear()
      process.stdout.write(`${text}\n`)
    },
    err: (line) => {
      clear()
      process.stderr.write(`${oneLine(line)}\n`)
    },
    clear,
    job: {
      throwIfCancelled,
      yield: () => new Promise((resolve) => setImmediate(resolve)),
      progress: (phase, done) => {
        const text = `${PHASE[phase]} ${Math.round(100 * done)} %`
        if (!live || text === shown) return
        process.stderr.write(`\r\x1b[K${text}`)
        shown = text
      },
    },
  }
}
