import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildAll } from '../../scripts/build.mjs'

export const ROOT = resolve(import.meta.dirname, '../..')

/** The committed sample case. */
export const SAMPLE = join(ROOT, 'sample-dicom/case')

const BIN = join(ROOT, 'bin/postop-ctv.js')

/** Builds the command line where its sources are newer. */
export const buildCli = (): void => {
  if (!buildAll({ parts: ['node'], ifNeeded: true })) throw new Error('the command line could not be built')
}

export type CliRun = { readonly exit: number | null; readonly stdout: string; readonly stderr: string }

type CliOptions = { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> }

/** Runs the command line as a user does. */
export const cli = (args: readonly string[], { cwd, env }: CliOptions = {}): CliRun => {
  const run = spawnSync(process.execPath, [BIN, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  })
  return { exit: run.status, stdout: run.stdout, stderr: run.stderr }
}

/** Starts the command line, interrupts it after a while, and says how it ended. */
export const interruptedCli = (args: readonly string[], afterMs: number): Promise<CliRun> =>
  new Promise((done) => {
    const run = spawn(process.execPath, [BIN, ...args])
    let [stdout, stderr] = ['', '']
    run.stdout.on('data', (d) => {
      stdout += d
    })
    run.stderr.on('data', (d) => {
      stderr += d
    })
    setTimeout(() => run.kill('SIGINT'), afterMs)
    run.on('close', (exit) => done({ exit, stdout, stderr }))
  })

/** The one JSON object that `--json` prints; T says which part of it a test looks at. */
export const printed = <T = Readonly<Record<string, unknown>>>(run: CliRun): T => JSON.parse(run.stdout) as T

/** A refusal as `--json` prints it. */
export type PrintedError = {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly file: string | null
    readonly attribute: string | null
    readonly remedy: string
  }
}

/** A folder of its own, thrown away by `remove`. */
export const scratchFolder = (name: string): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), `postop-ctv-${name}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Names in a folder, hidden ones too: an unfinished output would be among them. */
export const namesIn = (folder: string): readonly string[] => readdirSync(folder).sort()

/** Runs a script of tests/support/python; what it prints. */
export const python = (script: string, ...args: readonly string[]): string =>
  execFileSync('/usr/bin/python3', [join(ROOT, 'tests/support/python', script), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })

/** The words that name the sample's planning CT and its structure set. */
export const SAMPLE_WORDS: readonly string[] = [
  ...['--image', join(SAMPLE, 'CT')],
  ...['--structures', join(SAMPLE, 'RS-CT.dcm')],
]

/** A small target and a small margin: a proposal of a second or two. */
export const SMALL_WORDS: readonly string[] = ['--target', 'rGTV', '--margin', '2', '--date', '2026-03-05T09:30:00']
