// npm test: Debian's programs, the checks, then every test project; the last line is `N passed, N failed`.
// npm test -- unit oracle: only these projects, without the checks.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'
import { HonestReporter } from './honest-reporter.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const only = process.argv.slice(2)

/** Each counts as one in the closing line. */
const CHECKS = [
  { name: 'build', command: 'node', args: ['scripts/build.mjs', '--if-needed'] },
  { name: 'biome', command: 'npx', args: ['--no-install', 'biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: 'node', args: ['scripts/typecheck.mjs'] },
  { name: 'knip', command: 'npx', args: ['--no-install', 'knip'] },
]

/** @typedef {{ name: string, passed: number, failed: number, seconds: number }} Row */

/**
 * @param {{ name: string, command: string, args: string[] }} check
 * @returns {Row}
 */
function runCheck({ name, command, args }) {
  console.log(`\n=== ${name}`)
  const start = performance.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const passed = status === 0 ? 1 : 0
  return { name, passed, failed: 1 - passed, seconds: (performance.now() - start) / 1000 }
}

/**
 * @param {readonly Row[]} rows
 * @param {readonly string[]} problems
 */
function close(rows, problems) {
  console.log('\nTime and tests by project')
  for (const { name, passed, failed, seconds } of rows)
    console.log(
      `  ${name.padEnd(18)}${seconds.toFixed(1).padStart(7)} s${String(passed).padStart(7)} passed${String(failed).padStart(5)} failed`,
    )
  for (const problem of problems) console.log(`FAILED ${problem}`)
  const sum = (/** @type {'passed' | 'failed'} */ key) => rows.reduce((total, row) => total + row[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1)
}

const packages = runCheck({ name: 'debian packages', command: 'bash', args: ['scripts/debian-packages.sh'] })
if (packages.failed > 0) close([packages], ['debian packages: see above'])

const checks = only.length > 0 ? [] : CHECKS.map(runCheck)
const failedChecks = checks.filter((row) => row.failed > 0).map((row) => `${row.name}: see above`)

console.log('\n=== tests')
const reporter = new HonestReporter()
const vitest = await startVitest('test', [], { run: true, project: only, reporters: ['default', reporter] })
await vitest.close()

const rows = reporter.rows()
if (only.length === 0 && !rows.some((row) => row.name === 'real-data'))
  console.log('real-data: not run, since the folder of real cases (POSTOP_DATA, else ../shared/data) is not there')
close([packages, ...checks, ...rows], [...failedChecks, ...reporter.problems])
