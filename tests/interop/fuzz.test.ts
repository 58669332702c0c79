import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/cli.js'

const COUNT = 500

/** The figures of a row of the table that `npm run fuzz` prints. */
const row = (printed: string, kind: string): readonly number[] => {
  const found = new RegExp(`^ *${kind}((?: +\\d+)+)$`, 'm').exec(printed)?.[1]
  if (found === undefined) throw new Error(`no row of ${kind} in:\n${printed}`)
  return found.trim().split(/ +/).map(Number)
}

test('500 mutated files are refused, read with a finding, or read as they say', () => {
  const run = spawnSync(process.execPath, ['scripts/fuzz.mjs', '--count', String(COUNT), '--seed', '20261124'], {
    cwd: join(ROOT),
    encoding: 'utf8',
  })
  console.log(run.stdout)
  expect(run.stderr).toBe('')
  expect(run.status).toBe(0)
  const rows = ['image', 'compressed', 'structures', 'registration', 'dose'].map((kind) => row(run.stdout, kind))
  const sums = rows.map((figures) => figures.reduce((sum, n) => sum + n, 0))
  expect(sums).toEqual([100, 100, 100, 100, 100])
  for (const [refused = 0, findings = 0, alike = 0, , wrong = -1] of rows) {
    expect(refused).toBeGreaterThan(30)
    expect(findings + alike).toBeGreaterThan(10)
    expect(wrong).toBe(0)
  }
})
