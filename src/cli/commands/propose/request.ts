import { readFile } from 'node:fs/promises'
import { PostopError } from '../../../core/problem/index.js'
import {
  checkEdits,
  marginsFromList,
  type ProposalRequest,
  parseNumber,
  type Recipe,
} from '../../../core/proposal/index.js'
import type { Words } from '../../args/spec.js'
import { reasonOf } from '../../files/index.js'

const conflict = (a: string, b: string): PostopError =>
  new PostopError('value/conflict', {
    message: `${a} and ${b} are both given.`,
    attribute: a,
    remedy: 'Give one of them.',
  })

/** The number after a word, undefined where it is not given; what is no number becomes NaN and is refused by value. */
const numberOf = (words: Words, word: string): number | undefined => {
  const text = words.one(word)
  return text === undefined ? undefined : parseNumber(text)
}

/** What a word's file holds as JSON. */
const readJson = async (
  path: string,
  word: '--protocol' | '--edits',
  code: 'protocol/invalid' | 'recipe/invalid',
): Promise<unknown> => {
  const refuse = (as: 'input/not-found' | typeof code, message: string, remedy: string) =>
    new PostopError(as, { message, file: path, attribute: word, remedy })
  const what = word === '--edits' ? 'The file of edits' : 'The protocol'
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (e) {
    throw refuse('input/not-found', `${what} ${path} cannot be read: ${reasonOf(e)}.`, 'Check the path.')
  }
  try {
    return JSON.parse(text)
  } catch (e) {
    const reason = e instanceof Error ? e.message : String(e)
    throw refuse(code, `${what} ${path} is not JSON: ${reason}.`, 'See docs/json.md.')
  }
}

/** Edits from a file: a recipe's, or the list alone. @throws recipe/invalid, input/not-found */
const readEdits = async (path: string): Promise<Recipe['edits']> => {
  const value = await readJson(path, '--edits', 'recipe/invalid')
  const edits = typeof value === 'object' && value !== null && 'edits' in value ? value.edits : value
  if (!Array.isArray(edits)) {
    throw new PostopError('recipe/invalid', {
      message: `The file of edits ${path} holds no list of edits.`,
      file: path,
      attribute: '--edits',
      remedy: 'Give a recipe, or the list "edits" of one (docs/json.md).',
    })
  }
  checkEdits(edits, path)
  return edits as Recipe['edits']
}

/** Keys with a value only, so that what is not said stays open for the protocol. */
const said = <T extends object>(o: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && !(Array.isArray(v) && v.length === 0))) as T

/**
 * The words of `propose` as a request to the core, which checks names and values.
 * @throws value/conflict, protocol/invalid, recipe/invalid, input/not-found, usage/malformed
 */
export const requestOf = async (words: Words): Promise<ProposalRequest> => {
  if (words.flag('--no-air') && words.flag('--air-below')) throw conflict('--air-below', '--no-air')
  if (words.flag('--margin') && words.flag('--margin-lrapsi')) throw conflict('--margin', '--margin-lrapsi')
  const six = words.one('--margin-lrapsi')
  const protocol = words.one('--protocol')
  const edits = words.one('--edits')
  return said<ProposalRequest>({
    targets: words.many('--target'),
    marginMm: numberOf(words, '--margin'),
    marginLrapsiMm: six === undefined ? undefined : marginsFromList(six.split(',').map(parseNumber)),
    concern: words.many('--concern'),
    exclude: words.many('--exclude'),
    block: words.many('--block'),
    barrier: words.many('--barrier'),
    keep: [],
    ignore: [],
    body: words.one('--body'),
    cutTarget: words.many('--cut-target'),
    airBelowHu: words.flag('--no-air') ? null : numberOf(words, '--air-below'),
    airBlocks: words.flag('--air-blocks') ? true : undefined,
    boneAboveHu: numberOf(words, '--bone-above'),
    useDefaults: words.flag('--no-defaults') ? false : undefined,
    protocol: protocol === undefined ? undefined : await readJson(protocol, '--protocol', 'protocol/invalid'),
    edits: edits === undefined ? undefined : await readEdits(edits),
    accept: words.many('--accept'),
  })
}
