// npm run bench: measures against other programs in one run; npm run bench -- W1 W4: only these.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {[string, string[]][]} */
const steps = [
  ['bash', ['scripts/debian-packages.sh']],
  ['node', ['scripts/build.mjs', '--if-needed']],
  ['npx', ['--no-install', 'vite', 'build', '-c', 'bench/vite.config.ts', '--logLevel', 'warn']],
  ['node', ['--expose-gc', 'dist/bench/main.js', ...process.argv.slice(2)]],
]
for (const [command, args] of steps) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
