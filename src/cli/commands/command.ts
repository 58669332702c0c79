import type { CommandSpec, Words } from '../args/spec.js'
import type { Terminal } from '../terminal/terminal.js'

/** What a command has to say in the end. */
export type Outcome = {
  /** The one object that `--json` prints. */
  readonly json: Readonly<Record<string, unknown>>
  /** The same for people. */
  readonly text: string
  /** One clear line for stderr where something was refused although there is a result. */
  readonly failure?: string
}

export type Run = (words: Words, terminal: Terminal) => Promise<Outcome>

/** A command; what it needs is loaded when it runs, so that help starts at once. */
export type Command = { readonly spec: CommandSpec; readonly load: () => Promise<Run> }
