// Builds what Node and the browser run: the command line and library with their types, and the page.
// --if-needed: only what is older than its sources. --node, --app: only that part.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

const SOURCES = [
  'src',
  'sample-dicom',
  'wasm/dist',
  'public',
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  'vite.cli.config.ts',
]

/** @type {{ name: string, out: string, command: (out: string) => string[] }[]} */
const PARTS = [
  {
    name: 'node',
    out: 'dist/node',
    command: (out) => ['vite', 'build', '-c', 'vite.cli.config.ts', '--logLevel', 'warn', '--outDir', out],
  },
  { name: 'node', out: 'dist/types', command: (out) => ['tsc', '-p', 'tsconfig.library.json', '--outDir', out] },
  { name: 'app', out: 'dist/app', command: (out) => ['vite', 'build', '--logLevel', 'warn', '--outDir', out] },
]

/**
 * @param {string} path
 * @returns {number} when the newest file at or under the path was changed, in ms; 0 where there is none
 */
function newestMs(path) {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))))
}

/** Builds beside the place and swaps, so that whoever is running the old build keeps a whole one. */
function build(/** @type {typeof PARTS[number]} */ part) {
  const fresh = `dist/.building-${part.out.replace('/', '-')}-${process.pid}`
  const old = `${fresh}-old`
  mkdirSync(join(root, 'dist'), { recursive: true })
  const run = spawnSync('npx', ['--no-install', ...part.command(fresh)], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' }, // a test runner's own mode would build React for development
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (run.status === 0) {
    if (existsSync(join(root, part.out))) renameSync(join(root, part.out), join(root, old))
    renameSync(join(root, fresh), join(root, part.out))
  }
  for (const path of [fresh, old]) rmSync(join(root, path), { recursive: true, force: true })
  return run.status === 0
}

/**
 * Builds the parts asked for.
 * @param {{ parts?: readonly string[], ifNeeded?: boolean }} [options]
 * @returns {boolean} whether all of them are there now
 */
export function buildAll({ parts = ['node', 'app'], ifNeeded = false } = {}) {
  const sourcesMs = Math.max(...SOURCES.map((path) => newestMs(join(root, path))))
  return PARTS.filter((part) => parts.includes(part.name))
    .filter(
      (part) => !ifNeeded || !existsSync(join(root, part.out)) || statSync(join(root, part.out)).mtimeMs < sourcesMs,
    )
    .every(build)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2)
  const parts = ['node', 'app'].filter((name) => words.includes(`--${name}`))
  const done = buildAll({ ifNeeded: words.includes('--if-needed'), ...(parts.length > 0 ? { parts } : {}) })
  process.exit(done ? 0 : 1)
}
