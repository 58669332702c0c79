import { afterEach, describe, expect, test, vi } from 'vitest'
import { junitXml } from '../../../src/cli/commands/check/junit.js'
import { outputDate } from '../../../src/cli/library/date.js'
import { errorLine } from '../../../src/cli/terminal/error-line.js'
import { fixed, textTable } from '../../../src/cli/terminal/table.js'
import { oneLine } from '../../../src/cli/terminal/terminal.js'
import { escapeHtml } from '../../../src/core/report/index.js'

afterEach(() => vi.unstubAllEnvs())

describe('the date of an output', () => {
  test.each([
    ['2026-03-05', '2026-03-05T00:00:00'],
    ['2026-03-05T09:30', '2026-03-05T09:30:00'],
    ['2024-02-29T23:59:59', '2024-02-29T23:59:59'],
    ['2026-03-05T09:30:15.25Z', '2026-03-05T09:30:15'],
    ['2026-03-05T09:30:15+01:00', '2026-03-05T09:30:15'],
  ])('%s is %s', (given, date) => {
    expect(outputDate(given)).toBe(date)
  })

  test.each(['', 'yesterday', '2026-02-29', '2026-13-01', '2026-03-05T24:00', '2026-03-05 09:30', '20260305'])(
    '%j is refused',
    (given) => {
      expect(() => outputDate(given)).toThrow('is not a date and time')
    },
  )

  test('without one SOURCE_DATE_EPOCH counts, in UTC', () => {
    vi.stubEnv('SOURCE_DATE_EPOCH', '1772703015')
    expect(outputDate(undefined)).toBe('2026-03-05T09:30:15')
    vi.stubEnv('SOURCE_DATE_EPOCH', 'now')
    expect(() => outputDate(undefined)).toThrow('"now"')
  })
})

test('an error is one line that names file and word once', () => {
  const error = {
    code: 'roi/unknown',
    message: 'No ROI.',
    file: 'RS.dcm',
    attribute: '--target',
    remedy: 'Look.',
  } as const
  expect(errorLine(error)).toBe('postop-ctv: No ROI. [roi/unknown, RS.dcm, --target] Look.')
  expect(errorLine({ ...error, message: 'No ROI in RS.dcm.' })).toBe(
    'postop-ctv: No ROI in RS.dcm. [roi/unknown, --target] Look.',
  )
  expect(errorLine({ ...error, file: null, attribute: null })).toBe('postop-ctv: No ROI. [roi/unknown] Look.')
})

test('text from files stays on its line and in its place', () => {
  expect(oneLine('a\u001b[31m\nb\u2028c\u0085d')).toBe('a [31m b c d')
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;')
})

test('tables align, numbers at their end; a small negative number is no minus zero', () => {
  expect(
    textTable(
      [
        ['a', '1.0'],
        ['long', '10.0'],
      ],
      [1],
    ),
  ).toBe('  a      1.0\n  long  10.0')
  expect([fixed(-0.04, 1), fixed(-0.05, 1), fixed(null, 1), fixed(-12, 0)]).toEqual(['0.0', '-0.1', '-', '-12'])
})

test('JUnit XML escapes and leaves out what XML forbids', () => {
  const xml = junitXml([
    {
      name: 'a<b>&"c"\u0000',
      file: "it's",
      passed: false,
      failures: ['x < y', 'z'],
      exit: 1,
      solidCm3: null,
      dsc: null,
      hd95Mm: null,
    },
  ])
  expect(xml).toContain('tests="1" failures="1"')
  expect(xml).toContain('name="a&lt;b&gt;&amp;&quot;c&quot;" file="it&apos;s"')
  expect(xml).toContain('<failure message="x &lt; y; z"/>')
})
