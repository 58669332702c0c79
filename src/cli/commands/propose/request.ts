import { readFile } from 'node:fs/promises'
import { PostopError } from '../../../core/problem/index.js'
import { marginsFromList, type ProposalRequest, parseNumber } from '../../../core/proposal/index.js'
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

const readProtocol = async (path: string): Promise<unknown> => {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (e) {
    throw new PostopError('input/not-found', {
      message: `The protocol ${path} cannot be read: ${reasonOf(e)}.`,
      file: path,
      attribute: '--protocol',
      remedy: 'Check the path.',
    })
  }
  try {
    return JSON.parse(text)
  } catch (e) {
    throw new PostopError('protocol/invalid', {
      message: `The protocol ${path} is not JSON: ${e instanceof Error ? e.message : String(e)}.`,
      file: path,
      attribute: '--protocol',
      remedy: 'See the protocol file in docs/json.md.',
    })
  }
}

/** Keys with a value only, so that what is not said stays open for the protocol. */
const said = <T extends object>(o: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && !(Array.isArray(v) && v.length === 0))) as T

/**
 * The words of `propose` as a request to the core, which checks names and values.
 * @throws value/conflict, protocol/invalid, input/not-found, usage/malformed
 */
export const requestOf = async (words: Words): Promise<ProposalRequest> => {
  if (words.flag('--no-air') && words.flag('--air-below')) throw conflict('--air-below', '--no-air')
  if (words.flag('--margin') && words.flag('--margin-lrapsi')) throw conflict('--margin', '--margin-lrapsi')
  const six = words.one('--margin-lrapsi')
  const protocol = words.one('--protocol')
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
    protocol: protocol === undefined ? undefined : await readProtocol(protocol),
    accept: words.many('--accept'),
  })
}
