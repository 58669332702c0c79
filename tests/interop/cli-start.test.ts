import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCli, cli, namesIn, printed, SAMPLE, scratchFolder } from '../support/cli.js'

const scratch = scratchFolder('start')

beforeAll(buildCli)
afterAll(scratch.remove)

test('help names every command, and each has its own', () => {
  const help = cli(['--help'])
  expect(help).toMatchObject({ exit: 0, stderr: '' })
  for (const name of ['inspect', 'propose', 'compare', 'verify', 'check', 'sample']) {
    expect(help.stdout).toContain(`\n  ${name} `)
    const own = cli([name, '--help'])
    expect(own).toMatchObject({ exit: 0, stderr: '' })
    expect(own.stdout).toMatch(new RegExp(`^postop-ctv ${name}`))
    for (const line of own.stdout.split('\n').filter((l) => !l.startsWith('  postop-ctv')))
      expect(line.length).toBeLessThanOrEqual(100)
  }
})

test('help loads nothing heavy: the command line starts without DICOM and without the engine', () => {
  const loaded = cli(['--help'], { env: { NODE_DEBUG: 'esm' } }).stderr
  const files = [...loaded.matchAll(/dist\/node\/([\w-]+\.js)/g)].map((m) => m[1] ?? '')
  const folder = join(import.meta.dirname, '../../dist/node')
  const bytes = [...new Set(['cli.js', ...files])].reduce((sum, f) => sum + readFileSync(join(folder, f)).length, 0)
  expect(bytes).toBeLessThan(200_000)
})

test('an output that nobody reads to its end is no fault', () => {
  const run = execFileSync(
    'bash',
    ['-c', `set -o pipefail; node bin/postop-ctv.js inspect "$1" --json | head -c 10`, 'bash', SAMPLE],
    {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
    },
  )
  expect(run).toHaveLength(10)
})

test('sample writes the case that is committed', () => {
  const folder = join(scratch.path, 'sample')
  const run = cli(['sample', folder, '--json'])
  expect(run.exit).toBe(0)
  const { files } = printed<{ readonly files: readonly string[] }>(run)
  expect(namesIn(folder)).toEqual(['CT', 'MR-post', 'MR-pre', 'README.txt', 'REG.dcm', 'RS-CT.dcm', 'RS-MR.dcm'])
  for (const file of files) {
    const committed = readFileSync(file.replace(folder, SAMPLE))
    expect(readFileSync(file).equals(committed), file).toBe(true)
  }
})

test('sample needs a parent folder, and is not written over a file', () => {
  const missing = cli(['sample', join(scratch.path, 'no/where')])
  expect(missing.exit).toBe(1)
  expect(missing.stderr).toContain('[output/folder-missing')
  writeFileSync(join(scratch.path, 'file'), '')
  const file = cli(['sample', join(scratch.path, 'file')])
  expect(file.exit).toBe(1)
  expect(file.stderr).toContain('[output/not-written')
})
