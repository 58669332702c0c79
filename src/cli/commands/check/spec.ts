import { JSON_WORD } from '../../args/common.js'
import type { CommandSpec } from '../../args/spec.js'

export const CHECK: CommandSpec = {
  name: 'check',
  summary: 'Automated contour tests: runs every case.json and compares with its expectation.',
  about:
    'Looks for case.json at any depth, proposes as each one says and compares: exit and code, volumes within a tolerance, ' +
    'or Dice and HD95 against a ROI of a reference file (docs/json.md). Exits 1 on any failure, and where there is no case.',
  positionals: [{ name: 'CASES_DIR', takes: 'one', help: 'a folder with cases' }],
  options: [
    { word: '--junit', takes: 'one', value: 'FILE.xml', help: 'Writes the result as JUnit XML too.' },
    JSON_WORD,
  ],
  examples: ['postop-ctv check cases/ --junit result.xml'],
}
