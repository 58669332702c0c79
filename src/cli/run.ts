import { PostopError, toErrorRecord } from '../core/problem/index.js'
import { SOFTWARE_VERSION } from '../core/software/index.js'
import { nearest } from '../core/words/index.js'
import { commandHelp, programHelp } from './args/help.js'
import { parseWords } from './args/parse-words.js'
import type { Command, Outcome } from './commands/command.js'
import { COMMANDS } from './commands/index.js'
import { errorLine } from './terminal/error-line.js'
import { type ExitCode, exitCodeOf } from './terminal/exit-code.js'
import type { Terminal } from './terminal/terminal.js'

const commandOf = (name: string): Command => {
  const found = COMMANDS.find((c) => c.spec.name === name)
  if (found !== undefined) return found
  const close = nearest(
    name,
    COMMANDS.map((c) => c.spec.name),
    (s) => s,
    1,
  )[0]
  throw new PostopError('usage/unknown-word', {
    message: `There is no command "${name}"${close === undefined ? '' : `; the nearest is ${close}`}.`,
    attribute: name,
    remedy: 'See "postop-ctv --help".',
  })
}

const helpFor = (args: readonly string[]): string => {
  const named = args.find((a) => COMMANDS.some((c) => c.spec.name === a))
  return named === undefined
    ? programHelp(
        COMMANDS.map((c) => c.spec),
        SOFTWARE_VERSION,
      )
    : commandHelp(commandOf(named).spec)
}

const isAsked = (args: readonly string[], word: string): boolean => {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? undefined : end).includes(word)
}

const outcomeOf = async (args: readonly string[], terminal: Terminal): Promise<Outcome> => {
  const help = isAsked(args, '--help') || isAsked(args, '-h') || args[0] === 'help'
  if (help) return { text: helpFor(args), json: { help: helpFor(args) } }
  if (args[0] === '--version') return { text: SOFTWARE_VERSION, json: { version: SOFTWARE_VERSION } }
  const [name, ...rest] = args.filter((a, i) => !(a === '--json' && i === 0))
  if (name === undefined) {
    throw new PostopError('usage/missing', { message: 'No command is given.', remedy: 'See "postop-ctv --help".' })
  }
  const { spec, load } = commandOf(name)
  const words = parseWords(rest, spec)
  const run = await load()
  return run(words, terminal)
}

/** Runs one command line. Never throws: a refusal is one line on stderr, and the one JSON object where that is asked. */
export const runCommandLine = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const asJson = isAsked(args, '--json')
  try {
    const { json, text, failure } = await outcomeOf(args, terminal)
    terminal.out(asJson ? JSON.stringify(json, null, 2) : text)
    if (failure === undefined) return 0
    terminal.err(failure)
    return 1
  } catch (e) {
    const record = toErrorRecord(e)
    if (asJson) terminal.out(JSON.stringify({ error: record }, null, 2))
    terminal.err(errorLine(record))
    return exitCodeOf(record.code)
  }
}
