import { JSON_WORD } from '../../args/common.js'
import type { CommandSpec } from '../../args/spec.js'

export const INSPECT: CommandSpec = {
  name: 'inspect',
  summary: 'Shows what is in files and folders: series, structure sets, ROIs, registrations, problems.',
  about:
    'Looks through files and folders at any depth, in any order. Goes on past a file that cannot be read and says why. ' +
    'Exits 1 only where nothing could be read.',
  positionals: [{ name: 'PATH', takes: 'many', help: 'files or folders' }],
  options: [JSON_WORD],
  examples: ['postop-ctv inspect case/', 'postop-ctv inspect CT/ RS.dcm --json'],
}
