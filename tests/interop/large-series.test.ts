import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildAll } from '../../scripts/build.mjs'
import { encodePart10 } from '../../src/dicom/index.js'
import { AXIAL, ctSlice } from '../support/dicom-phantom.js'

const SLICES = 600
const EDGE = 512
const PIXEL_BYTES = SLICES * EDGE * EDGE * 2
const LIBRARY = pathToFileURL(resolve(import.meta.dirname, '../../dist/node/index.js')).href

const folder = mkdtempSync(join(tmpdir(), 'postop-large-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(() => {
  buildAll({ parts: ['node'], ifNeeded: true })
  const options = { ...AXIAL, columns: EDGE, rows: EDGE, positions: Array.from({ length: SLICES }, (_, k) => k) }
  const pixels = Int16Array.from({ length: EDGE * EDGE }, (_, i) => (i % 1999) - 1000)
  for (let k = 0; k < SLICES; k++) {
    pixels[0] = k
    writeFileSync(
      join(folder, `${k}.dcm`),
      encodePart10({
        ...ctSlice({ ...options, columns: 2, rows: 2 }, k),
        Columns: EDGE,
        Rows: EDGE,
        PixelData: pixels,
      }),
    )
  }
})

/** Runs a module in a Node of its own; gives what it prints as JSON. */
const run = (body: string): { [name: string]: number } => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', body], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

const READ = `
import { readCase } from '${LIBRARY}'
const paths = { image: [${JSON.stringify(folder)}], structures: [] }
`

it('600 slices of 512 x 512 are read within twice their pixels and an empty process', () => {
  const empty = run('console.log(JSON.stringify({ kib: process.resourceUsage().maxRSS }))')
  const read = run(`${READ}
const { inputs } = await readCase(paths)
console.log(JSON.stringify({ kib: process.resourceUsage().maxRSS, planes: inputs.image.planes.length, last: inputs.image.data.at(-${EDGE * EDGE}) }))`)
  expect(read.planes).toBe(SLICES)
  expect(read.last).toBe(SLICES - 1)
  const mib = (kib = 0): number => Math.round(kib / 1024)
  console.log(
    `600 slices: ${mib(PIXEL_BYTES / 1024)} MiB of pixels, ${mib(read.kib)} MiB at most, an empty process ${mib(empty.kib)} MiB`,
  )
  expect((read.kib ?? 0) * 1024).toBeLessThan(2 * PIXEL_BYTES + (empty.kib ?? 0) * 1024)
})

it('reading them reports progress, lets others in, and ends at once when it is cancelled', () => {
  const seen = run(`${READ}
let shares = 0, ticks = 0, cancelled = 0, endedMs = 0
const timer = setInterval(() => { ticks++; if (ticks === 5) cancelled = performance.now() }, 5)
const job = {
  throwIfCancelled: () => { if (cancelled > 0) throw new Error('cancelled') },
  yield: () => new Promise((done) => setImmediate(done)),
  progress: () => { shares++ },
}
await readCase(paths, { job }).catch(() => { endedMs = performance.now() - cancelled })
clearInterval(timer)
console.log(JSON.stringify({ shares, ticks, endedMs }))`)
  console.log(`cancelled after ${seen.shares} reports, ended ${seen.endedMs?.toFixed(1)} ms later`)
  expect(seen.shares).toBeGreaterThan(2)
  expect(seen.ticks).toBeGreaterThanOrEqual(5)
  expect(seen.endedMs).toBeGreaterThan(0)
  expect(seen.endedMs).toBeLessThan(500)
})
