import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')

/**
 * Test files as a run may meet them; each word is the name under which it is reported. The skipped, unwritten and focused
 * tests among them are text, written to a folder of their own: the reporter must turn each into a failure.
 */
const FILES = {
  'sound.test.js': `test('sound', () => { expect(1).toBe(1) })`,
  'wrong.test.js': `test('wrong', () => { expect(1).toBe(2) })`,
  // Skipped and focused on purpose: neither is a test of this project, the reporter below must report all of them as failures.
  'idle.test.js': `test.skip('left out', () => {}); test.todo('to come'); test('given up', (t) => { t.skip() })`,
  'focus.test.js': `test.only('focused', () => {}); test('beside it', () => {})`,
  'setup.test.js': `describe('group', () => { beforeAll(() => { throw new Error('no set-up') }); test('never begun', () => {}) })`,
  'torn.test.js': `import './nowhere.js'`,
  'late.test.js': `test('passes', async () => {
    setTimeout(() => { Promise.reject(new Error('too late')) }, 1)
    await new Promise((done) => { setTimeout(done, 50) })
  })`,
}

const run = (folder: string): string => `
  import { startVitest } from 'vitest/node'
  import { HonestReporter } from ${JSON.stringify(join(ROOT, 'scripts/honest-reporter.mjs'))}
  const reporter = new HonestReporter()
  const project = (name) => ({ test: { name, root: ${JSON.stringify(folder)} + '/' + name, globals: true } })
  const projects = [project('full'), project('empty')]
  const options = { root: ${JSON.stringify(folder)}, config: false, run: true, allowOnly: false, projects, reporters: [reporter] }
  const vitest = await startVitest('test', [], options)
  await vitest.close()
  console.log(JSON.stringify({ rows: reporter.rows(), problems: reporter.problems }))
  process.exit(0)
`

type Told = { readonly rows: { name: string; passed: number; failed: number }[]; readonly problems: string[] }

describe('the reporter of npm test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postop-ctv-reporter-'))
  let told: Told = { rows: [], problems: [] }

  beforeAll(() => {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    mkdirSync(join(folder, 'full'))
    mkdirSync(join(folder, 'empty'))
    for (const [name, code] of Object.entries(FILES)) writeFileSync(join(folder, 'full', name), code)
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', run(folder)], {
      cwd: folder,
      encoding: 'utf8',
    })
    told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Told
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each([
    ['a test that fails', 'full: failed: wrong.test.js: wrong'],
    ['a skipped test', 'full: skipped: idle.test.js: left out'],
    ['a test to be written', 'full: skipped: idle.test.js: to come'],
    ['a test that skips itself', 'full: skipped: idle.test.js: given up'],
    ['a focused test', 'full: failed: focus.test.js: focused'],
    ['what a focused test leaves out', 'full: skipped: focus.test.js: beside it'],
    ['a set-up that fails', 'full: setup.test.js: no set-up'],
    ['an error outside any test', 'outside any test: too late'],
    ['a project without a test', 'empty: not a single test ran'],
  ])('counts %s as a failure', (_what, problem) => {
    expect(told.problems).toContain(problem)
  })

  test('counts a file that does not load as a failure', () => {
    expect(told.problems.filter((problem) => problem.startsWith('full: torn.test.js: '))).toHaveLength(1)
  })

  test('counts what passed, and nothing twice', () => {
    expect(told.rows.map(({ name, passed, failed }) => ({ name, passed, failed }))).toEqual([
      { name: 'full', passed: 2, failed: 9 },
      { name: 'empty', passed: 0, failed: 1 },
      { name: 'outside any test', passed: 0, failed: 1 },
    ])
  })
})
