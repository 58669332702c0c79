// npm start: the main job on the bundled sample, then the page on the loopback interface.
// --no-serve ends after the job; --port N serves at that port, otherwise the usual one or, where that is taken, a free one.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildAll } from './build.mjs'
import { serve } from './serve.mjs'

const { values } = parseArgs({ options: { 'no-serve': { type: 'boolean' }, port: { type: 'string' } } })

/** Saved work belongs to an origin, port included: the same one every day where it is free. */
const USUAL_PORT = 47110

const root = fileURLToPath(new URL('..', import.meta.url))
const sample = join(root, 'sample-dicom/case')
const out = join(root, 'dist/sample-proposal')

if (!buildAll({ ifNeeded: true })) process.exit(1)
mkdirSync(out, { recursive: true })

const args = [
  'propose',
  ...['--image', join(sample, 'CT')],
  ...['--structures', join(sample, 'RS-CT.dcm')],
  ...['--target', 'rGTV', '--target', 'TumorBed', '--concern', 'Concern_L:8'],
  ...['--out', join(out, 'RS-CTV.dcm')],
  ...['--report', join(out, 'report.html')],
]
const short = args.map((word) => (word.startsWith(root) ? relative(root, word) : word))
console.log(`postop-ctv ${short.join(' ')}\n`)
const job = spawnSync(process.execPath, [join(root, 'bin/postop-ctv.js'), ...args], { stdio: 'inherit' })
if (job.status !== 0) process.exit(job.status ?? 1)

if (!values['no-serve']) {
  const app = join(root, 'dist/app')
  const { origin } = await (values.port === undefined
    ? serve(app, USUAL_PORT).catch(() => serve(app))
    : serve(app, Number(values.port)))
  console.log(`\nThe page: ${origin}/ (only this machine can reach it; Ctrl-C ends it)`)
}
