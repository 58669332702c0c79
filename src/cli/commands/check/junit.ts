import type { CaseResult } from './run-case.js'

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text for XML: entities, and no characters that XML 1.0 forbids. */
const escaped = (text: string): string =>
  [...text]
    .filter((c) => c === '\t' || c === '\n' || (c >= ' ' && c !== '\uFFFE' && c !== '\uFFFF'))
    .map((c) => ENTITY[c] ?? c)
    .join('')

/** The results as JUnit XML, one test case a case.json. */
export const junitXml = (results: readonly CaseResult[]): string => {
  const failed = results.filter((r) => !r.passed).length
  const cases = results.map((r) => {
    const failure = r.passed ? '' : `<failure message="${escaped(r.failures.join('; '))}"/>`
    return `  <testcase classname="postop-ctv.check" name="${escaped(r.name)}" file="${escaped(r.file)}">${failure}</testcase>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="postop-ctv check" tests="${results.length}" failures="${failed}" errors="0">`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n')
}
