import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  buildCli,
  type CliRun,
  cli,
  type PrintedError,
  printed,
  SAMPLE,
  SAMPLE_WORDS,
  SMALL_WORDS,
  scratchFolder,
} from '../support/cli.js'

const scratch = scratchFolder('check')
const at = (name: string): string => join(scratch.path, name)
let main: CliRun

beforeAll(() => {
  buildCli()
  main = cli(['propose', ...SAMPLE_WORDS, ...SMALL_WORDS, '--out', at('small.dcm'), '--json'])
})
afterAll(scratch.remove)

const write = (folder: string, content: object): void => {
  mkdirSync(at(folder), { recursive: true })
  writeFileSync(at(join(folder, 'case.json')), JSON.stringify(content))
}
const base = { image: join(SAMPLE, 'CT'), structures: [join(SAMPLE, 'RS-CT.dcm')] }

test('passes and fails by its expectations, with JUnit XML', () => {
  const { solidCm3 } = printed<{ readonly solidCm3: number }>(main)
  const args = [...SMALL_WORDS]
  const reference = { file: at('small.dcm'), roi: 'CTV_PROPOSED', dscAtLeast: 0.999, hd95MmAtMost: 0.1 }
  write('cases/a/good', {
    ...base,
    arguments: args,
    expectation: { volumes: { solidCm3: { cm3: solidCm3, toleranceCm3: 0.001 } }, reference },
  })
  write('cases/b', {
    ...base,
    name: 'margin too large',
    arguments: ['--target', 'rGTV', '--margin', '40'],
    expectation: { exit: 1, code: 'value/out-of-range' },
  })
  write('cases/c', {
    ...base,
    name: 'wrong & "odd"',
    arguments: ['--target', 'nobody'],
    expectation: { exit: 1, code: 'target/empty' },
  })
  write('cases/d', { ...base, name: 'misspelt', expectations: {} })
  const run = cli(['check', at('cases'), '--junit', at('junit.xml'), '--json'])
  expect(run.exit).toBe(1)
  const result = printed<
    PrintedError & {
      readonly passed: number
      readonly failed: number
      readonly results: readonly { readonly passed: boolean }[]
    }
  >(run)
  expect(result).toMatchObject({ error: { code: 'check/failed' }, passed: 2, failed: 2 })
  expect(result.results.map((r) => r.passed)).toEqual([true, true, false, false])
  const counted = spawnSync(
    '/usr/bin/python3',
    [
      '-c',
      'import sys, xml.etree.ElementTree as e; t = e.parse(sys.argv[1]).getroot(); print(t.get("tests"), len(t.findall("testcase")), len(t.findall("testcase/failure")), t.findall("testcase")[2].get("name"))',
      at('junit.xml'),
    ],
    { encoding: 'utf8' },
  )
  expect(counted.stdout.trim()).toBe('4 4 2 wrong & "odd"')
})

test('exits 0 where every case passes', () => {
  write('fine', { ...base, arguments: ['--target', 'nobody'], expectation: { code: 'roi/unknown' } })
  expect(cli(['check', at('fine')]).exit).toBe(0)
})
