import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeCompressed } from './compressed.js'
import { mutationOf } from './mutate.js'
import { type Ended, runAll } from './run.js'
import { type Moved, statedIn } from './stated.js'
import { KINDS, type Kind, SLICES } from './subjects.js'

const COLUMNS = ['refused', 'findings', 'alike', 'stated', 'wrong'] as const
type Column = (typeof COLUMNS)[number]

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
})
const [count, seed] = [Number(values.count), Number(values.seed)]
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed))
  throw new Error('fuzz --count N --seed S: whole numbers')

const table = new Map<Kind, Record<Column, number>>(
  KINDS.map((kind) => [kind, { refused: 0, findings: 0, alike: 0, stated: 0, wrong: 0 }]),
)
const add = (index: number, column: Column): void => {
  const row = table.get(KINDS[index % KINDS.length] as Kind)
  if (row !== undefined) row[column]++
}

const moved: Moved[] = []
const wrong: string[] = []
let slowest = { index: -1, seconds: 0 }

const blame = (index: number, what: string): void => {
  add(index, 'wrong')
  if (values.keep !== undefined) {
    mkdirSync(values.keep, { recursive: true })
    writeFileSync(join(values.keep, `${index}.dcm`), mutationOf(seed, index).bytes)
  }
  wrong.push(`case ${index} (${KINDS[index % KINDS.length]}): ${what}`)
}

const note = ({ index, end, seconds }: Ended): void => {
  if (seconds > slowest.seconds) slowest = { index, seconds }
  if (end.is === 'refused' || end.is === 'findings' || end.is === 'alike') add(index, end.is)
  else if (end.is === 'moved') moved.push({ index, kind: end.kind, geometry: end.what })
  else blame(index, `${end.is}: ${end.what}`)
}

const scratch = mkdtempSync(join(tmpdir(), 'postop-ctv-fuzz-'))
const start = performance.now()
try {
  writeCompressed(SLICES)
  await runAll(join(import.meta.dirname, '../../../dist/fuzz/child.js'), seed, count, note)
  const stated = statedIn(seed, moved, scratch)
  for (const { index, geometry } of moved) {
    if (stated.has(index)) add(index, 'stated')
    else blame(index, `read without a word although something moved: ${geometry.slice(0, 300)}`)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

const line = (cells: readonly (string | number)[]): string => cells.map((c) => String(c).padStart(13)).join('')
const [cpu] = cpus()
console.log(`${count} mutations, seed ${seed}; ${cpus().length} x ${cpu?.model.trim()}, Node ${process.version}`)
console.log(line(['', ...COLUMNS]))
for (const [kind, row] of table) console.log(line([kind, ...COLUMNS.map((c) => row[c])]))
for (const what of wrong) console.log(what)
const seconds = ((performance.now() - start) / 1000).toFixed(0)
console.log(
  `${seconds} s, the slowest ${(slowest.seconds * 1000).toFixed(0)} ms (case ${slowest.index}); ${wrong.length} wrong`,
)
process.exitCode = wrong.length === 0 ? 0 : 1
