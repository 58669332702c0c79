import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Job } from '../../../core/job/index.js'
import { PostopError, toErrorRecord } from '../../../core/problem/index.js'
import { assertWritable, walkFiles, writeWhole } from '../../files/index.js'
import { errorLine } from '../../terminal/error-line.js'
import { fixed, textTable } from '../../terminal/table.js'
import { oneLine } from '../../terminal/terminal.js'
import type { Run } from '../command.js'
import { readCaseFile } from './case-file.js'
import { junitXml } from './junit.js'
import { type CaseResult, runCase } from './run-case.js'

/** One case's result; a case that cannot even be run has failed. */
const resultOf = async (file: string, folder: string, job: Job): Promise<CaseResult> => {
  try {
    return await runCase(await readCaseFile(file), folder, job)
  } catch (e) {
    const { code, message } = toErrorRecord(e)
    if (code === 'run/cancelled') throw e
    return {
      name: file,
      file,
      passed: false,
      failures: [`${message} [${code}]`],
      exit: 1,
      solidCm3: null,
      dsc: null,
      hd95Mm: null,
    }
  }
}

const caseFiles = async (folder: string): Promise<readonly string[]> => {
  const { files } = await walkFiles([folder])
  const cases = files.filter((f) => basename(f) === 'case.json')
  if (cases.length > 0) return cases
  throw new PostopError('check/no-case', {
    message: `${folder} holds no case.json.`,
    file: folder,
    attribute: 'CASES_DIR',
    remedy: 'Give a folder with cases; docs/json.md describes case.json.',
  })
}

const text = (results: readonly CaseResult[]): string => {
  const row = (r: CaseResult) => [
    r.passed ? 'passed' : 'FAILED',
    oneLine(r.name),
    fixed(r.solidCm3, 2),
    fixed(r.dsc, 4),
    fixed(r.hd95Mm, 2),
    oneLine(r.failures.join('; ')),
  ]
  return textTable([['', 'case', 'solid cm3', 'DSC', 'HD95 mm', ''], ...results.map(row)], [2, 3, 4], 0)
}

/** `postop-ctv check`. @throws check/no-case, input/not-found, output/folder-missing, run/cancelled */
export const check: Run = async (words, { job }) => {
  const cases = await caseFiles(words.one('CASES_DIR') ?? '')
  const junit = words.one('--junit')
  if (junit !== undefined) await assertWritable(junit, '--junit', cases)
  const folder = await mkdtemp(join(tmpdir(), 'postop-ctv-check-'))
  const results: CaseResult[] = []
  try {
    for (const file of cases) {
      job.throwIfCancelled()
      results.push(await resultOf(file, folder, job))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  if (junit !== undefined) await writeWhole([{ path: junit, bytes: new TextEncoder().encode(junitXml(results)) }])
  const failed = results.filter((r) => !r.passed).length
  const json = { command: 'check', cases: results.length, passed: results.length - failed, failed, results }
  if (failed === 0) return { json, text: text(results) }
  const error = toErrorRecord(
    new PostopError('check/failed', {
      message: `${failed} of ${results.length} cases failed.`,
      remedy: 'See which expectation each of them misses.',
    }),
  )
  return { json: { error, ...json }, text: text(results), failure: errorLine(error) }
}
