import type { OptionSpec } from './spec.js'

export const JSON_WORD: OptionSpec = {
  word: '--json',
  takes: 'flag',
  help: 'Exactly one JSON object on stdout, refusals too (docs/json.md).',
}

/** What a case is read from. */
export const CASE_WORDS: readonly OptionSpec[] = [
  {
    word: '--structures',
    takes: 'many',
    value: 'RS.dcm',
    help: 'Structure sets (RTSTRUCT), files or folders; those drawn on another image need --registration.',
  },
  {
    word: '--registration',
    takes: 'many',
    value: 'REG.dcm',
    help: 'Spatial Registration objects that join frames of reference.',
  },
]
