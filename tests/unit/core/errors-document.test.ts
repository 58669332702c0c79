import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../../src/cli/terminal/exit-code.js'
import type { ErrorCode } from '../../../src/core/problem/index.js'

const ROOT = resolve(import.meta.dirname, '../../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const CODES = read('src/core/problem/codes.ts')
const [refusalPart = '', findingPart = ''] = CODES.split('export type FindingCode')
const codesIn = (text: string): readonly string[] => [...text.matchAll(/^ {2}\| '([^']+)'$/gm)].map((m) => m[1] ?? '')

type Row = {
  readonly condition: string
  readonly code: string
  readonly kind: string
  readonly exit: string
  readonly remedy: string
}

const rowsIn = (part: string): readonly Row[] =>
  part
    .split('\n')
    .map((line) => /^\| (.+) \| `([^`]+)` \| (\w+) \| (\d+) \| (.+) \|$/.exec(line))
    .flatMap((m) =>
      m === null
        ? []
        : [{ condition: m[1] ?? '', code: m[2] ?? '', kind: m[3] ?? '', exit: m[4] ?? '', remedy: m[5] ?? '' }],
    )

const [refusals = '', findings = ''] = read('docs/errors.md').split('## Findings')

const sources = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((f) => /\.tsx?$/.test(f) && !f.endsWith('codes.ts'))
    .map((f) => read(join(folder, f)))

const SOURCE = sources('src').join('\n')

describe('docs/errors.md and codes.ts', () => {
  test('have the same refusals', () => {
    expect(codesIn(refusalPart).length).toBeGreaterThan(40)
    expect(
      rowsIn(refusals)
        .map((r) => r.code)
        .sort(),
    ).toEqual([...codesIn(refusalPart)].sort())
  })

  test('have the same findings', () => {
    expect(codesIn(findingPart).length).toBeGreaterThan(20)
    expect(
      rowsIn(findings)
        .map((r) => r.code)
        .sort(),
    ).toEqual([...codesIn(findingPart)].sort())
  })

  test('agree on exit codes and kinds', () => {
    for (const r of rowsIn(refusals))
      expect([r.code, r.kind, r.exit]).toEqual([r.code, 'refuse', String(exitCodeOf(r.code as ErrorCode))])
    for (const r of rowsIn(findings)) expect([r.code, r.exit]).toEqual([r.code, '0'])
    const refuseOnly = rowsIn(refusals).filter((r) => r.remedy === '-')
    expect(refuseOnly).toEqual([])
  })

  test('findings have the kind that the source gives them', () => {
    for (const { code, kind } of rowsIn(findings)) {
      const given = [...SOURCE.matchAll(new RegExp(`(note|decide)\\(\\s*(?:[^'()]*\\? )?'${code}'`, 'g'))].map(
        (m) => m[1],
      )
      expect([code, ...new Set(given)]).toEqual(given.length === 0 ? [code] : [code, kind])
    }
  })

  test('every code is used', () => {
    const unused = [...codesIn(refusalPart), ...codesIn(findingPart)].filter((code) => !SOURCE.includes(`'${code}'`))
    expect(unused).toEqual([])
  })
})
