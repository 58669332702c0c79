import { join } from 'node:path'
import type { Job } from '../../../core/job/index.js'
import { type ErrorRecord, type Finding, toErrorRecord } from '../../../core/problem/index.js'
import { parseWords } from '../../args/parse-words.js'
import { compare, readPlanes, readStructureSet } from '../../library/index.js'
import { exitCodeOf } from '../../terminal/exit-code.js'
import type { Terminal } from '../../terminal/terminal.js'
import { propose } from '../propose/run.js'
import { PROPOSE } from '../propose/spec.js'
import type { CaseFile, VolumeExpectation } from './case-file.js'

/** What one case came to: no failure, or each thing that was not as expected. */
export type CaseResult = {
  readonly name: string
  readonly file: string
  readonly passed: boolean
  readonly failures: readonly string[]
  readonly exit: number
  readonly solidCm3: number | null
  readonly dsc: number | null
  readonly hd95Mm: number | null
}

type Printed = {
  readonly error?: ErrorRecord
  readonly solidCm3?: number
  readonly roiName?: string
  readonly findings?: readonly Finding[]
  readonly [key: string]: unknown
}

/** Runs `propose` as the command line does; what it would print, and its exit code. */
const proposeTo = async (c: CaseFile, out: string, job: Job): Promise<{ exit: number; printed: Printed }> => {
  const quiet: Terminal = { out: () => {}, err: () => {}, clear: () => {}, job }
  const args = [
    ...['--image', c.image],
    ...c.structures.flatMap((s) => ['--structures', s]),
    ...c.registrations.flatMap((r) => ['--registration', r]),
    ...c.arguments,
    ...['--out', out],
  ]
  try {
    const { json } = await propose(parseWords(args, PROPOSE), quiet)
    return { exit: 0, printed: json }
  } catch (e) {
    const error = toErrorRecord(e)
    return { exit: exitCodeOf(error.code), printed: { error } }
  }
}

const volumeFailure = (v: VolumeExpectation, printed: Printed): readonly string[] => {
  const found = printed[v.key]
  if (typeof found !== 'number') return [`${v.key} is not among the figures`]
  if (Math.abs(found - v.cm3) <= v.toleranceCm3) return []
  return [`${v.key} is ${found.toFixed(3)} cm3, expected ${v.cm3} ± ${v.toleranceCm3} cm3`]
}

const codeFailure = (code: string | null, printed: Printed): readonly string[] => {
  if (code === null) return []
  const codes =
    printed.error === undefined ? (printed.findings ?? []).map((f) => f.code as string) : [printed.error.code as string]
  return codes.includes(code) ? [] : [`expected ${code}, found ${codes.join(', ') || 'no code'}`]
}

/** Dice and HD95 of the proposal against the reference's ROI. */
const against = async (c: CaseFile, out: string, printed: Printed, job: Job) => {
  const { reference } = c.expectation
  if (reference === null || printed.error !== undefined) return { dsc: null, hd95Mm: null, failures: [] }
  const mine = await readStructureSet(out)
  const theirs = await readStructureSet(reference.file)
  const { dsc, hd95Mm } = await compare(
    { structureSet: mine.set, roi: printed.roiName ?? '' },
    { structureSet: theirs.set, roi: reference.roi },
    { planes: await readPlanes([c.image], mine.set, job), job },
  )
  const failures = [
    ...(dsc >= reference.dscAtLeast ? [] : [`DSC is ${dsc.toFixed(4)}, expected at least ${reference.dscAtLeast}`]),
    ...(reference.hd95MmAtMost === null || hd95Mm <= reference.hd95MmAtMost
      ? []
      : [`HD95 is ${hd95Mm.toFixed(2)} mm, expected at most ${reference.hd95MmAtMost} mm`]),
  ]
  return { dsc, hd95Mm, failures }
}

/**
 * Proposes as a case says and compares with what it expects.
 * @param folder where the output goes, thrown away afterwards
 * @throws run/cancelled
 */
export const runCase = async (c: CaseFile, folder: string, job: Job): Promise<CaseResult> => {
  const out = join(folder, 'out.dcm')
  const { exit, printed } = await proposeTo(c, out, job)
  job.throwIfCancelled()
  const { expectation } = c
  const exitFailure =
    exit === expectation.exit
      ? []
      : [
          `exit is ${exit}, expected ${expectation.exit}${printed.error === undefined ? '' : `: ${printed.error.message} [${printed.error.code}]`}`,
        ]
  const compared = await against(c, out, printed, job)
  const failures = [
    ...exitFailure,
    ...codeFailure(expectation.code, printed),
    ...(printed.error === undefined ? expectation.volumes.flatMap((v) => volumeFailure(v, printed)) : []),
    ...compared.failures,
  ]
  return {
    name: c.name,
    file: c.file,
    passed: failures.length === 0,
    failures,
    exit,
    solidCm3: printed.solidCm3 ?? null,
    dsc: compared.dsc,
    hd95Mm: compared.hd95Mm,
  }
}
