// npm run fuzz -- --count N --seed S [--keep FOLDER]: reads N mutated files; fails where one is read wrong without a word.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {[string, string[]][]} */
const steps = [
  ['npx', ['--no-install', 'vite', 'build', '-c', 'tests/support/fuzz/vite.config.ts', '--logLevel', 'warn']],
  ['node', ['dist/fuzz/main.js', ...process.argv.slice(2)]],
]
for (const [command, args] of steps) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
