import { describe, expect, test } from 'vitest'
import { commandHelp } from '../../../src/cli/args/help.js'
import { parseWords } from '../../../src/cli/args/parse-words.js'
import type { CommandSpec } from '../../../src/cli/args/spec.js'
import { PostopError } from '../../../src/core/problem/index.js'

const SPEC: CommandSpec = {
  name: 'try',
  summary: '',
  about: 'A command to try words with.',
  positionals: [
    { name: 'IN', takes: 'one', help: 'what goes in' },
    { name: 'MORE', takes: 'many', help: 'what else goes in' },
  ],
  options: [
    { word: '--margin', takes: 'one', value: 'MM', help: 'A length.' },
    { word: '--target', takes: 'many', value: 'NAME', help: 'Names.' },
    { word: '--json', takes: 'flag', help: 'As JSON.' },
  ],
  examples: ['try it'],
}

const refusal = (tokens: readonly string[]): PostopError => {
  try {
    parseWords(tokens, SPEC)
  } catch (e) {
    if (e instanceof PostopError) return e
    throw e
  }
  throw new Error('it was not refused')
}

describe('words', () => {
  test('a word that may repeat is given several times or takes several values', () => {
    for (const tokens of [
      ['in', 'more', '--target', 'a', 'b', '--json', '--target', 'c'],
      ['in', 'more', '--target', 'a', '--target', 'b', '--target=c', '--json'],
    ]) {
      const words = parseWords(tokens, SPEC)
      expect(words.many('--target')).toEqual(['a', 'b', 'c'])
      expect([words.one('IN'), words.many('MORE'), words.flag('--json')]).toEqual(['in', ['more'], true])
    }
  })

  test('a word with one value leaves the rest to the places', () => {
    const words = parseWords(['--margin', '5', 'in', 'a', 'b'], SPEC)
    expect([words.one('--margin'), words.one('IN'), words.many('MORE')]).toEqual(['5', 'in', ['a', 'b']])
  })

  test.each(['-1', '-.5', '-1e3', '-inf'])('%s is a value, not a word', (value) => {
    expect(parseWords(['in', 'more', '--margin', value], SPEC).one('--margin')).toBe(value)
  })

  test('a name that begins like a word is given with an equals sign; what contains one is whole', () => {
    expect(parseWords(['in', 'more', '--target=--odd=name'], SPEC).many('--target')).toEqual(['--odd=name'])
  })

  test('after -- everything is a place', () => {
    expect(parseWords(['--json', '--', '--in', '--target'], SPEC).many('MORE')).toEqual(['--target'])
  })

  test('what is not given is absent', () => {
    const words = parseWords(['in', 'more'], SPEC)
    expect([words.flag('--json'), words.one('--margin'), words.many('--target')]).toEqual([false, undefined, []])
  })

  test.each<[string, readonly string[], string, string]>([
    [
      'an unknown word, with the nearest',
      ['in', 'more', '--marign', '5'],
      'usage/unknown-word',
      'the nearest is --margin',
    ],
    ['a word without its value', ['in', 'more', '--margin'], 'usage/malformed', '--margin needs a value: MM'],
    ['a word followed by a word', ['in', 'more', '--margin', '--json'], 'usage/malformed', '--margin needs a value'],
    ['an empty value', ['in', 'more', '--target', ''], 'usage/malformed', '--target needs a value'],
    ['a value for a flag', ['in', 'more', '--json=1'], 'usage/malformed', 'takes no value'],
    ['a single value given twice', ['in', 'more', '--margin', '1', '--margin', '2'], 'usage/malformed', 'given twice'],
    ['a missing place', ['in'], 'usage/missing', 'MORE'],
    ['no place at all', [], 'usage/missing', 'IN'],
  ])('%s is refused', (_, tokens, code, message) => {
    const e = refusal(tokens)
    expect(e.code).toBe(code)
    expect(e.message).toContain(message)
  })

  test('one place too many is named', () => {
    const { positionals, ...rest } = SPEC
    const one = { ...rest, positionals: positionals.slice(0, 1) }
    expect(() => parseWords(['in', 'extra'], one)).toThrow('"extra"')
  })
})

test('help shows every word with what it takes, in lines of at most 100 characters', () => {
  const help = commandHelp(SPEC)
  for (const text of [
    'postop-ctv try IN MORE... [words]',
    '--margin MM',
    '--target NAME ...',
    '--json',
    'what goes in',
    '  try it',
  ])
    expect(help).toContain(text)
  for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})
