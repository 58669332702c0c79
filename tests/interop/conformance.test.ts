import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildCli, cli, python, ROOT, SAMPLE_WORDS, scratchFolder } from '../support/cli.js'

/** One row of the statement's table of written attributes; its path names the sequences round it. */
type Row = { readonly path: string; readonly name: string; readonly vr: string; readonly type: string }

const stated = (): readonly Row[] => {
  const rows: Row[] = []
  const round: string[] = []
  for (const line of readFileSync(join(ROOT, 'docs/conformance.md'), 'utf8').split('\n')) {
    const [, depth = '', tag, name = '', vr = '', type = ''] =
      /^\| ((?:> )*)(\([\dA-F]{4},[\dA-F]{4}\)) \| (.+?) \| (.+?) \| (.+?) \|/.exec(line) ?? []
    if (tag === undefined) continue
    round.length = depth.length / 2
    rows.push({ path: [...round, tag].join(''), name, vr, type })
    round.push(tag)
  }
  return rows
}

/** Path, VR and name of every kind of element in a file, by pydicom. */
const written = (file: string): readonly (readonly [string, string, string])[] =>
  JSON.parse(python('list_elements.py', file))

const PRIVATE = /^\(3007,/
const scratch = scratchFolder('conformance')
const OUT = join(scratch.path, 'out.dcm')

beforeAll(() => {
  buildCli()
  const run = cli(['propose', ...SAMPLE_WORDS, '--target', 'TumorBed', '--only-ctv', '--out', OUT])
  expect(run.exit).toBe(0)
})

test('every element of an export is in the conformance statement, with its VR and its name', () => {
  const rows = new Map(stated().map((row) => [row.path, row]))
  for (const [path, vr, name] of written(OUT)) {
    const row = rows.get(path)
    expect(row, `${path} ${name}`).toBeDefined()
    // Private elements of an implicit file have no VR and no name but in the statement.
    if (!PRIVATE.test(path)) expect([row?.vr, row?.name], path).toEqual([vr, name])
  }
})

/** Only there where the planning image is of several frames, which the sample is not. */
const OF_FRAMES = /\(0008,1160\)$/

test('and every attribute of the statement is in an export', () => {
  const there = new Set(written(OUT).map(([path]) => path))
  expect(stated().length).toBeGreaterThan(60)
  expect(stated().filter(({ path }) => !there.has(path) && !OF_FRAMES.test(path))).toEqual([])
})
