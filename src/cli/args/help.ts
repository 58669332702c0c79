import type { CommandSpec, OptionSpec } from './spec.js'

const WIDTH = 100

/** Text cut into lines of at most `WIDTH` characters, each after `indent` blanks. */
const wrap = (text: string, indent: number): string => {
  const pad = ' '.repeat(indent)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join(`\n${pad}`)
}

const written = (o: OptionSpec): string =>
  o.takes === 'flag' ? o.word : `${o.word} ${o.value ?? 'VALUE'}${o.takes === 'many' ? ' ...' : ''}`

/** Words in a column, what they do beside them. */
const table = (rows: readonly (readonly [string, string])[]): string => {
  const column = Math.min(34, Math.max(...rows.map(([word]) => word.length)))
  const row = ([word, help]: readonly [string, string]) => {
    const left = word.length > column ? `  ${word}\n${' '.repeat(column + 4)}` : `  ${word.padEnd(column)}  `
    return `${left}${wrap(help, column + 4)}`
  }
  return rows.map(row).join('\n')
}

/** The help of one command. */
export const commandHelp = (spec: CommandSpec): string => {
  const places = spec.positionals.map((p) => (p.takes === 'many' ? `${p.name}...` : p.name)).join(' ')
  return [
    `postop-ctv ${spec.name}${places === '' ? '' : ` ${places}`}${spec.options.length > 0 ? ' [words]' : ''}`,
    '',
    wrap(spec.about, 0),
    '',
    ...(spec.positionals.length > 0 ? [table(spec.positionals.map((p) => [p.name, p.help])), ''] : []),
    table([...spec.options.map((o): [string, string] => [written(o), o.help]), ['--help', 'This text.']]),
    '',
    'Examples',
    ...spec.examples.map((e) => `  ${e}`),
    '',
    'Exit: 0 done, 1 refused or failed, 2 unknown or malformed words, 130 cancelled.',
  ].join('\n')
}

/** The help of the whole program. */
export const programHelp = (specs: readonly CommandSpec[], version: string): string =>
  [
    `postop-ctv ${version}: proposes a post-operative clinical target volume from DICOM, with a reason for every voxel.`,
    'What it writes is a proposal (ApprovalStatus UNAPPROVED): a physician reviews, edits and approves it.',
    '',
    'postop-ctv COMMAND [words]',
    '',
    table(specs.map((s) => [s.name, s.summary])),
    '',
    '"postop-ctv COMMAND --help" says more; "--version" prints the version. No data leaves this machine.',
  ].join('\n')
