import { runCommandLine } from './run.js'
import { processTerminal } from './terminal/terminal.js'

let cancelled = false
process.on('SIGINT', () => {
  if (cancelled) process.exit(130)
  cancelled = true
})
// A reader that closes early (`| head`) is no fault.
process.stdout.on('error', (e: NodeJS.ErrnoException) => {
  if (e.code !== 'EPIPE') throw e
})

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  processTerminal(() => cancelled),
)
