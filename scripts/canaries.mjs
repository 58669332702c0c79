// npm run canaries: seeds one fault at a time into a copy of the tree; the test that guards the place must turn red.
// npm run canaries -- spacing: only the faults whose name holds a word.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAULTS } from './faults.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const NOT_COPIED = new Set(['node_modules', '.git', 'dist'])

/** @returns {string} the copy's folder */
function copyTree() {
  const copy = mkdtempSync(join(tmpdir(), 'postop-ctv-canaries-'))
  cpSync(root, copy, { recursive: true, filter: (path) => !NOT_COPIED.has(relative(root, path)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/**
 * @param {string} tree
 * @param {import('./faults.mjs').Fault} fault
 * @returns {'green' | 'red' | 'not run'} what the guarding test says in this tree
 */
function verdict(tree, { test, name }) {
  const report = join(tree, 'canary.json')
  rmSync(report, { force: true })
  const only = name.replace(/[^\w ]/g, '.')
  const words = ['vitest', 'run', test, '-t', only, '--reporter=json', `--outputFile=${report}`]
  spawnSync('npx', ['--no-install', ...words], { cwd: tree, stdio: 'ignore' })
  try {
    /** @type {{ testResults: { assertionResults: { fullName: string, status: string }[] }[] }} */
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const named = testResults.flatMap((file) => file.assertionResults).filter((one) => one.fullName.includes(name))
    if (named.some(({ status }) => status === 'failed')) return 'red'
    return named.length > 0 && named.every(({ status }) => status === 'passed') ? 'green' : 'not run'
  } catch {
    return 'not run' // the test file did not even load
  }
}

/**
 * @param {string} tree
 * @param {import('./faults.mjs').Fault} fault
 * @returns {string} empty when the canary did its duty, else what is wrong
 */
function tryFault(tree, fault) {
  const path = join(tree, fault.file)
  const sound = readFileSync(path, 'utf8')
  if (sound.split(fault.find).length !== 2) return `the place is not there exactly once in ${fault.file}`
  const before = verdict(tree, fault)
  if (before !== 'green') return `without the fault the test is ${before}`
  try {
    writeFileSync(
      path,
      sound.replace(fault.find, () => fault.replace),
    )
    const after = verdict(tree, fault)
    return after === 'red' ? '' : `with the fault the test is ${after}`
  } finally {
    writeFileSync(path, sound)
  }
}

const words = process.argv.slice(2)
const chosen = FAULTS.filter(({ fault }) => words.every((word) => fault.includes(word)))
const tree = copyTree()
let asleep = 0
try {
  for (const fault of chosen) {
    const wrong = tryFault(tree, fault)
    if (wrong !== '') asleep++
    console.log(`${wrong === '' ? 'red  ' : 'ASLEEP'} ${fault.fault.padEnd(34)} ${fault.test}: ${wrong || fault.name}`)
  }
} finally {
  rmSync(tree, { recursive: true, force: true })
}
console.log(`${chosen.length - asleep} of ${chosen.length} seeded faults were noticed`)
process.exit(chosen.length > 0 && asleep === 0 ? 0 : 1)
