import { PostopError } from '../../core/problem/index.js'
import { nearest } from '../../core/words/index.js'
import type { CommandSpec, OptionSpec, Words } from './spec.js'

/** `-5` and `-.5` are values, `--margin` and `-x` are words. */
const isWord = (token: string): boolean => token.startsWith('-') && token !== '-' && !/^-(\.?\d|inf)/i.test(token)

const usage = (
  code: 'usage/unknown-word' | 'usage/malformed' | 'usage/missing',
  message: string,
  attribute: string,
  command: string,
) => new PostopError(code, { message, attribute, remedy: `See "postop-ctv ${command} --help".` })

const unknown = (word: string, spec: CommandSpec): PostopError => {
  const close = nearest(
    word,
    spec.options.map((o) => o.word),
    (s) => s,
    1,
  )[0]
  return usage(
    'usage/unknown-word',
    `${spec.name} has no word ${word}${close === undefined ? '' : `; the nearest is ${close}`}.`,
    word,
    spec.name,
  )
}

/** Takes the values of one word from the tokens; returns where the next word begins. */
const takeValues = (
  option: OptionSpec,
  inline: string | undefined,
  tokens: readonly string[],
  from: number,
  spec: CommandSpec,
) => {
  if (option.takes === 'flag') {
    if (inline !== undefined) throw usage('usage/malformed', `${option.word} takes no value.`, option.word, spec.name)
    return { values: [], next: from }
  }
  const values = inline === undefined ? [] : [inline]
  let next = from
  const more = () =>
    next < tokens.length && !isWord(tokens[next] ?? '') && (option.takes === 'many' || values.length === 0)
  while (inline === undefined && more()) values.push(tokens[next++] ?? '')
  if (values.length === 0 || values.includes('')) {
    throw usage(
      'usage/malformed',
      `${option.word} needs a value${option.value === undefined ? '' : `: ${option.value}`}.`,
      option.word,
      spec.name,
    )
  }
  return { values, next }
}

const assignPositionals = (given: readonly string[], spec: CommandSpec, into: Map<string, string[]>): void => {
  let at = 0
  for (const p of spec.positionals) {
    const values = p.takes === 'many' ? given.slice(at) : given.slice(at, at + 1)
    if (values.length === 0 || values.includes('')) {
      throw usage('usage/missing', `${spec.name} needs ${p.name}: ${p.help}`, p.name, spec.name)
    }
    into.set(p.name, values)
    at += values.length
  }
  const extra = given[at]
  if (extra !== undefined)
    throw usage('usage/unknown-word', `${spec.name} does not know what "${extra}" is for.`, extra, spec.name)
}

/**
 * The words of a command line; `--word value`, `--word=value` and, after `--`, positionals only.
 * @throws usage/unknown-word, usage/malformed, usage/missing
 */
export const parseWords = (tokens: readonly string[], spec: CommandSpec): Words => {
  const values = new Map<string, string[]>()
  const positionals: string[] = []
  let at = 0
  while (at < tokens.length) {
    const token = tokens[at++] ?? ''
    if (token === '--') {
      positionals.push(...tokens.slice(at))
      break
    }
    if (!isWord(token)) {
      positionals.push(token)
      continue
    }
    const equals = token.indexOf('=')
    const word = equals < 0 ? token : token.slice(0, equals)
    const option = spec.options.find((o) => o.word === word)
    if (option === undefined) throw unknown(word, spec)
    if (option.takes === 'one' && values.has(word))
      throw usage('usage/malformed', `${word} is given twice.`, word, spec.name)
    const taken = takeValues(option, equals < 0 ? undefined : token.slice(equals + 1), tokens, at, spec)
    at = taken.next
    values.set(word, [...(values.get(word) ?? []), ...taken.values])
  }
  assignPositionals(positionals, spec, values)
  return {
    flag: (word) => values.has(word),
    one: (word) => values.get(word)?.[0],
    many: (word) => values.get(word) ?? [],
  }
}
