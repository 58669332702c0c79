/** One word of a command: `flag` takes no value, `one` takes one, `many` takes one or more and may be given again. */
export type OptionSpec = {
  readonly word: `--${string}`
  readonly takes: 'flag' | 'one' | 'many'
  /** What the value is, as help shows it. */
  readonly value?: string
  readonly help: string
}

/** What stands without a word of its own, in order; only the last may be `many`. */
export type PositionalSpec = { readonly name: string; readonly takes: 'one' | 'many'; readonly help: string }

/** The words of one command, and what its help says. */
export type CommandSpec = {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What it does, in a few sentences. */
  readonly about: string
  readonly positionals: readonly PositionalSpec[]
  readonly options: readonly OptionSpec[]
  readonly examples: readonly string[]
}

/** The words given, by name; positionals by their names too. */
export type Words = {
  readonly flag: (word: string) => boolean
  readonly one: (word: string) => string | undefined
  readonly many: (word: string) => readonly string[]
}
