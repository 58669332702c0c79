import { JSON_WORD } from '../../args/common.js'
import type { CommandSpec } from '../../args/spec.js'

export const SAMPLE: CommandSpec = {
  name: 'sample',
  summary: 'Writes the synthetic sample case: CT/, MR-pre/, MR-post/, RS-CT.dcm, RS-MR.dcm, REG.dcm.',
  about: 'Writes a made-up head with a nasopharynx, closed-form throughout, to try things with. No patient is in it.',
  positionals: [{ name: 'OUT_DIR', takes: 'one', help: 'a folder; made where its parent exists' }],
  options: [JSON_WORD],
  examples: ['postop-ctv sample sample && postop-ctv inspect sample'],
}
