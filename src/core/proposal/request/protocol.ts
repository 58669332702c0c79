import { LIMITS } from '../../guideline/index.js'
import { PostopError } from '../../problem/index.js'
import { inRange } from './length.js'
import { marginsFromList } from './margin.js'
import type { ProposalRequest } from './types.js'

const invalid = (message: string, attribute: string): PostopError =>
  new PostopError('protocol/invalid', { message, attribute, remedy: 'See the protocol file in docs/json.md.' })

const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)

const words = (key: string, v: unknown): readonly string[] => {
  const list = typeof v === 'string' ? [v] : v
  if (Array.isArray(list) && list.every((x): x is string => typeof x === 'string' && x !== '')) return list
  throw invalid(`The protocol's "${key}" is not a list of names.`, key)
}
const word = (key: string, v: unknown): string => {
  if (typeof v === 'string' && v !== '') return v
  throw invalid(`The protocol's "${key}" is not a name.`, key)
}
const yesNo = (key: string, v: unknown): boolean => {
  if (typeof v === 'boolean') return v
  throw invalid(`The protocol's "${key}" is neither true nor false.`, key)
}
const number = (key: string, v: unknown): number => {
  if (typeof v === 'number') return v
  throw invalid(`The protocol's "${key}" is not a number.`, key)
}

const pathWord = (key: string, v: unknown): 'round' | 'straight' => {
  if (v === 'round' || v === 'straight') return v
  throw invalid(`The protocol's "${key}" is neither "round" nor "straight".`, key)
}

type Reader = (key: string, v: unknown) => Partial<ProposalRequest>

/** For people: checked, not used. */
const described: Reader = (key, v) => {
  word(key, v)
  return {}
}

const tidyReader =
  (what: 'islandCm3' | 'holeCm3' | 'smoothMm', unit: 'cm3' | 'mm', words: string): Reader =>
  (key, v) => ({ tidy: { [what]: inRange(number(key, v), LIMITS[what], unit, words, key) } })

/** The command line's words and the page's, as keys of the protocol file. */
const KEYS: Readonly<Record<string, Reader>> = {
  schema: (key, v) => {
    if (v !== 1) throw invalid(`The protocol's schema is ${JSON.stringify(v)}; this version reads schema 1.`, key)
    return {}
  },
  name: described,
  description: described,
  target: (key, v) => ({ targets: words(key, v) }),
  margin: (key, v) => ({ marginMm: number(key, v) }),
  'margin-lrapsi': (key, v) => {
    if (!Array.isArray(v) || !v.every((x): x is number => typeof x === 'number'))
      throw invalid(`The protocol's "${key}" is not a list of six numbers.`, key)
    return { marginLrapsiMm: marginsFromList(v, key) }
  },
  concern: (key, v) => ({ concern: words(key, v) }),
  exclude: (key, v) => ({ exclude: words(key, v) }),
  block: (key, v) => ({ block: words(key, v) }),
  barrier: (key, v) => ({ barrier: words(key, v) }),
  keep: (key, v) => ({ keep: words(key, v) }),
  ignore: (key, v) => ({ ignore: words(key, v) }),
  body: (key, v) => ({ body: word(key, v) }),
  'cut-target': (key, v) => ({ cutTarget: words(key, v) }),
  'air-below': (key, v) => ({ airBelowHu: v === null ? null : number(key, v) }),
  'no-air': (key, v) => (yesNo(key, v) ? { airBelowHu: null } : {}),
  'air-blocks': (key, v) => ({ airBlocks: yesNo(key, v) }),
  'air-minimum-cm3': (key, v) => ({
    airMinimumCm3: inRange(number(key, v), LIMITS.airMinimumCm3, 'cm3', 'The least air', key),
  }),
  'bone-above': (key, v) => ({ boneAboveHu: v === null ? null : number(key, v) }),
  path: (key, v) => ({ path: pathWord(key, v) }),
  'island-cm3': tidyReader('islandCm3', 'cm3', 'An island'),
  'hole-cm3': tidyReader('holeCm3', 'cm3', 'A hole'),
  'smooth-mm': tidyReader('smoothMm', 'mm', 'Smoothing'),
  'no-defaults': (key, v) => ({ useDefaults: !yesNo(key, v) }),
}

/**
 * A protocol file's content as a request.
 * @throws protocol/invalid for a key that is no word of ours or a value of another kind
 */
export const parseProtocol = (json: unknown): ProposalRequest => {
  if (!isObject(json)) throw invalid('The protocol is not a JSON object.', '--protocol')
  let request: ProposalRequest = {}
  for (const [key, value] of Object.entries(json)) {
    const read = KEYS[key]
    if (read === undefined)
      throw invalid(`The protocol has a key "${key}", which is none of ${Object.keys(KEYS).join(', ')}.`, key)
    const { tidy, ...said } = read(key, value)
    request = { ...request, ...said, ...(tidy === undefined ? {} : { tidy: { ...request.tidy, ...tidy } }) }
  }
  return request
}
