import { CASE_WORDS, JSON_WORD } from '../../args/common.js'
import type { CommandSpec } from '../../args/spec.js'

export const VERIFY: CommandSpec = {
  name: 'verify',
  summary: 'Re-reads an output, runs its recipe again and says whether a contour was changed since.',
  about:
    'Reads the recipe that an output carries, runs it again on the same inputs and compares. Exits 1 where a contour was changed since it was written, ' +
    'where an input is missing or another one, or where the contours do not lie on the image.',
  positionals: [{ name: 'OUT.dcm', takes: 'one', help: 'an output of propose' }],
  options: [{ word: '--image', takes: 'many', value: 'DIR', help: 'The planning CT.' }, ...CASE_WORDS, JSON_WORD],
  examples: ['postop-ctv verify CTV.dcm --image CT --structures RS-CT.dcm'],
}
